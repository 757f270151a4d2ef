import type { ParticipantsEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** ParticipantStatus. */
const ACTIVE = 1;
const SUSPENDED = 2;

/** AccountStatus; an invited account is not known to the contract as one. */
const ACCOUNT_INVITED = 0;
const ACCOUNT_ACTIVE = 1;
const ACCOUNT_REVOKED = 2;

/** Keeps `participants` and `accounts`. */
export function projectParticipants(event: ParticipantsEvent, entities: Entities): void {
  const { participants, accounts } = entities;
  const { at } = event;
  const setAccount = (participantId: number, account: Buffer, status: number) =>
    accounts.put(at, { address: account, participant_id: participantId, status });

  switch (event.name) {
    case "ParticipantRegistered": {
      const { participantId, account, kind, jurisdiction, credentialHash } = event.args;
      participants.add(at, {
        id: participantId,
        kind,
        status: ACTIVE,
        jurisdiction,
        credential_hash: credentialHash,
        primary_account: account,
        registered_at: at.time,
      });
      setAccount(participantId, account, ACCOUNT_ACTIVE);
      break;
    }
    case "ParticipantSuspended":
      participants.update(at, { id: event.args.participantId }, { status: SUSPENDED });
      break;
    case "ParticipantReinstated":
      participants.update(at, { id: event.args.participantId }, { status: ACTIVE });
      break;
    case "CredentialUpdated": {
      const { participantId, credentialHash } = event.args;
      participants.update(at, { id: participantId }, { credential_hash: credentialHash });
      break;
    }
    case "PrimaryAccountChanged": {
      const { participantId, account } = event.args;
      participants.update(at, { id: participantId }, { primary_account: account });
      break;
    }
    case "AccountInvited":
      setAccount(event.args.participantId, event.args.account, ACCOUNT_INVITED);
      break;
    case "AccountAdded":
      setAccount(event.args.participantId, event.args.account, ACCOUNT_ACTIVE);
      break;
    case "AccountRevoked":
      setAccount(event.args.participantId, event.args.account, ACCOUNT_REVOKED);
      break;
    case "AccountRecovered": {
      const { participantId, lost, replacement } = event.args;
      setAccount(participantId, lost, ACCOUNT_REVOKED);
      setAccount(participantId, replacement, ACCOUNT_ACTIVE);
      break;
    }
    case "AuthorityUpdated":
      break;
  }
}
