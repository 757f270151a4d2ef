import type { Registry } from "../../../sdk/src/index.ts";
import type { Actor } from "./actor.ts";
import { actorFor } from "./actor.ts";

/** The development account of who holds a certificate; undefined if that is nobody of the chain's. */
export async function holderOf(
  reader: Registry,
  certificateId: number,
): Promise<Actor | undefined> {
  const { certificate } = await reader.rights.get(certificateId);
  return certificate === null ? undefined : actorFor(reader, certificate.holder);
}

/** The development account of who has a licence. */
export async function licenseeOf(reader: Registry, licenseId: number): Promise<Actor | undefined> {
  return actorFor(reader, (await reader.licenses.get(licenseId)).licensee);
}

/** The development account of who granted a licence, or has come after. */
export async function licensorOf(reader: Registry, licenseId: number): Promise<Actor | undefined> {
  const { certificateId, parentId } = await reader.licenses.get(licenseId);
  return parentId === null ? holderOf(reader, certificateId) : licenseeOf(reader, parentId);
}
