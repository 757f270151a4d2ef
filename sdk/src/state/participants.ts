import type { Connection } from "../Connection.ts";
import type { Kind, ParticipantStatus } from "../enums.ts";
import { ACCOUNT_STATUSES, fromCode, KINDS, PARTICIPANT_STATUSES } from "../enums.ts";
import type { Hex } from "../input.ts";
import { address, recordNumber } from "../input.ts";

/** A participant, as the contract has it now. */
export interface ParticipantRecord {
  readonly participantId: number;
  readonly kind: Kind;
  readonly status: ParticipantStatus;
  /** ISO 3166-1 numeric code. */
  readonly jurisdiction: number;
  readonly registeredAt: Date;
  readonly primaryAccount: Hex;
  readonly credentialHash: Hex;
}

/** Whom an account acts, or acted, for. */
export interface AccountRecord {
  readonly participantId: number;
  readonly status: "ACTIVE" | "REVOKED";
}

/** What the contract `Participants` says now. */
export class ParticipantsState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * A participant by number. Throws {@link ContractRevertError} `UnknownParticipant`.
   *
   * @example
   * const { kind, status } = await registry.participants.get(3);
   */
  async get(participantId: number): Promise<ParticipantRecord> {
    const chain = this.#connection.chain("Reading a participant");
    const number = recordNumber(participantId, "participantId");
    const answer = chain.contract("Participants").participant(number);
    const record = await chain.read("Participants", "participant", answer);
    return {
      participantId,
      kind: fromCode(KINDS, record.kind) as Kind,
      status: fromCode(PARTICIPANT_STATUSES, record.status) as ParticipantStatus,
      jurisdiction: Number(record.jurisdiction),
      registeredAt: new Date(Number(record.registeredAt) * 1000),
      primaryAccount: record.primaryAccount as Hex,
      credentialHash: record.credentialHash as Hex,
    };
  }

  /**
   * The participant that an account acts, or acted, for; null if none.
   *
   * @example
   * const account = await registry.participants.ofAccount("0x7099…");
   * if (account?.status === "ACTIVE") …
   */
  async ofAccount(account: string): Promise<AccountRecord | null> {
    const chain = this.#connection.chain("Reading an account");
    const contract = chain.contract("Participants");
    const of = address(account, "account");
    const [participantId, code] = await Promise.all([
      chain.read("Participants", "participantOf", contract.participantOf(of)),
      chain.read("Participants", "accountStatus", contract.accountStatus(of)),
    ]);
    const status = fromCode(ACCOUNT_STATUSES, code);
    return status === undefined ? null : { participantId: Number(participantId), status };
  }
}
