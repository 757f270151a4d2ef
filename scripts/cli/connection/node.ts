import { setTimeout as sleep } from "node:timers/promises";

import { NodeUnreachableError } from "../../../sdk/src/index.ts";
import { callNode } from "../../chain/rpc.ts";
import { tellRetry } from "./connect.ts";

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 200;

/**
 * Waits until the chain's node answers, telling each attempt that failed.
 * @returns the id of its chain
 * @throws NodeUnreachableError after the last attempt, a few seconds later
 */
export async function reachNode(rpc: string): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      return Number(await callNode<string>(rpc, "eth_chainId"));
    } catch (error) {
      if (attempt >= ATTEMPTS) throw new NodeUnreachableError(rpc, reasonOf(error), ATTEMPTS);
      const waitMs = FIRST_WAIT_MS * 2 ** (attempt - 1);
      tellRetry({ attempt, attempts: ATTEMPTS, waitMs, url: rpc });
      await sleep(waitMs);
    }
  }
}

/** `fetch` hides what happened behind "fetch failed". */
function reasonOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}
