import { DECISION, EVIDENCE, hashOf, type OpenRegistry } from "../acts.ts";
import { proofOf, rootOf } from "../custody/chunkTree.ts";
import { ethers, time, type Account } from "../registry.ts";
import { Algorithm, DataClass, Right } from "../words.ts";

/** What is done with catalogues, with everything defaulted that a test is not about. */

export const CatalogueStatus = {
  None: 0n,
  Filed: 1n,
  InNotice: 2n,
  Confirmed: 3n,
  Rejected: 4n,
  Withdrawn: 5n,
} as const;

export interface EntryFields {
  readonly commitment: string;
  readonly algorithm: bigint;
  readonly right: bigint;
  readonly termEnd: bigint;
  readonly descriptionHash: string;
  readonly descriptionURI: string;
}

const ENTRY =
  "tuple(bytes32 commitment, uint8 algorithm, uint8 right, uint40 termEnd, bytes32 descriptionHash, string descriptionURI)";

/** The bytes of an entry's leaf. */
export function entry(name: string, changes: Partial<EntryFields> = {}): string {
  return ethers.AbiCoder.defaultAbiCoder().encode(
    [ENTRY],
    [
      {
        commitment: hashOf(name),
        algorithm: Algorithm.Sha256,
        right: Right.Hold,
        termEnd: 0n,
        descriptionHash: hashOf(`about ${name}`),
        descriptionURI: `https://example.org/${name}`,
        ...changes,
      },
    ],
  );
}

/** So many entries, of names that begin so. */
export const entries = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => entry(`${name} ${i}`));

const bytesOf = (all: readonly string[]) => all.map((one) => ethers.getBytes(one));

export const treeRoot = (all: readonly string[]): string => rootOf(bytesOf(all));

/** An entry and its proof, as `claim` takes them. */
export function prove(all: readonly string[], index: number): [string, string[]] {
  return [all[index] ?? "0x", proofOf(bytesOf(all), index)];
}

/** Files a catalogue; returns its id. */
export async function file(
  { catalogues }: OpenRegistry,
  applicant: Account,
  all: readonly string[],
): Promise<bigint> {
  await catalogues
    .connect(applicant)
    .file(treeRoot(all), all.length, DataClass.General, hashOf("file"), "https://example.org/file");
  return catalogues.catalogueCount();
}

export async function fileInNotice(
  registry: OpenRegistry,
  applicant: Account,
  all: readonly string[],
): Promise<bigint> {
  const id = await file(registry, applicant, all);
  await registry.catalogues.openNotice(id);
  return id;
}

export async function endNotice({ catalogues }: OpenRegistry, id: bigint): Promise<void> {
  const { noticeEnd } = await catalogues.catalogue(id);
  if (BigInt(await time.latest()) < noticeEnd) await time.increaseTo(noticeEnd);
}

export async function confirm(
  registry: OpenRegistry,
  applicant: Account,
  all: readonly string[],
): Promise<bigint> {
  const id = await fileInNotice(registry, applicant, all);
  await endNotice(registry, id);
  await registry.catalogues.confirm(id, DECISION);
  return id;
}

const CATALOGUED = entries("catalogued", 5);

/** Catalogues of Alice's that time must pass for: one confirmed, and one that can be. */
export async function decidedCatalogues(registry: OpenRegistry) {
  const { alice } = registry;
  const confirmed = await confirm(registry, alice, CATALOGUED);
  const ready = await fileInNotice(registry, alice, CATALOGUED);
  await endNotice(registry, ready);
  return { confirmed, ready, proof: prove(CATALOGUED, 2) };
}

/** One of Alice's that is objected to, one that was just filed, and one of Bob's in notice. */
export async function openCatalogues(registry: OpenRegistry) {
  const { alice, bob, catalogues } = registry;
  const objected = await fileInNotice(registry, alice, CATALOGUED);
  await catalogues.connect(bob).object(objected, 0n, EVIDENCE);
  const filed = await file(registry, alice, CATALOGUED);
  return { objected, filed, bobsInNotice: await fileInNotice(registry, bob, CATALOGUED) };
}
