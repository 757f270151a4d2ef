import type { IndexDatabase, IndexState } from "./database.ts";

/** When the server calls itself ready. */
export interface ReadinessLimits {
  /** Blocks that the index may be behind the head. */
  maxLag: number;
  /** Seconds that the chain's node may have been silent. */
  maxSilence: number;
}

/** Whether the answers that the server gives are up to date, and if not, why. */
export type Readiness =
  | ({ status: "ready" } & IndexState)
  | ({ status: "not ready"; reason: string } & Partial<IndexState>);

/** Judges the index by its figures. */
export function readinessOf(database: IndexDatabase, limits: ReadinessLimits): Readiness {
  let state: IndexState | undefined;
  try {
    state = database.state();
  } catch (error) {
    return { status: "not ready", reason: `The index cannot be read: ${String(error)}` };
  }
  if (state === undefined) return { status: "not ready", reason: "Nothing is indexed yet" };
  const reason = reasonAgainst(state, limits);
  return reason === undefined
    ? { status: "ready", ...state }
    : { status: "not ready", reason, ...state };
}

function reasonAgainst({ block, head, lag, silence }: IndexState, limits: ReadinessLimits) {
  if (silence > limits.maxSilence) {
    return `The chain's node has not answered the indexer for ${Math.round(silence)} s (limit ${limits.maxSilence} s)`;
  }
  if (lag > limits.maxLag) {
    return `The index is at block ${block}, ${lag} behind the head ${head} (limit ${limits.maxLag})`;
  }
  return undefined;
}
