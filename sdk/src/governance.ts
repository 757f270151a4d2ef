import type { PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import { InvalidInputError } from "./errors/input.ts";

/** The contracts that a guardian can pause: those in which people begin things. */
export const PAUSABLE_CONTRACTS = [
  "RightsRegistry",
  "Licenses",
  "Custody",
  "Appraisals",
  "Offers",
  "Compliance",
  "Sandboxes",
  "Shares",
  "Deals",
  "Catalogues",
  "Pledges",
  "Amendments",
] as const;

export type PausableContract = (typeof PAUSABLE_CONTRACTS)[number];

/**
 * Pauses a contract in an emergency: nobody begins anything there. What courts order, and what people give up or
 * take back, goes on. The signer is a guardian.
 *
 * @example
 * await registry.governance.pause("Offers");
 */
export function pause(contract: PausableContract): PlainCall {
  return setPaused(contract, true);
}

/**
 * Lets a paused contract go on. The signer is a guardian.
 *
 * @example
 * await registry.governance.unpause("Offers");
 */
export function unpause(contract: PausableContract): PlainCall {
  return setPaused(contract, false);
}

/** A contract that can be paused. Throws {@link InvalidInputError}. */
export function pausable(contract: PausableContract): PausableContract {
  if (PAUSABLE_CONTRACTS.includes(contract)) return contract;
  throw new InvalidInputError("contract", contract, `one of ${PAUSABLE_CONTRACTS.join(", ")}`);
}

function setPaused(contract: PausableContract, paused: boolean): PlainCall {
  // The function is the same in all of them, and so is its encoding.
  return makeCall(pausable(contract) as "Offers", (abi) =>
    abi.encodeFunctionData("setPaused", [paused]),
  );
}
