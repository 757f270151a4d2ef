import type { Receipt } from "./chain.ts";
import type { Call, ResultOf } from "./call.ts";
import { abiOf, interfaceOf } from "./contracts.ts";
import type { Deployment } from "./deployment.ts";
import type { AbiParameter, Plain } from "./plain.ts";
import { plain } from "./plain.ts";

/** The transaction that wrote something. */
export interface Transaction {
  readonly hash: string;
  /** Number of the block it is in. */
  readonly block: number;
  readonly gasUsed: number;
}

/** What a write gives back: its result, and the transaction that it is in. */
export type Written<Result> = Result & { readonly transaction: Transaction };

/** What became of a batch: the result of each call, in order, and the transactions they are in. */
export interface SentBatch<Calls extends readonly Call[]> {
  /** One for each call; the same for those that went together. */
  readonly transactions: readonly Transaction[];
  readonly results: { readonly [I in keyof Calls]: ResultOf<Calls[I]> };
}

export type ResultValues = Readonly<Record<string, Plain>>;

type Logs = Receipt["logs"];

export function transactionOf(receipt: Receipt): Transaction {
  const { hash, block, gasUsed } = receipt;
  return { hash, block, gasUsed };
}

/**
 * The results of calls that were executed in this order and emitted these logs. The log of a call's result is
 * the first of its event after those that the calls before emitted.
 */
export function readResults(
  calls: readonly Pick<Call, "contract" | "result" | "emits">[],
  logs: Logs,
  deployment: Deployment,
): ResultValues[] {
  const seen = new Map<string, number>();
  return calls.map(({ contract, result, emits }) => {
    const before = new Map(seen);
    const emitted = { ...(result === null ? {} : { [result.event]: 1 }), ...emits };
    for (const [event, count] of Object.entries(emitted)) {
      const key = `${contract} ${event}`;
      seen.set(key, (seen.get(key) ?? 0) + count);
    }
    if (result === null) return {};
    const event = interfaceOf(contract).getEvent(result.event as never);
    const address = deployment.contracts[contract].toLowerCase();
    const matching = logs.filter(
      (log) => log.address.toLowerCase() === address && log.topics[0] === event.topicHash,
    );
    const log = matching[before.get(`${contract} ${result.event}`) ?? 0];
    if (log === undefined) throw new Error(`the transaction holds no ${result.event}`);

    const values = interfaceOf(contract).decodeEventLog(event, log.data, log.topics);
    const inputs = eventInputs(contract, result.event);
    return Object.fromEntries(
      inputs.flatMap((input, i) =>
        result.take.includes(input.name) ? [[input.name, plain(input, values[i])]] : [],
      ),
    );
  });
}

function eventInputs(contract: Call["contract"], event: string): readonly AbiParameter[] {
  const entry = abiOf(contract).find(({ type, name }) => type === "event" && name === event);
  return (entry?.inputs ?? []) as readonly AbiParameter[];
}
