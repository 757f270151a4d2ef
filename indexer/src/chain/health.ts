const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A node that was caught lying is left alone for a second at first, for minutes if it goes on. */
const FIRST_SUSPENSION_MS = 1_000;
const LONGEST_SUSPENSION_MS = 120_000;

/** What counts against a node. It is forgiven with time: half of it each minute. */
const DOUBT = 0.3;
const FAILURE = 2;
const LIE = 100;
const HALF_LIFE_MS = 60_000;

/** How well a node has served lately, and when it is to be asked again. */
export class Health {
  #penalty = 0;
  #penaltyAt = performance.now();
  #failures = 0;
  #lies = 0;
  #readyAt = 0;

  /** How much there is against it, in whole numbers: 0 is as good as new. */
  get demerits(): number {
    return Math.floor(this.#decayed());
  }

  /** Milliseconds until it may be asked. */
  get pause(): number {
    return Math.max(0, this.#readyAt - performance.now());
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** Its answer did not fit, which may be nobody's fault. */
  doubted(): void {
    this.#add(DOUBT);
  }

  /**
   * It did not answer. Pauses double up to five seconds, shortened at random so that many indexers do not
   * ask in step.
   * @param atLeast - milliseconds that it asked for itself
   */
  failed(atLeast = 0): void {
    // Requests that fail at the same time fail for one reason.
    if (this.pause > 0) return;
    this.#add(FAILURE);
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** this.#failures++, LONGEST_PAUSE_MS);
    this.#rest(Math.max(atLeast, shortened(longest)));
  }

  /** It answered what cannot be true. */
  lied(): void {
    this.#add(LIE);
    const longest = Math.min(FIRST_SUSPENSION_MS * 2 ** this.#lies++, LONGEST_SUSPENSION_MS);
    this.#rest(shortened(longest));
  }

  #rest(pause: number): void {
    this.#readyAt = Math.max(this.#readyAt, performance.now() + pause);
  }

  #add(penalty: number): void {
    this.#penalty = this.#decayed() + penalty;
    this.#penaltyAt = performance.now();
  }

  #decayed(): number {
    const age = performance.now() - this.#penaltyAt;
    return this.#penalty * 2 ** (-age / HALF_LIFE_MS);
  }
}

function shortened(pause: number): number {
  return pause * (0.5 + Math.random() / 2);
}
