import type { Receipt } from "./chain.ts";
import type { Call } from "./call.ts";
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

export type ResultValues = Readonly<Record<string, Plain>>;

type Logs = Receipt["logs"];

export function transactionOf(receipt: Receipt): Transaction {
  const { hash, block, gasUsed } = receipt;
  return { hash, block, gasUsed };
}

/**
 * The results of calls that were executed in this order and emitted these logs. A call emits the
 * event of its result once, so the n-th call with that event belongs to the n-th such log.
 */
export function readResults(
  calls: readonly Pick<Call, "contract" | "result">[],
  logs: Logs,
  deployment: Deployment,
): ResultValues[] {
  const seen = new Map<string, number>();
  return calls.map(({ contract, result }) => {
    if (result === null) return {};
    const event = interfaceOf(contract).getEvent(result.event as never);
    const address = deployment.contracts[contract].toLowerCase();
    const matching = logs.filter(
      (log) => log.address.toLowerCase() === address && log.topics[0] === event.topicHash,
    );
    const nth = seen.get(event.topicHash) ?? 0;
    seen.set(event.topicHash, nth + 1);
    const log = matching[nth];
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
