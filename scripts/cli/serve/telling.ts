import type { IndexProgress } from "../../../indexer/src/index.ts";
import { formatCount } from "../output/format.ts";
import { note } from "../output/note.ts";
import { Progress } from "../output/progress.ts";

const LINE_MS = 2_000;

/** Tells how the index catches up: a bar on a terminal, a line now and then elsewhere. */
export class IndexTelling {
  readonly #progress = new Progress();
  readonly #caughtUp = Promise.withResolvers<IndexProgress>();
  #toldAt = Date.now();
  #following = false;

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
    this.#progress.update(fraction, `${blocks}  ${rate}`);
    if (process.stderr.isTTY || Date.now() - this.#toldAt < LINE_MS) return;
    this.#toldAt = Date.now();
    note(`Indexing: ${blocks} (${Math.floor(fraction * 100)}%), ${rate}`);
  }

  /** Wipes the bar. */
  end(): void {
    this.#progress.clear();
  }
}
