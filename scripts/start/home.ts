import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { removeStore } from "../../indexer/src/index.ts";
import type { HeldLock } from "../chain/lock.ts";
import { takeLock, waitForLock } from "../chain/lock.ts";
import { isPortFree } from "../chain/port.ts";
import type { Config } from "../config.ts";

/** The main job cannot begin; the message says why and what to do about it. */
export class StartError extends Error {
  override name = "StartError";
}

/**
 * Takes the home for this process, until it ends.
 * @throws StartError if another main job has it.
 */
export function takeHome({ home }: Config): HeldLock {
  const lock = takeLock(path.join(home, "lock"));
  if ("release" in lock) return lock;
  throw new StartError(
    `Another npm start (process ${lock.heldBy}) already runs in ${home}: ` +
      "use that one, or end it with Ctrl-C first.",
  );
}

/** What the server of a main job that was killed may take to end. */
const PATIENCE_MS = 2_500;

/** @throws StartError if another program listens at the server's port. */
export async function requirePort({ port }: Config): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isPortFree(port))) {
    if (Date.now() > deadline) {
      throw new StartError(
        `Port ${port} is in use by another program, and the server needs it. ` +
          `Choose another port: PORT=${port + 1} npm start`,
      );
    }
    await sleep(100);
  }
}

/** Removes what the main job made, and nothing else that may lie in the home. */
export async function clearHome(config: Config): Promise<void> {
  const lock = await waitForLock(path.join(config.chain, "lock"));
  removeStore(config.database);
  for (const name of [
    "chain/genesis.json",
    "chain/state.json",
    "credentials",
    "deployment.json",
    "documents",
    "ignition",
  ]) {
    rmSync(path.join(config.home, name), { recursive: true, force: true });
  }
  lock.release();
}
