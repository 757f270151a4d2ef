import type { Interface } from "ethers";

import type { ContractName, Contracts } from "./contracts.ts";
import { interfaceOf } from "./contracts.ts";
import type { Right } from "./enums.ts";
import type { Hex } from "./input.ts";

/** The contracts that calls go to. */
export const CALLABLE = [
  "Participants",
  "RightsRegistry",
  "Licenses",
  "Custody",
  "Appraisals",
  "Offers",
  "Compliance",
  "Sandboxes",
  "Courts",
  "Pledges",
  "Amendments",
  "Shares",
  "Deals",
  "Catalogues",
] as const satisfies readonly ContractName[];
export type CallableContract = (typeof CALLABLE)[number];

/** Where the result of a call is found: the event that it emits, and the arguments to take from it. */
export interface ResultSource {
  readonly event: string;
  readonly take: readonly string[];
}

/**
 * One write, not sent yet: pure data that can be kept, batched, signed elsewhere. `Result` is what
 * comes back once it is sent.
 */
export interface Call<Result = unknown> {
  readonly contract: CallableContract;
  readonly method: string;
  readonly data: Hex;
  readonly result: ResultSource | null;
  /**
   * How many it emits of events by which results are found, where that is not one of its own result's and
   * none of any other's.
   */
  readonly emits?: Readonly<Record<string, number>>;
  /** Refuse to send while a certificate for this right over this commitment is in force. */
  readonly unlessInForce?: { readonly commitment: Hex; readonly right: Right };
  /** Never set: carries the type of the result. */
  readonly resultType?: Result;
}

/** What a call gives back once it was sent. */
export type ResultOf<C> = C extends Call<infer Result> ? Result : never;

/** A call that gives nothing back but its transaction. */
export type PlainCall = Call<Record<never, never>>;

/** Makes a call of what `encode` encodes; `result` says where its result is found. */
export function makeCall<Result, Name extends CallableContract>(
  contract: Name,
  encode: (abi: Contracts[Name]["interface"]) => string,
  result: ResultSource | null = null,
): Call<Result> {
  const abi = interfaceOf(contract);
  const data = encode(abi) as Hex;
  const method = (abi as Interface).getFunction(data.slice(0, 10))?.name ?? "";
  return { contract, method, data, result };
}
