import type { Registry, Transaction } from "../../sdk/src/index.ts";
import { ContractRevertError } from "../../sdk/src/index.ts";
import { Failure } from "./failure.ts";
import { formatCount } from "./output/format.ts";
import { Progress } from "./output/progress.ts";

export interface Confirmed {
  readonly id: string;
  readonly certificateId: number;
  readonly expiresAt: Date;
  readonly transaction: Transaction;
}

export interface Refused {
  readonly id: string;
  readonly reason: string;
}

const BATCH = 50;

/** Confirms applications in one batch: all, or none. */
export async function confirmBatch(
  registry: Registry,
  ids: readonly number[],
  decisionHash: string,
): Promise<Confirmed[]> {
  const calls = ids.map((id) => registry.calls.rights.confirm(id, decisionHash));
  const { results, transactions } = await registry.send(calls);
  return ids.map((certificateId, i) => {
    const [result, transaction] = [results[i], transactions[i]];
    if (result === undefined || transaction === undefined) {
      throw new Failure("NO_RESULT", `The batch gave no result for application ${certificateId}`);
    }
    return {
      id: `certificate:${certificateId}`,
      certificateId,
      expiresAt: result.expiresAt,
      transaction,
    };
  });
}

/** Confirms what can be confirmed, batch by batch, with a progress bar. */
export async function confirmAll(
  registry: Registry,
  ids: readonly number[],
  decisionHash: string,
): Promise<{ confirmed: Confirmed[]; refused: Refused[] }> {
  const progress = new Progress();
  const confirmed: Confirmed[] = [];
  const refused: Refused[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    progress.update(start / ids.length, `${formatCount(start)} of ${formatCount(ids.length)}`);
    const batch = ids.slice(start, start + BATCH);
    await confirmWhatCanBe(registry, batch, decisionHash, confirmed, refused);
  }
  progress.clear();
  return { confirmed, refused };
}

/** The contract refuses a batch as a whole: halving it finds the ones that it is refused for. */
async function confirmWhatCanBe(
  registry: Registry,
  ids: readonly number[],
  decisionHash: string,
  confirmed: Confirmed[],
  refused: Refused[],
): Promise<void> {
  try {
    confirmed.push(...(await confirmBatch(registry, ids, decisionHash)));
  } catch (error) {
    if (!(error instanceof ContractRevertError) || error.errorName.startsWith("AccessManaged")) {
      throw error;
    }
    const [id] = ids;
    if (ids.length === 1 && id !== undefined) {
      refused.push({ id: `application:${id}`, reason: error.shortMessage });
      return;
    }
    const half = ids.length >> 1;
    for (const part of [ids.slice(0, half), ids.slice(half)]) {
      await confirmWhatCanBe(registry, part, decisionHash, confirmed, refused);
    }
  }
}

/** Applications whose notice has ended without an open objection, oldest first. */
export async function readyApplications(registry: Registry): Promise<number[]> {
  const { block } = await registry.meta();
  // The next block is not earlier than the last one, nor than now; notice that ends at it has ended.
  const next = Math.max(Date.now(), Date.parse(block.time));
  const noticeEndsBefore = new Date(next + 1000).toISOString();
  const where = { status: ["IN_NOTICE" as const], noticeEndsBefore };
  const orderBy = { field: "NUMBER" as const, direction: "ASC" as const };
  const ids: number[] = [];
  for await (const { number } of registry.applications.all({ where, orderBy })) ids.push(number);
  return ids;
}
