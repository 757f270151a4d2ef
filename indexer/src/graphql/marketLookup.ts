import type { Moment } from "./asOf.ts";
import { heldAt } from "./asOf.ts";
import { oneAt } from "./lookup.ts";
import type { Appraisal, ExportApproval, Offer, Sandbox } from "./marketEntities.ts";
import type { Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";

interface ById {
  id: number;
  block: number;
}

const appraisals = prepare((p: ById) =>
  build.selectFrom("appraisals").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const offers = prepare((p: ById) =>
  build.selectFrom("offers").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const approvals = prepare((p: ById) =>
  build.selectFrom("approvals").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const sandboxes = prepare((p: ById) =>
  build.selectFrom("sandboxes").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

/** The appraisal with this number at the moment, if it was recorded by then. */
export function appraisalAt(reader: Reader, id: number, at: Moment): Appraisal | undefined {
  return oneAt(reader, appraisals, { id, block: at.block }, at);
}

/** The offer with this number at the moment, if it was made by then. */
export function offerAt(reader: Reader, id: number, at: Moment): Offer | undefined {
  return oneAt(reader, offers, { id, block: at.block }, at);
}

/** The export approval with this number at the moment, if it was granted by then. */
export function approvalAt(reader: Reader, id: number, at: Moment): ExportApproval | undefined {
  return oneAt(reader, approvals, { id, block: at.block }, at);
}

/** The sandbox with this number at the moment, if it was opened by then. */
export function sandboxAt(reader: Reader, id: number, at: Moment): Sandbox | undefined {
  return oneAt(reader, sandboxes, { id, block: at.block }, at);
}
