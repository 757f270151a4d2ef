import type { Wallet } from "ethers";

import { devSigner } from "../../sdk/src/index.ts";
import type { OwnerKey } from "./owners.ts";
import { OWNER_KEYS } from "./owners.ts";

/** Accounts of the development chain: who has which. Their keys are public. */
export const DEPLOYER = devSigner(0);
export const REGISTRAR = devSigner(1);
export const EXAMINER = devSigner(2);
/** Pays for what owners sign. */
export const RELAYER = devSigner(3);
/** Makes the money of the development chain. */
export const MINT = devSigner(4);
/** Governs, and must announce what it does. */
export const GOVERNOR = devSigner(5);

const FIRST_OWNER = 100;
const FIRST_SECOND_ACCOUNT = 1100;

const derived = new Map<number, Wallet>();

/** The account of an owner. */
export function accountOf(owner: OwnerKey): Wallet {
  return account(FIRST_OWNER + OWNER_KEYS.indexOf(owner));
}

/** Another account that acts for an owner, so that one lost key stops nothing. */
export function secondAccountOf(owner: OwnerKey): Wallet {
  return account(FIRST_SECOND_ACCOUNT + OWNER_KEYS.indexOf(owner));
}

/** Deriving a key takes milliseconds, and there are many. */
function account(index: number): Wallet {
  const known = derived.get(index) ?? devSigner(index);
  derived.set(index, known);
  return known;
}
