import type { AmendmentRow, RevisionRow } from "../store/amendmentRows.ts";
import type { Moment } from "./asOf.ts";
import { heldAt } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { At } from "./entities.ts";
import { manyAt, oneAt } from "./lookup.ts";
import type { Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";

export type Amendment = At<AmendmentRow>;
export type Revision = At<RevisionRow>;

export const AmendmentRef = builder.objectRef<Amendment>("Amendment");
export const RevisionRef = builder.objectRef<Revision>("Revision");

export const AmendmentConnection = builder.connectionObject(
  { type: AmendmentRef, name: "AmendmentConnection" },
  { name: "AmendmentEdge" },
);

const ACCEPTED = 2;

interface ById {
  id: number;
  block: number;
}

interface ByCommitment {
  commitment: Buffer;
  block: number;
}

const amendments = prepare((p: ById) =>
  build.selectFrom("amendments").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const amendmentsOfCertificate = prepare((p: ById) =>
  build
    .selectFrom("amendments")
    .selectAll()
    .where("certificate_id", "=", p.id)
    .where(heldAt(p.block))
    .orderBy("id"),
);

const acceptedLast = prepare((p: ById) =>
  build
    .selectFrom("amendments")
    .selectAll()
    .where("certificate_id", "=", p.id)
    .where("status", "=", ACCEPTED)
    .where(heldAt(p.block))
    .orderBy("valid_from", "desc")
    .orderBy("log_index", "desc")
    .limit(1),
);

const revisions = prepare((p: ByCommitment) =>
  build
    .selectFrom("revisions")
    .selectAll()
    .where("commitment", "=", p.commitment)
    .where(heldAt(p.block)),
);

const revisionsOf = prepare((p: ByCommitment) =>
  build
    .selectFrom("revisions")
    .selectAll()
    .where("superseded", "=", p.commitment)
    .where(heldAt(p.block)),
);

/** The amendment with this number at the moment, if it was asked for or made by then. */
export function amendmentAt(reader: Reader, id: number, at: Moment): Amendment | undefined {
  return oneAt(reader, amendments, { id, block: at.block }, at);
}

/** The amendments of a certificate, first to last. */
export function amendmentsOf(reader: Reader, certificate: number, at: Moment): Amendment[] {
  return manyAt(reader, amendmentsOfCertificate, { id: certificate, block: at.block }, at);
}

/** The amendment that a certificate stands by at the moment, if there is any. */
export function amendmentInForce(
  reader: Reader,
  certificate: number,
  at: Moment,
): Amendment | undefined {
  return oneAt(reader, acceptedLast, { id: certificate, block: at.block }, at);
}

/** What says that the asset is the revision of another, if it is. */
export function revisionAt(reader: Reader, commitment: Buffer, at: Moment): Revision | undefined {
  return oneAt(reader, revisions, { commitment, block: at.block }, at);
}

/** What says that another asset took this one's place, if one did. */
export function supersessionAt(
  reader: Reader,
  commitment: Buffer,
  at: Moment,
): Revision | undefined {
  return oneAt(reader, revisionsOf, { commitment, block: at.block }, at);
}
