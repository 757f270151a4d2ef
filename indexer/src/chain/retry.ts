import { setTimeout as sleep } from "node:timers/promises";

const FIRST_MS = 100;
const LONGEST_MS = 5_000;

interface RetryOptions {
  /** Milliseconds after which no further attempt is made. */
  readonly patience: number;
  /** Whether another attempt may succeed. */
  readonly worthwhile: (error: unknown) => boolean;
  /** Told of each failure that is followed by another attempt, after `wait` milliseconds. */
  readonly onFailure: (error: unknown, wait: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Tries until it succeeds, after pauses that double up to five seconds, shortened at random so that many
 * do not try in step.
 * @throws What the last attempt threw, or what aborted the signal.
 */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { patience, worthwhile, onFailure, signal } = options;
  const deadline = performance.now() + patience;
  for (let longest = FIRST_MS; ; longest = Math.min(longest * 2, LONGEST_MS)) {
    try {
      return await attempt();
    } catch (error) {
      const wait = longest * (0.5 + Math.random() / 2);
      signal.throwIfAborted();
      if (!worthwhile(error) || performance.now() + wait > deadline) throw error;
      onFailure(error, wait);
      await sleep(wait, undefined, { signal });
    }
  }
}
