import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import { address, hash32, recordNumber, seconds, units } from "./input.ts";
import type { Terms } from "./terms.ts";
import { packTerms } from "./terms.ts";

/** What a holder grants to whom. */
export interface Grant {
  /** The certificate that the licence is granted under; the signer's participant holds it. */
  readonly certificateId: number;
  /** Number of the participant that gets the licence. */
  readonly licensee: number;
  readonly terms: Terms;
}

/**
 * Grants a licence under a certificate of the signer's participant.
 *
 * @example
 * const { licenseId } = await registry.licenses.grant({
 *   certificateId: 12, licensee: 7,
 *   terms: { permittedUses: ["READ", "ANALYZE"], until: new Date("2027-01-01"), documentHash },
 * });
 */
export function grant(grant: Grant): Call<{ licenseId: number }> {
  const certificate = recordNumber(grant.certificateId, "certificateId");
  const licensee = recordNumber(grant.licensee, "licensee");
  const terms = packTerms(grant.terms);
  return makeCall(
    "Licenses",
    (abi) => abi.encodeFunctionData("grant", [certificate, licensee, terms]),
    { event: "LicenseGranted", take: ["licenseId"] },
  );
}

/** What a licensee grants out of a licence that it has. */
export interface Sublicense {
  /** The licence that the sub-licence is granted under; the signer's participant is its licensee. */
  readonly parentId: number;
  /** Number of the participant that gets the sub-licence. */
  readonly licensee: number;
  /** No clause may be wider than that licence's; `from` is that licence's, or later. */
  readonly terms: Terms;
}

/**
 * Grants a sub-licence under a licence of the signer's participant, whose terms allow it.
 *
 * @example
 * const { licenseId } = await registry.licenses.sublicense({ parentId: 4, licensee: 9, terms });
 */
export function sublicense(sublicense: Sublicense): Call<{ licenseId: number }> {
  const parent = recordNumber(sublicense.parentId, "parentId");
  const licensee = recordNumber(sublicense.licensee, "licensee");
  const terms = packTerms(sublicense.terms);
  return makeCall(
    "Licenses",
    (abi) => abi.encodeFunctionData("sublicense", [parent, licensee, terms]),
    { event: "LicenseGranted", take: ["licenseId"] },
  );
}

/**
 * Lets a licence run until `until`, and adds units to a metered one; the signer acts for the licensor.
 *
 * @example
 * await registry.licenses.renew(4, new Date("2028-01-01"), 1000n);
 */
export function renew(licenseId: number, until: Date, moreUnits = 0n): PlainCall {
  const number = recordNumber(licenseId, "licenseId");
  const end = seconds(until, "until");
  const more = units(moreUnits, "moreUnits", 64);
  return makeCall("Licenses", (abi) => abi.encodeFunctionData("renew", [number, end, more]));
}

/**
 * Records metered use; the signer acts for the participant that the terms name, or for either party.
 *
 * @example
 * const { unitsUsed } = await registry.licenses.recordUse(4, 250n, evidenceHash);
 */
export function recordUse(
  licenseId: number,
  used: bigint,
  evidenceHash: string,
): Call<{ unitsUsed: number | bigint }> {
  const number = recordNumber(licenseId, "licenseId");
  const quantity = units(used, "units", 64);
  const evidence = hash32(evidenceHash, "evidenceHash");
  return makeCall(
    "Licenses",
    (abi) => abi.encodeFunctionData("recordUse", [number, quantity, evidence]),
    { event: "UseRecorded", take: ["unitsUsed"] },
  );
}

/** A licence that passes from one account to another. */
export interface LicenseTransfer {
  readonly licenseId: number;
  /** The account that the licence sits in; see `registry.licenses.accountOf`. */
  readonly from: string;
  /** An account of the participant that gets it. */
  readonly to: string;
}

/**
 * Hands on a licence of the signer's participant, whose terms allow it.
 *
 * @example
 * await registry.licenses.transfer({ licenseId: 4, from: await registry.licenses.accountOf(4), to });
 */
export function transfer(transfer: LicenseTransfer): PlainCall {
  const number = recordNumber(transfer.licenseId, "licenseId");
  const from = address(transfer.from, "from");
  const to = address(transfer.to, "to");
  return makeCall("Licenses", (abi) => abi.encodeFunctionData("transferFrom", [from, to, number]));
}

/**
 * Gives notice of a breach, which the licensee can cure until `cureUntil`, 10 days ahead at least; the
 * signer acts for the licensor.
 *
 * @example
 * await registry.licenses.notifyBreach(4, new Date("2027-03-01"), reasonHash);
 */
export function notifyBreach(licenseId: number, cureUntil: Date, reasonHash: string): PlainCall {
  const number = recordNumber(licenseId, "licenseId");
  const end = seconds(cureUntil, "cureUntil");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Licenses", (abi) =>
    abi.encodeFunctionData("notifyBreach", [number, end, reason]),
  );
}

/**
 * Accepts that a breach is cured; the signer acts for the licensor.
 *
 * @example
 * await registry.licenses.acceptCure(4, evidenceHash);
 */
export function acceptCure(licenseId: number, evidenceHash: string): PlainCall {
  const number = recordNumber(licenseId, "licenseId");
  const evidence = hash32(evidenceHash, "evidenceHash");
  return makeCall("Licenses", (abi) => abi.encodeFunctionData("acceptCure", [number, evidence]));
}

/**
 * Suspends a licence; the signer acts for the licensor.
 *
 * @example
 * await registry.licenses.suspend(4, reasonHash);
 */
export function suspend(licenseId: number, reasonHash: string): PlainCall {
  const number = recordNumber(licenseId, "licenseId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Licenses", (abi) => abi.encodeFunctionData("suspend", [number, reason]));
}

/**
 * Lifts a suspension; the signer acts for the licensor.
 *
 * @example
 * await registry.licenses.resume(4);
 */
export function resume(licenseId: number): PlainCall {
  const number = recordNumber(licenseId, "licenseId");
  return makeCall("Licenses", (abi) => abi.encodeFunctionData("resume", [number]));
}

/**
 * Ends a licence for good; the signer acts for the licensee, or for the licensor once the time to cure a
 * breach is over. One that ended with its sandbox either party strikes out so, which makes room for an
 * exclusive licence.
 *
 * @example
 * await registry.licenses.terminate(4, reasonHash);
 */
export function terminate(licenseId: number, reasonHash: string): PlainCall {
  const number = recordNumber(licenseId, "licenseId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Licenses", (abi) => abi.encodeFunctionData("terminate", [number, reason]));
}
