import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { AmendmentKind } from "./enums.ts";
import { AMENDMENT_KINDS, toCode } from "./enums.ts";
import { hash32, recordNumber } from "./input.ts";

/** Another description of a certificate's asset. */
export interface NewDescription {
  readonly certificateId: number;
  /** SHA-256 of the description, or the root over its salted fields, and where it can be fetched. */
  readonly description: { readonly hash: string; readonly uri: string };
}

/** What a holder asks for. */
export interface NewAmendment extends NewDescription {
  /** CORRECTION of what was wrong from the beginning, or CHANGE of what is no longer so. */
  readonly kind: AmendmentKind;
  /** SHA-256 of the document that gives the grounds. */
  readonly reasonHash: string;
}

/** What the registrar sets right of its own accord. */
export interface ExOfficioCorrection extends NewDescription {
  /** SHA-256 of the document that gives the grounds. */
  readonly documentHash: string;
}

/**
 * Asks for a certificate of the signer's participant to say something else of its asset.
 *
 * @example
 * const { amendmentId } = await registry.amendments.request({
 *   certificateId: 12, kind: "CORRECTION", description: { hash, uri: "" }, reasonHash,
 * });
 */
export function request(amendment: NewAmendment): Call<{ amendmentId: number }> {
  const args = [
    recordNumber(amendment.certificateId, "certificateId"),
    toCode(AMENDMENT_KINDS, amendment.kind, "kind"),
    hash32(amendment.description.hash, "description.hash"),
    amendment.description.uri,
    hash32(amendment.reasonHash, "reasonHash"),
  ] as const;
  return makeCall("Amendments", (abi) => abi.encodeFunctionData("requestAmendment", [...args]), {
    event: "AmendmentRequested",
    take: ["amendmentId"],
  });
}

/**
 * Accepts what a holder asked for: it is in force from then on. The signer is an examiner.
 *
 * @example
 * await registry.amendments.accept(4, decisionHash);
 */
export function accept(amendmentId: number, decisionHash: string): PlainCall {
  const args = decision(amendmentId, decisionHash);
  return makeCall("Amendments", (abi) => abi.encodeFunctionData("acceptAmendment", args));
}

/**
 * Refuses what a holder asked for. The signer is an examiner.
 *
 * @example
 * await registry.amendments.reject(4, decisionHash);
 */
export function reject(amendmentId: number, decisionHash: string): PlainCall {
  const args = decision(amendmentId, decisionHash);
  return makeCall("Amendments", (abi) => abi.encodeFunctionData("rejectAmendment", args));
}

/**
 * Takes back what the signer's participant asked for.
 *
 * @example
 * await registry.amendments.withdraw(4);
 */
export function withdraw(amendmentId: number): PlainCall {
  const number = recordNumber(amendmentId, "amendmentId");
  return makeCall("Amendments", (abi) => abi.encodeFunctionData("withdrawAmendment", [number]));
}

/**
 * Corrects a record without its holder's asking. The signer is a registrar.
 *
 * @example
 * const { amendmentId } = await registry.amendments.correct({
 *   certificateId: 12, description: { hash, uri: "" }, documentHash,
 * });
 */
export function correct(correction: ExOfficioCorrection): Call<{ amendmentId: number }> {
  const args = [
    recordNumber(correction.certificateId, "certificateId"),
    hash32(correction.description.hash, "description.hash"),
    correction.description.uri,
    hash32(correction.documentHash, "documentHash"),
  ] as const;
  return makeCall("Amendments", (abi) => abi.encodeFunctionData("correctRecord", [...args]), {
    event: "RecordCorrected",
    take: ["amendmentId"],
  });
}

/**
 * Records that an asset takes the place of another, both by their commitments. The signer's participant holds
 * both.
 *
 * @example
 * await registry.amendments.supersede(newCommitment, oldCommitment);
 */
export function supersede(asset: string, superseded: string): PlainCall {
  const args: [string, string] = [hash32(asset, "asset"), hash32(superseded, "superseded")];
  return makeCall("Amendments", (abi) => abi.encodeFunctionData("supersede", args));
}

function decision(amendmentId: number, decisionHash: string): [number, string] {
  return [recordNumber(amendmentId, "amendmentId"), hash32(decisionHash, "decisionHash")];
}
