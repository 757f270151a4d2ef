import type { PledgesEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** PledgeStatus. */
const OFFERED = 1;
const STATUS_AFTER = {
  PledgeAccepted: 2,
  PledgeWithdrawn: 3,
  PledgeReleased: 4,
  PledgeEnforced: 5,
} as const;

/** Keeps `pledges`; that a certificate is pledged, the rights registry says itself. */
export function projectPledges(event: PledgesEvent, { pledges }: Entities): void {
  const { at } = event;
  switch (event.name) {
    case "PledgeOffered": {
      const { pledgeId, certificateId, lender, pledgor, currency, amount, documentHash } =
        event.args;
      pledges.add(at, {
        id: pledgeId,
        certificate_id: certificateId,
        pledgor,
        lender,
        currency: currency,
        amount,
        document_hash: documentHash,
        status: OFFERED,
        offered_at: at.time,
        changed_at: at.time,
      });
      break;
    }
    case "PledgeAccepted":
    case "PledgeWithdrawn":
    case "PledgeReleased":
    case "PledgeEnforced": {
      const changes = { status: STATUS_AFTER[event.name], changed_at: at.time };
      pledges.update(at, { id: event.args.pledgeId }, changes);
      break;
    }
    case "PauseChanged":
    case "AuthorityUpdated":
      break;
  }
}
