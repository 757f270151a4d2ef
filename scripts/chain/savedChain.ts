import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

import { callNode, readHead } from "./rpc.ts";

/**
 * The chain on disk: blocks, transactions, receipts and the state at the head.
 *
 * The node's own `--state` is not used: it writes the file in place, at its end or at intervals, so
 * a kill at the wrong moment leaves half a file and no chain. Here the file is always whole.
 */
export class SavedChain {
  readonly file: string;
  readonly #genesisFile: string;
  #savedHead = "";

  /** @param folder - where the chain is kept; made if missing */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, "state.json");
    this.#genesisFile = path.join(folder, "genesis.json");
  }

  get exists(): boolean {
    return existsSync(this.file);
  }

  /**
   * When the chain began, in Unix seconds: `now` if it is only to begin. A node that loads a chain must
   * be told the same time again, or it makes another block 0 and the chain has two of them.
   */
  genesisTime(now: number): number {
    if (!this.exists) this.#write(this.#genesisFile, JSON.stringify({ time: now }));
    return (JSON.parse(readFileSync(this.#genesisFile, "utf8")) as { time: number }).time;
  }

  /** Saves the chain as the node has it, unless its head is the one saved last. */
  async save(rpc: string): Promise<void> {
    const { hash } = await readHead(rpc);
    if (hash === this.#savedHead) return;
    const { head, dump } = await withoutMining(rpc, () => dumpAtRest(rpc));
    this.#write(this.file, await promisify(gunzip)(Buffer.from(dump.slice(2), "hex")));
    this.#savedHead = head;
  }

  /** So that the file is the old one or the new one, whenever the machine stops. */
  #write(file: string, content: string | Buffer): void {
    writeFileSync(`${file}.part`, content, { flush: true });
    renameSync(`${file}.part`, file);
  }
}

/**
 * A node that makes a block while it is asked for its chain may give the blocks before that one, and the state
 * after it: no transaction is mined until `work` is done, and then what waits is.
 */
async function withoutMining<Result>(rpc: string, work: () => Promise<Result>): Promise<Result> {
  if (!(await callNode<boolean>(rpc, "anvil_getAutomine"))) return work();
  await callNode(rpc, "evm_setAutomine", false);
  try {
    return await work();
  } finally {
    await callNode(rpc, "evm_setAutomine", true);
  }
}

/** The chain as of one block: a block that was under way when mining stopped may still come in between. */
async function dumpAtRest(rpc: string): Promise<{ head: string; dump: string }> {
  for (;;) {
    const before = await readHead(rpc);
    const dump = await callNode<string>(rpc, "anvil_dumpState");
    const { hash } = await readHead(rpc);
    if (hash === before.hash) return { head: hash, dump };
  }
}
