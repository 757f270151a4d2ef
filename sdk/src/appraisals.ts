import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { Currency } from "./currency.ts";
import { packCurrency } from "./currency.ts";
import type { AppraisalMethod } from "./enums.ts";
import { APPRAISAL_METHODS, toCode } from "./enums.ts";
import { hash32, recordNumber, seconds, units } from "./input.ts";

/** What an appraiser found. */
export interface Finding {
  readonly certificateId: number;
  /** How the value was found: by what the data cost, earns, or sells for. */
  readonly method: AppraisalMethod;
  /** In the currency's smallest unit, above 0. */
  readonly value: bigint;
  readonly currency: Currency;
  /** The time that the value is of; not to come. */
  readonly appraisedAt: Date;
  /** Until when it may be relied on. */
  readonly until: Date;
  /** SHA-256 of the report. */
  readonly reportHash: string;
}

/**
 * Records what the signer's participant, an appraiser, holds a certificate to be worth.
 *
 * @example
 * const { appraisalId } = await registry.appraisals.record({
 *   certificateId: 12, method: "INCOME", value: 25_000_000n, currency: 156,
 *   appraisedAt: new Date("2026-11-01"), until: new Date("2027-11-01"), reportHash,
 * });
 */
export function record(finding: Finding): Call<{ appraisalId: number }> {
  const packed = {
    certificateId: recordNumber(finding.certificateId, "certificateId"),
    appraisedAt: seconds(finding.appraisedAt, "appraisedAt"),
    validUntil: seconds(finding.until, "until"),
    method: toCode(APPRAISAL_METHODS, finding.method, "method"),
    currency: packCurrency(finding.currency),
    value: units(finding.value, "value", 128),
    reportHash: hash32(finding.reportHash, "reportHash"),
  };
  return makeCall("Appraisals", (abi) => abi.encodeFunctionData("record", [packed]), {
    event: "AppraisalRecorded",
    take: ["appraisalId"],
  });
}

/**
 * Revokes an appraisal; the signer acts for its appraiser.
 *
 * @example
 * await registry.appraisals.revoke(3, reasonHash);
 */
export function revoke(appraisalId: number, reasonHash: string): PlainCall {
  const number = recordNumber(appraisalId, "appraisalId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Appraisals", (abi) => abi.encodeFunctionData("revoke", [number, reason]));
}
