/** Logs that an answer should hold: enough to be worth a request, few enough to be held in memory. */
const WANTED_LOGS = 2500;
const FIRST_BLOCKS = 64;
/** After so many successes in a row, what a node once refused is tried again. */
const FORGIVEN_AFTER = 200;

/** How many blocks to ask for at once: more while that goes well, half as many when it does not. */
export class RangeSize {
  readonly #max: number;
  #blocks: number;
  /** Fewer than the node has refused. */
  #ceiling: number;
  #successes = 0;
  #logsPerBlock = 0;

  /** @param max - most blocks ever asked for at once */
  constructor(max: number) {
    this.#max = max;
    this.#ceiling = max;
    this.#blocks = Math.min(FIRST_BLOCKS, max);
  }

  get blocks(): number {
    return this.#blocks;
  }

  /** Whether so many blocks will, as far as the last ones tell, hold more logs than two answers should. */
  areMany(blocks: number): boolean {
    return blocks * this.#logsPerBlock > 2 * WANTED_LOGS;
  }

  /** So many blocks were read, and held so many logs. */
  succeeded(blocks: number, logs: number): void {
    if (++this.#successes >= FORGIVEN_AFTER) this.#ceiling = this.#max;
    this.#logsPerBlock = logs / blocks;
    const wanted = logs === 0 ? this.#max : Math.round((blocks * WANTED_LOGS) / logs);
    const most = Math.min(this.#ceiling, this.#blocks * 2);
    this.#blocks = Math.max(1, Math.min(wanted, most));
  }

  /** So many blocks were too many: so many times, if that is known. */
  refused(blocks: number, times: number): void {
    this.#successes = 0;
    this.#blocks = Math.max(1, Math.floor(blocks / Math.max(2, times)));
    this.#ceiling = Math.max(1, blocks - 1);
  }
}
