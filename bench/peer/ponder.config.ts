import { createConfig } from "ponder";

import { chain } from "./chain";

const contracts = Object.entries(chain.contracts).map(
  ([name, { abi, address }]) => [name, { chain: "registry", abi, address, startBlock: 1 }] as const,
);

export default createConfig({
  chains: { registry: { id: chain.chainId, rpc: chain.rpc } },
  contracts: Object.fromEntries(contracts),
});
