/**
 * The process between the main job and the chain's node: keeps the chain on disk, and ends the node
 * when the main job ends or is gone.
 */
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Anvil } from "./anvil.ts";
import { startAnvil } from "./anvil.ts";
import type { ChainOptions, ChainReady } from "./chain.ts";
import { runAsChild } from "./child.ts";
import { ChainError } from "./error.ts";
import { waitForLock } from "./lock.ts";
import { callNode, readHead } from "./rpc.ts";
import { SavedChain } from "./savedChain.ts";

/** How much of the chain a power cut can cost: what is lost is done again at the next start. */
const SAVE_EVERY_MS = 1_000;

await runAsChild<ChainOptions, ChainReady>(async ({ folder, port, genesisTime }, line) => {
  const lock = await waitForLock(path.join(folder, "lock"));
  const saved = new SavedChain(folder);
  const resumed = saved.exists;
  const anvil = await startAnvil({
    port,
    genesisTime: saved.genesisTime(genesisTime),
    state: resumed ? saved.file : undefined,
  });
  try {
    const head = await readHead(anvil.rpc);
    // A node that is started anew counts time from its genesis again.
    await callNode(anvil.rpc, "evm_setTime", head.time);
    await saved.save(anvil.rpc);
    line.ready({ rpc: anvil.rpc, resumed, node: anvil.pid });
    await saveUntil(line.signal, saved, anvil);
  } finally {
    anvil.process.kill("SIGKILL");
    lock.release();
  }
});

async function saveUntil(signal: AbortSignal, saved: SavedChain, anvil: Anvil): Promise<void> {
  while (!signal.aborted) {
    await sleep(SAVE_EVERY_MS, undefined, { signal }).catch(() => {});
    try {
      await saved.save(anvil.rpc);
    } catch (error) {
      const { exitCode, signalCode } = anvil.process;
      if (exitCode === null && signalCode === null) throw error;
      const reason = signalCode ?? `exit code ${exitCode}`;
      throw new ChainError(`The chain node ended (${reason}). ${anvil.said()}`.trim());
    }
  }
}
