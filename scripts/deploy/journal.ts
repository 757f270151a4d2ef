import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { readBlock } from "../chain/rpc.ts";

interface JournalReceipt {
  readonly blockNumber: number;
  readonly blockHash: string;
}

/** Ignition's own record of a deployment, from which an interrupted one goes on. */
export class Journal {
  readonly #folder: string;

  /** @param ignition - the `ignition` folder of a registry's home */
  constructor(ignition: string, chainId: number) {
    this.#folder = path.join(ignition, "deployments", `chain-${chainId}`);
  }

  get folder(): string {
    return this.#folder;
  }

  get exists(): boolean {
    return existsSync(this.#file);
  }

  /** The block of the first transaction of the deployment: no event of the registry comes before. */
  startBlock(): number {
    return Math.min(...this.#receipts().map(({ blockNumber }) => blockNumber));
  }

  /** Whether every block that the journal knows is on the node's chain. */
  async isOn(rpc: string): Promise<boolean> {
    for (const { blockNumber, blockHash } of this.#receipts()) {
      const block = await readBlock(rpc, blockNumber);
      if (block?.hash !== blockHash) return false;
    }
    return true;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #file(): string {
    return path.join(this.#folder, "journal.jsonl");
  }

  #receipts(): JournalReceipt[] {
    const lines = readFileSync(this.#file, "utf8").split("\n").filter(Boolean);
    return lines.flatMap((line) => {
      const { receipt } = JSON.parse(line) as { receipt?: JournalReceipt };
      return receipt === undefined ? [] : [receipt];
    });
  }
}
