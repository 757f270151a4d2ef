import { setTimeout as sleep } from "node:timers/promises";

/** Spaces calls evenly, so that there are at most so many a second. */
export class Pace {
  readonly #msPerCall: number;
  #next = 0;

  /** @param perSecond - most calls a second; without limit if not given */
  constructor(perSecond: number | undefined) {
    this.#msPerCall = perSecond === undefined ? 0 : 1000 / perSecond;
  }

  /** Waits until so many calls may be made, those that waited before first. */
  async take(calls: number, signal: AbortSignal): Promise<void> {
    if (this.#msPerCall === 0) return;
    const now = performance.now();
    const turn = Math.max(now, this.#next);
    this.#next = turn + calls * this.#msPerCall;
    if (turn > now) await sleep(turn - now, undefined, { signal });
  }
}
