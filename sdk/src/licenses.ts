import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import { hash32, recordNumber } from "./input.ts";
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
 * Ends a licence for good; the signer acts for either party.
 *
 * @example
 * await registry.licenses.terminate(4, reasonHash);
 */
export function terminate(licenseId: number, reasonHash: string): PlainCall {
  const number = recordNumber(licenseId, "licenseId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Licenses", (abi) => abi.encodeFunctionData("terminate", [number, reason]));
}
