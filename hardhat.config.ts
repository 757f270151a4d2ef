import path from "node:path";

import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";

const registryHome = path.resolve(process.env.REGISTRY_HOME ?? ".registry");

// The compiler comes with the npm dependencies: nothing is downloaded at build time.
const compilerFor = (runs: number) => ({
  version: "0.8.37",
  path: path.resolve("node_modules/solc/soljson.js"),
  settings: { evmVersion: "cancun", optimizer: { enabled: true, runs } },
});

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers],
  solidity: {
    compilers: [compilerFor(800)],
    // The whole life of a licence is one contract: it fits the limit of 24,576 bytes with fewer runs.
    overrides: { "contracts/licenses/Licenses.sol": compilerFor(100) },
    // Test contracts stay out of the artifacts and their generated types.
    splitTestsCompilation: true,
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol",
    ],
  },
  paths: {
    tests: { mocha: "test/contracts", solidity: "test/solidity" },
    // Deployment journals belong to a registry's home, not to the sources.
    ignition: path.join(registryHome, "ignition"),
  },
  test: {
    solidity: {
      // FUZZ_SEED repeats a run that failed. Handlers catch what the registry refuses: none may revert.
      fuzz: { runs: 512, ...(process.env.FUZZ_SEED ? { seed: process.env.FUZZ_SEED } : {}) },
      invariant: { runs: 12, depth: 150, failOnRevert: true },
    },
  },
  typechain: { outDir: "types/ethers-contracts" },
  networks: {
    registry: {
      type: "http",
      chainType: "l1",
      url: process.env.RIGHTS_RPC ?? "http://127.0.0.1:8545",
    },
  },
});
