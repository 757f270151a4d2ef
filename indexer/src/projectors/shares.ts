import type {
  Place,
  Shares_SharesProposed as SharesProposed,
  SharesEvent,
} from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** ProposalStatus. */
const PROPOSED = 1;
const IN_FORCE = 2;
const SUPERSEDED = 3;
const WITHDRAWN = 4;

/** Keeps `share_proposals` and `share_parties`. */
export function projectShares(event: SharesEvent, entities: Entities): void {
  const { at } = event;
  switch (event.name) {
    case "SharesProposed":
      propose(event, entities);
      break;
    case "SharesAgreed": {
      const { proposalId: proposal_id, participantId: participant_id } = event.args;
      entities.share_parties.update(at, { proposal_id, participant_id }, { agreed_at: at.time });
      break;
    }
    case "SharesInForce":
      change(at, event.args.proposalId, IN_FORCE, entities);
      break;
    case "SharesSuperseded":
      change(at, event.args.proposalId, SUPERSEDED, entities);
      break;
    case "SharesWithdrawn":
      change(at, event.args.proposalId, WITHDRAWN, entities);
      break;
    case "PauseChanged":
    case "AuthorityUpdated":
      break;
  }
}

function propose({ at, args }: SharesProposed, entities: Entities): void {
  entities.share_proposals.add(at, {
    id: args.proposalId,
    certificate_id: args.certificateId,
    proposer: args.proposer,
    proposed_at: at.time,
    status: PROPOSED,
    changed_at: at.time,
  });
  const parts = new Map(args.shares.map((share) => [share.participantId, share.basisPoints]));
  for (const participant_id of args.parties) {
    entities.share_parties.add(at, {
      proposal_id: args.proposalId,
      participant_id,
      basis_points: parts.get(participant_id) ?? 0,
      agreed_at: 0,
    });
  }
}

function change(at: Place, id: number, status: number, { share_proposals }: Entities): void {
  share_proposals.update(at, { id }, { status, changed_at: at.time });
}
