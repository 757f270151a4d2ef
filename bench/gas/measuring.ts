import { networkHelpers } from "../../test/contracts/registry.ts";

/** Calls that a figure is the median of. */
export const CALLS = 100;

/** Gas of each operation, by name, in the order of the life of a right. */
export type GasFigures = Record<string, number>;

interface Sent {
  wait(): Promise<{ gasUsed: bigint } | null>;
}

export async function gasOf(send: () => Promise<Sent>): Promise<number> {
  const receipt = await (await send()).wait();
  if (receipt === null) throw new Error("The transaction was not mined");
  return Number(receipt.gasUsed);
}

/** Of {@link CALLS} transactions, numbered from 0. */
export async function medianOf(send: (n: number) => Promise<Sent>): Promise<number> {
  const gas: number[] = [];
  for (let n = 0; n < CALLS; n += 1) gas.push(await gasOf(() => send(n)));
  return gas.toSorted((a, b) => a - b)[CALLS / 2] ?? 0;
}

/** Lets the time of every notice pass that is open. */
export async function endAllNotices(): Promise<void> {
  await networkHelpers.time.increase(40n * 86_400n);
}
