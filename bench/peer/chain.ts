import { readFileSync } from "node:fs";

/** The chain to take in, which the bench writes down: where it is, and what to read of it. */
interface Chain {
  readonly rpc: string;
  readonly chainId: number;
  readonly contracts: Readonly<Record<string, Contract>>;
}

interface Contract {
  readonly address: `0x${string}`;
  /** Its events. */
  readonly abi: readonly { readonly name: string }[];
}

export const chain = JSON.parse(readFileSync("chain.json", "utf8")) as Chain;
