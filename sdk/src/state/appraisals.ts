import type { Connection } from "../Connection.ts";
import { currencyOf } from "../currency.ts";
import type { AppraisalMethod, AppraisalStatus } from "../enums.ts";
import { APPRAISAL_METHODS, APPRAISAL_STATUSES, fromCode } from "../enums.ts";
import type { Hex } from "../input.ts";
import { recordNumber } from "../input.ts";

/** An appraisal, as the contract has it now. */
export interface AppraisalRecord {
  readonly appraisalId: number;
  readonly certificateId: number;
  /** Number of the participant who appraised. */
  readonly appraiser: number;
  readonly method: AppraisalMethod;
  /** In the currency's smallest unit. */
  readonly value: bigint;
  /** A token's address, or an ISO 4217 numeric code. */
  readonly currency: Hex | number;
  readonly appraisedAt: Date;
  readonly until: Date;
  readonly recordedAt: Date;
  readonly reportHash: Hex;
  readonly status: AppraisalStatus;
}

/** What the contract `Appraisals` says now. */
export class AppraisalsState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * An appraisal by number. Throws {@link ContractRevertError} `UnknownAppraisal`.
   *
   * @example
   * const { value, currency, status } = await registry.appraisals.get(3);
   */
  async get(appraisalId: number): Promise<AppraisalRecord> {
    const chain = this.#connection.chain("Reading an appraisal");
    const contract = chain.contract("Appraisals");
    const number = recordNumber(appraisalId, "appraisalId");
    const [record, code] = await Promise.all([
      chain.read("Appraisals", "appraisal", contract.appraisal(number)),
      chain.read("Appraisals", "appraisalStatus", contract.appraisalStatus(number)),
    ]);
    const { finding } = record;
    return {
      appraisalId,
      certificateId: Number(finding.certificateId),
      appraiser: Number(record.appraiser),
      method: fromCode(APPRAISAL_METHODS, finding.method) as AppraisalMethod,
      value: finding.value,
      currency: currencyOf(finding.currency),
      appraisedAt: dateOf(finding.appraisedAt),
      until: dateOf(finding.validUntil),
      recordedAt: dateOf(record.recordedAt),
      reportHash: finding.reportHash as Hex,
      status: fromCode(APPRAISAL_STATUSES, code) as AppraisalStatus,
    };
  }
}

function dateOf(time: bigint): Date {
  return new Date(Number(time) * 1000);
}
