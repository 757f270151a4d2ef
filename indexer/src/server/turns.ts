/** Milliseconds of work after which new requests are looked for. */
const SLICE_MS = 1;
/** More are not kept waiting, lest their bodies fill the memory: whoever came first then has its turn at once. */
const MAX_WAITING = 64;

/**
 * Work is done in the order in which it came. Left to itself, Node reads what has come on all connections, works
 * through that, and then through all connections anew: whoever came just too late for one round and last in
 * the next waits for both. A request in ten then took twice as long as the others.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  /** Does the work when all that came before is done, up to where it awaits something. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve) => {
      this.#waiting.push(() => resolve(work()));
      if (this.#waiting.length === 1) setImmediate(this.#work);
      if (this.#waiting.length > MAX_WAITING) this.#waiting.shift()?.();
    });
  }

  readonly #work = (): void => {
    const end = performance.now() + SLICE_MS;
    do this.#waiting.shift()?.();
    while (this.#waiting.length > 0 && performance.now() < end);
    if (this.#waiting.length > 0) setImmediate(this.#work);
  };
}
