import type { Connection } from "../Connection.ts";
import type { ShareStatus } from "../enums.ts";
import { fromCode, SHARE_STATUSES } from "../enums.ts";
import { recordNumber } from "../input.ts";
import type { Share } from "../shares.ts";

/** A proposal of shares, as the contract has it now. */
export interface ShareProposalRecord {
  readonly proposalId: number;
  readonly certificateId: number;
  readonly proposer: number;
  readonly proposedAt: Date;
  readonly status: ShareStatus;
  /** How many must agree, and how many have. */
  readonly parties: number;
  readonly agreed: number;
}

/** What the contract `Shares` says now. */
export class SharesState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Who has which part of a certificate, the holder first; 10,000 basis points together.
   * Throws {@link ContractRevertError} `UnknownCertificate`.
   *
   * @example
   * const [holder, ...others] = await registry.shares.of(12);
   */
  async of(certificateId: number): Promise<Share[]> {
    const chain = this.#connection.chain("Reading shares");
    const number = recordNumber(certificateId, "certificateId");
    const answer = chain.contract("Shares").sharesOf(number);
    const [participants, parts] = await chain.read("Shares", "sharesOf", answer);
    return participants.map((id, i) => ({
      participantId: Number(id),
      basisPoints: Number(parts[i]),
    }));
  }

  /**
   * A proposal by number. Throws {@link ContractRevertError} `UnknownProposal`.
   *
   * @example
   * const { status } = await registry.shares.get(4);
   */
  async get(proposalId: number): Promise<ShareProposalRecord> {
    const chain = this.#connection.chain("Reading a proposal of shares");
    const number = recordNumber(proposalId, "proposalId");
    const answer = chain.contract("Shares").proposal(number);
    const record = await chain.read("Shares", "proposal", answer);
    return {
      proposalId,
      certificateId: Number(record.certificateId),
      proposer: Number(record.proposer),
      proposedAt: new Date(Number(record.proposedAt) * 1000),
      status: fromCode(SHARE_STATUSES, record.status) as ShareStatus,
      parties: Number(record.parties),
      agreed: [...record.agreed.toString(2)].filter((bit) => bit === "1").length,
    };
  }
}
