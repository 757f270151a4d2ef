import { readFileSync } from "node:fs";
import path from "node:path";

import type { InterfaceAbi } from "ethers";
import { ContractFactory, getCreateAddress, JsonRpcProvider } from "ethers";

import type { Hex } from "../../sdk/src/index.ts";
import { callNode } from "../chain/rpc.ts";
import { ROOT } from "../generate/contracts.ts";
import { accountOf, MINT } from "./accounts.ts";
import type { OwnerKey } from "./owners.ts";

const ARTIFACT = "artifacts/contracts/development/DevelopmentMoney.sol/DevelopmentMoney.json";

/** Who buys in the main job, and so has a purse. */
const BUYERS: readonly OwnerKey[] = ["exchange", "rhein"];

/** What is in a purse, in hundredths. */
const PURSE = 100_000_000n;

/**
 * The token that the main job pays with: worth nothing, and on the development chain alone. It is the first
 * thing that its account ever made, so its address is known and there is never a second one.
 */
export async function issueMoney(rpc: string): Promise<Hex> {
  const token = getCreateAddress({ from: MINT.address, nonce: 0 }) as Hex;
  if ((await callNode<Hex>(rpc, "eth_getCode", token, "latest")) !== "0x") return token;
  const artifact = JSON.parse(readFileSync(path.join(ROOT, ARTIFACT), "utf8")) as {
    abi: InterfaceAbi;
    bytecode: Hex;
  };
  const provider = new JsonRpcProvider(rpc, undefined, { staticNetwork: true, cacheTimeout: -1 });
  try {
    const factory = new ContractFactory(artifact.abi, artifact.bytecode, MINT.connect(provider));
    const purses = BUYERS.map((buyer) => accountOf(buyer).address);
    await (await factory.deploy(purses, PURSE, { nonce: 0 })).waitForDeployment();
  } finally {
    provider.destroy();
  }
  return token;
}

/** An amount of hundredths for people: `1,200.00`. */
export function formatMoney(hundredths: number): string {
  return (hundredths / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });
}
