import type {
  RightsRegistry_ObjectionAnswered as ObjectionAnswered,
  RightsRegistry_ObjectionDismissed as ObjectionDismissed,
  RightsRegistry_ObjectionRaised as ObjectionRaised,
  RightsRegistry_ObjectionUpheld as ObjectionUpheld,
} from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** ObjectionStatus. */
const OPEN = 1;
const UPHELD = 2;
const DISMISSED = 3;

/** ApplicationStatus. */
const IN_NOTICE = 2;
const OBJECTED = 3;

/** Keeps `objections`, and what they make of their application. */
export function projectObjections(
  event: ObjectionRaised | ObjectionAnswered | ObjectionDismissed | ObjectionUpheld,
  { applications, objections }: Entities,
): void {
  const { at } = event;
  const { applicationId, objectionId } = event.args;
  const application = { id: applicationId };
  const objection = { application_id: applicationId, id: objectionId };
  const { open_objections: open } = applications.require(at, application);

  switch (event.name) {
    case "ObjectionRaised": {
      const { objector, evidenceHash } = event.args;
      objections.add(at, {
        ...objection,
        objector,
        status: OPEN,
        evidence_hash: evidenceHash,
        answer_hash: null,
        decision_hash: null,
        raised_at: at.time,
      });
      applications.update(at, application, { status: OBJECTED, open_objections: open + 1 });
      break;
    }
    case "ObjectionAnswered":
      objections.update(at, objection, { answer_hash: event.args.evidenceHash });
      break;
    case "ObjectionDismissed": {
      const { decisionHash, noticeEnd } = event.args;
      const decision = { status: DISMISSED, decision_hash: decisionHash };
      objections.update(at, objection, decision);
      applications.update(at, application, {
        status: open === 1 ? IN_NOTICE : OBJECTED,
        open_objections: open - 1,
        notice_end: noticeEnd,
      });
      break;
    }
    case "ObjectionUpheld": {
      const decision = { status: UPHELD, decision_hash: event.args.decisionHash };
      objections.update(at, objection, decision);
      // The rejection of the application is the next event.
      applications.update(at, application, { open_objections: open - 1 });
      break;
    }
  }
}
