import type { CustodyEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** Keeps `attestations` and `challenges`. */
export function projectCustody(event: CustodyEvent, entities: Entities): void {
  const { attestations, challenges } = entities;
  const { at } = event;
  switch (event.name) {
    case "CustodyAttested": {
      const { attestationId, custodian, commitment, size, validUntil } = event.args;
      attestations.add(at, {
        id: attestationId,
        custodian,
        commitment,
        size,
        attested_at: at.time,
        attested_until: validUntil,
        withdrawn_at: 0,
        challenges: 0,
        answer_by: 0,
      });
      break;
    }
    case "CustodyChallenged": {
      const { attestationId, challengeId, challenger, chunk, answerBy } = event.args;
      const changes = { challenges: challengeId, answer_by: answerBy };
      attestations.update(at, { id: attestationId }, changes);
      challenges.add(at, {
        attestation_id: attestationId,
        id: challengeId,
        challenger,
        chunk,
        challenged_at: at.time,
        answer_by: answerBy,
        answered_at: 0,
      });
      break;
    }
    case "ChallengeAnswered": {
      const { attestationId, challengeId } = event.args;
      attestations.update(at, { id: attestationId }, { answer_by: 0 });
      const challenge = { attestation_id: attestationId, id: challengeId };
      challenges.update(at, challenge, { answered_at: at.time });
      break;
    }
    case "CustodyWithdrawn":
      attestations.update(at, { id: event.args.attestationId }, { withdrawn_at: at.time });
      break;
    case "ResponsePeriodSet":
    case "PauseChanged":
    case "AuthorityUpdated":
      break;
  }
}
