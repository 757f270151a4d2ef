/**
 * The process between the main job and the chain's node. It keeps the chain on disk, and it ends the
 * node when the main job ends: told to, interrupted, or killed. It stands in a process group of its
 * own, so that Ctrl-C reaches the main job alone, which ends the others in order.
 */
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Anvil } from "./anvil.ts";
import { startAnvil } from "./anvil.ts";
import type { KeeperMessage, KeeperOptions } from "./chain.ts";
import { ChainError } from "./error.ts";
import type { HeldLock } from "./lock.ts";
import { takeLock } from "./lock.ts";
import { callNode, readHead } from "./rpc.ts";
import { SavedChain } from "./savedChain.ts";

/** How much of the chain a power cut can cost: what is lost is done again at the next start. */
const SAVE_EVERY_MS = 1_000;
/** How long the keeper of a killed main job may take to save and to end. */
const PREDECESSOR_MS = 5_000;

const options = JSON.parse(process.argv[2] ?? "") as KeeperOptions;
const ending = new AbortController();
process.on("disconnect", () => ending.abort());
process.on("message", () => ending.abort());
process.on("SIGTERM", () => ending.abort());
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});

try {
  const lock = await lockChain();
  await keep();
  lock.release();
} catch (error) {
  if (!(error instanceof ChainError)) throw error;
  report({ type: "failed", message: error.message });
  process.exitCode = 1;
}
if (process.connected) process.disconnect();

async function keep(): Promise<void> {
  const saved = new SavedChain(options.folder);
  const resumed = saved.exists;
  const anvil = await startAnvil({ ...options, state: resumed ? saved.file : undefined });
  try {
    const head = await readHead(anvil.rpc);
    // A node that is started anew counts time from its genesis again.
    await callNode(anvil.rpc, "evm_setTime", head.time);
    await saved.save(anvil.rpc);
    report({ type: "ready", rpc: anvil.rpc, resumed });
    await saveUntilEnd(saved, anvil);
  } finally {
    anvil.process.kill("SIGKILL");
  }
}

async function saveUntilEnd(saved: SavedChain, anvil: Anvil): Promise<void> {
  const { signal } = ending;
  while (!signal.aborted) {
    await sleep(SAVE_EVERY_MS, undefined, { signal }).catch(() => {});
    try {
      await saved.save(anvil.rpc);
    } catch (error) {
      if (anvil.process.exitCode === null && anvil.process.signalCode === null) throw error;
      const reason = anvil.process.signalCode ?? `exit code ${anvil.process.exitCode}`;
      throw new ChainError(`The chain node ended (${reason}) ${anvil.said()}`.trim());
    }
  }
}

async function lockChain(): Promise<HeldLock> {
  const deadline = Date.now() + PREDECESSOR_MS;
  for (;;) {
    const lock = takeLock(path.join(options.folder, "lock"));
    if ("release" in lock) return lock;
    if (Date.now() > deadline) {
      throw new ChainError(`Process ${lock.heldBy} still runs the chain in ${options.folder}`);
    }
    await sleep(50);
  }
}

function report(message: KeeperMessage): void {
  if (process.connected) process.send?.(message);
}
