import { setTimeout as sleep } from "node:timers/promises";

import type { MetricsSnapshot } from "../../../indexer/src/server/index.ts";
import { MetricsSum, RateLimit } from "../../../indexer/src/server/index.ts";
import type { Child } from "../../chain/child.ts";

/** What a reader asks the process that started it. */
export type ReaderQuestion =
  { readonly type: "take"; readonly address: string } | { readonly type: "metrics" };

/** A reader is busy with one query for no longer than that; then what it told last is taken. */
const PATIENCE_MS = 2000;

/** What readers do as one: they count requests against one limit, and tell their metrics as one. */
export class ReadersTogether {
  readonly #limit: RateLimit | undefined;
  readonly #sum = new MetricsSum();
  /** What each reader that runs told last. */
  readonly #told = new Map<Child<unknown>, MetricsSnapshot>();

  /** @param rateLimit - GraphQL requests a second from one address; no limit if not given */
  constructor(rateLimit: number | undefined) {
    this.#limit = rateLimit === undefined ? undefined : new RateLimit(rateLimit);
  }

  /** Answers a reader; a question for metrics by asking all of these. */
  answer(question: ReaderQuestion, readers: readonly Child<unknown>[]): unknown {
    return question.type === "take" ? this.#limit?.take(question.address) : this.#metrics(readers);
  }

  /** A reader has ended, or is about to: what it counted stays. */
  async end(reader: Child<unknown>): Promise<void> {
    await this.#hear(reader);
    const last = this.#told.get(reader);
    if (last !== undefined) await this.#sum.keep(last);
    this.#told.delete(reader);
  }

  async #metrics(readers: readonly Child<unknown>[]): Promise<string> {
    await Promise.all(readers.map((reader) => this.#hear(reader)));
    const told = readers.map((reader) => this.#told.get(reader));
    return this.#sum.text(told.filter((snapshot) => snapshot !== undefined));
  }

  async #hear(reader: Child<unknown>): Promise<void> {
    const asked = reader.ask("metrics") as Promise<MetricsSnapshot | undefined>;
    const told = await Promise.race([asked, sleep(PATIENCE_MS, undefined, { ref: false })]);
    if (told !== undefined) this.#told.set(reader, told);
  }
}
