import { AMENDMENT_KINDS, fromCode, ORDER_KINDS } from "../../../sdk/src/index.ts";

type Args = Readonly<Record<string, unknown>>;

const amendment = (kind: unknown) => fromCode(AMENDMENT_KINDS, Number(kind))?.toLowerCase();

/** What happened with orders of courts, pledges, amendments, and what locks certificates. */
export const COURT_SENTENCES: Readonly<Record<string, (args: Args) => string>> = {
  OrderIssued: (a) =>
    `participant:${a.court} ordered ${fromCode(ORDER_KINDS, Number(a.kind))} of certificate:${a.certificateId}`,
  OrderExecuted: () => "took effect",
  OrderAppealed: (a) => `participant:${a.appellant} appealed`,
  AppealDismissed: (a) => `participant:${a.court} dismissed the appeal`,
  OrderRevoked: (a) => `revoked by participant:${a.court}`,
  PledgeOffered: (a) =>
    `participant:${a.pledgor} offered participant:${a.lender} a lien on certificate:${a.certificateId}`,
  PledgeAccepted: () => "accepted by the lender",
  PledgeWithdrawn: () => "withdrawn by the holder",
  PledgeReleased: () => "released by the lender",
  PledgeEnforced: (a) => `enforced: the certificate passed to participant:${a.to}`,
  AmendmentRequested: (a) =>
    `participant:${a.requester} asked for a ${amendment(a.kind)} of certificate:${a.certificateId}`,
  AmendmentAccepted: (a) => `accepted: certificate:${a.certificateId} says so from now on`,
  AmendmentRejected: () => "refused by an examiner",
  AmendmentWithdrawn: () => "withdrawn by who asked for it",
  RecordCorrected: (a) => `the registrar corrected certificate:${a.certificateId}`,
  AssetSuperseded: (a) => `asset:${a.asset} took the place of asset:${a.superseded}`,
  ExaminerAssigned: (a) =>
    /^0x0+$/.test(String(a.examiner)) ? "for any examiner" : `assigned to ${String(a.examiner)}`,
  ObjectionAnswered: (a) => `objection:${a.applicationId}-${a.objectionId} answered`,
  FlagsChanged: (a) => {
    const flags = Number(a.flags);
    const locks = ["frozen", "pledged", "not transferable"].filter((_, bit) => (flags >> bit) & 1);
    return locks.length === 0 ? "free" : locks.join(", ");
  },
};
