import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
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
  #savedHead = "";

  /** @param folder - where the chain is kept; made if missing */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, "state.json");
  }

  get exists(): boolean {
    return existsSync(this.file);
  }

  /** Saves the chain as the node has it, unless its head is the one saved last. */
  async save(rpc: string): Promise<void> {
    const { hash } = await readHead(rpc);
    if (hash === this.#savedHead) return;
    const dump = await callNode<string>(rpc, "anvil_dumpState");
    const json = await promisify(gunzip)(Buffer.from(dump.slice(2), "hex"));
    writeFileSync(`${this.file}.part`, json, { flush: true });
    renameSync(`${this.file}.part`, this.file);
    this.#savedHead = hash;
  }
}
