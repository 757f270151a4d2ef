import type { CourtsEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** OrderStatus. */
const ISSUED = 1;
const APPEALED = 2;
const EXECUTED = 3;
const REVOKED = 4;

/** Keeps `court_orders`; what they do to certificates, the rights registry says itself. */
export function projectCourts(event: CourtsEvent, { court_orders: orders }: Entities): void {
  const { at } = event;
  if (event.name === "AuthorityUpdated") return;
  const order = { id: event.args.orderId };
  const document = event.args.documentHash;
  const decided = (court: number, status: number) => {
    orders.update(at, order, {
      status,
      decided_by: court,
      changed_at: at.time,
      decision_hash: document,
    });
  };
  switch (event.name) {
    case "OrderIssued": {
      const { certificateId, court, kind, to, appealEnd, caseHash } = event.args;
      orders.add(at, {
        ...order,
        certificate_id: certificateId,
        court,
        kind,
        receiver: to,
        status: ISSUED,
        issued_at: at.time,
        appeal_end: appealEnd,
        appellant: 0,
        decided_by: court,
        changed_at: at.time,
        case_hash: caseHash,
        document_hash: document,
        decision_hash: document,
      });
      break;
    }
    case "OrderAppealed":
      orders.update(at, order, {
        status: APPEALED,
        appellant: event.args.appellant,
        changed_at: at.time,
        decision_hash: document,
      });
      break;
    case "AppealDismissed":
      decided(event.args.court, ISSUED);
      break;
    case "OrderExecuted":
      decided(event.args.court, EXECUTED);
      break;
    case "OrderRevoked":
      decided(event.args.court, REVOKED);
      break;
  }
}
