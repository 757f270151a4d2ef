import type { Connection } from "../Connection.ts";
import type { PledgeStatus } from "../enums.ts";
import { fromCode, PLEDGE_STATUSES } from "../enums.ts";
import { recordNumber } from "../input.ts";

/** A pledge, as the contract has it now. */
export interface PledgeRecord {
  readonly pledgeId: number;
  readonly certificateId: number;
  readonly pledgor: number;
  readonly lender: number;
  readonly status: PledgeStatus;
}

/** What the contract `Pledges` says now. */
export class PledgesState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * A pledge by number. Throws {@link ContractRevertError} `UnknownPledge`.
   *
   * @example
   * const { status } = await registry.pledges.get(4);
   */
  async get(pledgeId: number): Promise<PledgeRecord> {
    const chain = this.#connection.chain("Reading a pledge");
    const number = recordNumber(pledgeId, "pledgeId");
    const record = await chain.read("Pledges", "pledge", chain.contract("Pledges").pledge(number));
    return {
      pledgeId,
      certificateId: Number(record.certificateId),
      pledgor: Number(record.pledgor),
      lender: Number(record.lender),
      status: fromCode(PLEDGE_STATUSES, record.status) as PledgeStatus,
    };
  }

  /**
   * Number of the active pledge of a certificate; null if none.
   *
   * @example
   * const pledgeId = await registry.pledges.activeOf(12);
   */
  async activeOf(certificateId: number): Promise<number | null> {
    const chain = this.#connection.chain("Looking up a pledge");
    const number = recordNumber(certificateId, "certificateId");
    const answer = chain.contract("Pledges").activePledge(number);
    return Number(await chain.read("Pledges", "activePledge", answer)) || null;
  }
}
