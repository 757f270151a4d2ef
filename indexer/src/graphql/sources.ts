import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { heldAt } from "./asOf.ts";
import type { Application, License, Source } from "./entities.ts";
import { CertificateRef, LicenseRef, nodeAt, SourceRef } from "./entities.ts";
import { SourceKind } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { applicationsAsFiled, certificateAt, known, licenseAt } from "./lookup.ts";
import type { Reader } from "./reader.ts";
import { build } from "./reader.ts";

// Numbers of SourceKind.
const CERTIFICATE = 1;
const LICENSE = 2;

const MAX_DERIVATIVES = 256;

SourceRef.implement({
  description: "A certificate or a licence that an asset derives from: one of the two is set.",
  fields: (t) => ({
    position: t.exposeInt("position", { description: "Its place in the filing, from 0." }),
    kind: t.expose("kind", { type: SourceKind }),
    certificate: t.field({
      type: CertificateRef,
      nullable: true,
      resolve: (row, _args, { reader }) => sourceCertificate(reader, row),
    }),
    license: t.field({
      type: LicenseRef,
      nullable: true,
      resolve: (row, _args, { reader }) => sourceLicense(reader, row),
    }),
  }),
});

function sourceCertificate(reader: Reader, { kind, source_id: id, at }: Source) {
  if (kind !== CERTIFICATE) return undefined;
  return known(certificateAt(reader, id, at), `certificate ${id}`);
}

/** The licence that a source is; none if it is a certificate. */
export function sourceLicense(
  reader: Reader,
  { kind, source_id: id, at }: Source,
): License | undefined {
  if (kind !== LICENSE) return undefined;
  return known(licenseAt(reader, id, at), `licence ${id}`);
}

/** SQL: the application names a certificate over the asset, or a licence under one, as a source. */
export function derivedFrom(commitment: Buffer, at: Moment): Condition {
  const certificates = build
    .selectFrom("certificates")
    .select("id")
    .where("commitment", "=", commitment)
    .where(heldAt(at.block));
  const licenses = build
    .selectFrom("licenses")
    .select("id")
    .where("certificate_id", "in", certificates)
    .where(heldAt(at.block));
  const derived = build
    .selectFrom("sources")
    .select("application_id")
    .where(heldAt(at.block))
    .where((eb) =>
      eb.or([
        eb("kind", "=", CERTIFICATE).and("source_id", "in", certificates),
        eb("kind", "=", LICENSE).and("source_id", "in", licenses),
      ]),
    );
  return sql<SqlBool>`id in ${derived}`;
}

/** The first applications, by number, that derive from the asset. */
export function derivativesOf(reader: Reader, commitment: Buffer, at: Moment): Application[] {
  const query = applicationsAsFiled
    .where(heldAt(at.block))
    .where(derivedFrom(commitment, at))
    .orderBy("id")
    .limit(MAX_DERIVATIVES);
  return reader.all(query).map(nodeAt(at));
}
