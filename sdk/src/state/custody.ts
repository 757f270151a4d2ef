import type { Connection } from "../Connection.ts";
import type { AttestationStatus } from "../enums.ts";
import { ATTESTATION_STATUSES, fromCode } from "../enums.ts";
import type { Hex } from "../input.ts";
import { recordNumber } from "../input.ts";

/** A custody attestation, as the contract has it now. */
export interface AttestationRecord {
  readonly attestationId: number;
  readonly custodian: number;
  readonly commitment: Hex;
  /** How many bytes there are. */
  readonly bytes: number;
  readonly attestedAt: Date;
  readonly until: Date;
  readonly status: AttestationStatus;
  /** How many challenges there were. */
  readonly challenges: number;
  /** The challenge that was not answered (yet); null if there is none. */
  readonly open: {
    readonly challenger: number;
    /** Index of the chunk that was asked for, from 0. */
    readonly chunk: number;
    readonly answerBy: Date;
  } | null;
}

/** What the contract `Custody` says now. */
export class CustodyState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * An attestation by number. Throws {@link ContractRevertError} `UnknownAttestation`.
   *
   * @example
   * const { status, open } = await registry.custody.get(3);
   */
  async get(attestationId: number): Promise<AttestationRecord> {
    const chain = this.#connection.chain("Reading an attestation");
    const contract = chain.contract("Custody");
    const number = recordNumber(attestationId, "attestationId");
    const [record, code] = await Promise.all([
      chain.read("Custody", "attestation", contract.attestation(number)),
      chain.read("Custody", "attestationStatus", contract.attestationStatus(number)),
    ]);
    return {
      attestationId,
      custodian: Number(record.custodian),
      commitment: record.commitment as Hex,
      bytes: Number(record.size),
      attestedAt: dateOf(record.attestedAt),
      until: dateOf(record.validUntil),
      status: fromCode(ATTESTATION_STATUSES, code) as AttestationStatus,
      challenges: Number(record.challenges),
      open:
        record.answerBy === 0n
          ? null
          : {
              challenger: Number(record.challenger),
              chunk: Number(record.chunk),
              answerBy: dateOf(record.answerBy),
            },
    };
  }

  /** How long custodians have to answer a challenge, in seconds. */
  async responsePeriod(): Promise<number> {
    const chain = this.#connection.chain("Reading the response period");
    const answer = chain.contract("Custody").responsePeriod();
    return Number(await chain.read("Custody", "responsePeriod", answer));
  }
}

function dateOf(time: bigint): Date {
  return new Date(Number(time) * 1000);
}
