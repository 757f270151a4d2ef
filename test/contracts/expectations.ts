import { expect } from "chai";
import type { BaseContract } from "ethers";

/** A custom error of a contract with its arguments. */
export interface Refusal {
  readonly by: BaseContract;
  readonly error: string;
  readonly args: readonly unknown[];
}

export function refusal(by: BaseContract, error: string, ...args: unknown[]): Refusal {
  return { by, error, args };
}

/** Asserts that a call is refused with exactly this custom error and these arguments. */
export async function expectRefusal(call: Promise<unknown>, refused: Refusal): Promise<void> {
  const { by, error, args } = refused;
  const reverted = expect(call).to.be.revertedWithCustomError(by, error);
  await (args.length === 0 ? reverted : reverted.withArgs(...args));
}
