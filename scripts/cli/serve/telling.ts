import type { IndexProgress } from "../../../indexer/src/index.ts";
import { formatCount, formatSeconds } from "../output/format.ts";
import { note } from "../output/note.ts";
import { Progress } from "../output/progress.ts";

const LINE_MS = 2_000;
/** Before that, what is left is only guessed. */
const JUDGED_AFTER_S = 2;

/** Tells how the index catches up: a bar on a terminal, a line now and then elsewhere. */
export class IndexTelling {
  readonly #progress = new Progress();
  readonly #caughtUp = Promise.withResolvers<IndexProgress>();
  #toldAt = Date.now();
  #following = false;
  /** Where this run began, from which it is judged how long the rest takes. */
  #begun: { readonly block: number; readonly at: number } | undefined;

  /** Resolves once the index has caught up with the chain. */
  get caughtUp(): Promise<IndexProgress> {
    return this.#caughtUp.promise;
  }

  hear(progress: IndexProgress): void {
    if (this.#following) return;
    const { block, head, events, eventsPerSecond, phase } = progress;
    const rate = `${formatCount(events)} events, ${formatCount(eventsPerSecond)}/s`;
    if (phase === "follow") {
      this.#following = true;
      this.#progress.clear();
      note(`The index has caught up with block ${formatCount(block)}: ${rate}`);
      this.#caughtUp.resolve(progress);
      return;
    }
    const fraction = head === 0 ? 1 : block / head;
    const blocks = `block ${formatCount(block)} of ${formatCount(head)}`;
    const left = this.#left(block, head);
    this.#progress.update(fraction, `${blocks}  ${rate}${left}`);
    if (process.stderr.isTTY || Date.now() - this.#toldAt < LINE_MS) return;
    this.#toldAt = Date.now();
    note(`Indexing: ${blocks} (${Math.floor(fraction * 100)}%), ${rate}${left}`);
  }

  /** How long the rest takes if it goes on like this; nothing while that cannot be told. */
  #left(block: number, head: number): string {
    this.#begun ??= { block, at: Date.now() };
    const seconds = (Date.now() - this.#begun.at) / 1000;
    const done = block - this.#begun.block;
    if (seconds < JUDGED_AFTER_S || done <= 0 || head <= block) return "";
    return `, about ${formatSeconds(((head - block) * seconds) / done)} left`;
  }

  /** Wipes the bar. */
  end(): void {
    this.#progress.clear();
  }
}
