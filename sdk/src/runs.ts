import type { CallableContract, Call, ResultSource } from "./call.ts";
import { interfaceOf } from "./contracts.ts";
import type { Hex } from "./input.ts";

/** A call as its result is read: where it goes, and where its result is found. */
export interface CallOutline {
  readonly contract: CallableContract;
  readonly method: string;
  readonly result: ResultSource | null;
  /** See {@link Call.emits}. */
  readonly emits?: Readonly<Record<string, number>>;
}

/** Consecutive calls of one contract, as the one call that makes them all, or none. */
export interface Run {
  readonly contract: CallableContract;
  readonly method: string;
  readonly data: Hex;
  readonly calls: readonly CallOutline[];
}

/** Groups calls, in order, into as few runs as possible. */
export function runsOf(calls: readonly Call[]): Run[] {
  const groups: Call[][] = [];
  for (const call of calls) {
    const last = groups.at(-1);
    if (last?.[0]?.contract === call.contract) last.push(call);
    else groups.push([call]);
  }
  return groups.map(runOf);
}

function runOf(group: readonly Call[]): Run {
  const [first] = group;
  if (first === undefined) throw new Error("a run holds at least one call");
  const calls = group.map(({ contract, method, result, emits }) => ({
    ...{ contract, method, result },
    ...(emits === undefined ? {} : { emits }),
  }));
  const { contract, method, data } = first;
  if (group.length === 1) return { contract, method, data, calls };
  const all = interfaceOf("Participants").encodeFunctionData("multicall", [
    group.map((call) => call.data),
  ]);
  return { contract, method: "multicall", data: all as Hex, calls };
}
