import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

import { callNode, readHead } from "./rpc.ts";

/** So often a chain that goes on meanwhile is asked for at once. */
const ATTEMPTS = 10;

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

  /**
   * Saves the chain as the node has it, unless its head is the one saved last. A node that makes a block while
   * it is asked may tell the state after that block, and the blocks before it: what it tells is taken only if
   * the head stayed the same, and is left to the next time if it never does.
   */
  async save(rpc: string): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = await readHead(rpc);
      if (before.hash === this.#savedHead) return;
      const dump = await callNode<string>(rpc, "anvil_dumpState");
      const { hash } = await readHead(rpc);
      if (hash !== before.hash) continue;
      this.#write(this.file, await promisify(gunzip)(Buffer.from(dump.slice(2), "hex")));
      this.#savedHead = hash;
      return;
    }
  }

  /** So that the file is the old one or the new one, whenever the machine stops. */
  #write(file: string, content: string | Buffer): void {
    writeFileSync(`${file}.part`, content, { flush: true });
    renameSync(`${file}.part`, file);
  }
}
