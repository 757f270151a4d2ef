import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import { APPROVAL_SCOPES, toCode } from "./enums.ts";
import type { Hex } from "./input.ts";
import { hash32, recordNumber, seconds, units } from "./input.ts";
import { jurisdictionCode } from "./territory.ts";

/** What a regulator approves: the export of what one certificate is over, or of an asset. */
export type ExportGrant = {
  /** Number of the participant who may move the data. */
  readonly exporter: number;
  /** Where the data may go, ISO 3166-1 numeric. */
  readonly toJurisdiction: number;
  /** Bytes that may move in all. */
  readonly volume: bigint;
  readonly until: Date;
  /** SHA-256 of the document with the reasons. */
  readonly documentHash: string;
} & ({ readonly certificateId: number } | { readonly commitment: string });

/**
 * Approves an export; the signer acts for a regulator of the exporter's jurisdiction.
 *
 * @example
 * const { approvalId } = await registry.compliance.approve({
 *   exporter: 7, certificateId: 12, toJurisdiction: 276, volume: 2n ** 30n,
 *   until: new Date("2027-01-01"), documentHash,
 * });
 */
export function approve(grant: ExportGrant): Call<{ approvalId: number }> {
  const scope = "commitment" in grant ? "ASSET" : "CERTIFICATE";
  const packed = {
    exporter: recordNumber(grant.exporter, "exporter"),
    volume: units(grant.volume, "volume", 64),
    validUntil: seconds(grant.until, "until"),
    toJurisdiction: jurisdictionCode(grant.toJurisdiction, "toJurisdiction"),
    scope: toCode(APPROVAL_SCOPES, scope, "scope"),
    subject: "commitment" in grant ? hash32(grant.commitment, "commitment") : wordOf(grant),
  };
  const document = hash32(grant.documentHash, "documentHash");
  return makeCall("Compliance", (abi) => abi.encodeFunctionData("approve", [packed, document]), {
    event: "ApprovalGranted",
    take: ["approvalId"],
  });
}

/**
 * Records that data moved; the signer acts for the exporter.
 *
 * @example
 * const { consumed } = await registry.compliance.recordExport(3, 4096n, evidenceHash);
 */
export function recordExport(
  approvalId: number,
  volume: bigint,
  evidenceHash: string,
): Call<{ consumed: number | bigint }> {
  const number = recordNumber(approvalId, "approvalId");
  const bytes = units(volume, "volume", 64);
  const evidence = hash32(evidenceHash, "evidenceHash");
  return makeCall(
    "Compliance",
    (abi) => abi.encodeFunctionData("recordExport", [number, bytes, evidence]),
    { event: "ExportRecorded", take: ["consumed"] },
  );
}

/**
 * Revokes an approval; the signer acts for its regulator.
 *
 * @example
 * await registry.compliance.revoke(3, reasonHash);
 */
export function revoke(approvalId: number, reasonHash: string): PlainCall {
  const number = recordNumber(approvalId, "approvalId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Compliance", (abi) => abi.encodeFunctionData("revoke", [number, reason]));
}

function wordOf({ certificateId }: { certificateId: number }): Hex {
  const number = recordNumber(certificateId, "certificateId");
  return `0x${number.toString(16).padStart(64, "0")}`;
}
