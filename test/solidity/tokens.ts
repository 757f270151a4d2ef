import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import type { InterfaceAbi } from "ethers";

/** The contracts of Tokens.sol. */
export type TokenName =
  "GoodToken" | "FeeToken" | "FalseToken" | "CallingToken" | "RefusingReceiver";

export interface CompiledToken {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

interface Compiler {
  compile(input: string, callbacks: { import: (file: string) => { contents: string } }): string;
}

interface Output {
  readonly errors?: readonly { severity: string; formattedMessage: string }[];
  readonly contracts: Record<
    string,
    Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>
  >;
}

const FILE = "Tokens.sol";
const ROOT = path.resolve(import.meta.dirname, "../..");

let compiled: Output | undefined;

/** A test token, compiled here: what is only for tests is in no artifact of the product. */
export function compileToken(name: TokenName): CompiledToken {
  compiled ??= compile();
  const contract = compiled.contracts[FILE]?.[name];
  if (contract === undefined) throw new Error(`${FILE} has no contract ${name}`);
  return { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` };
}

function compile(): Output {
  const solc = createRequire(import.meta.url)("solc") as Compiler;
  const content = readFileSync(path.join(import.meta.dirname, FILE), "utf8");
  const input = {
    language: "Solidity",
    sources: { [FILE]: { content } },
    settings: {
      evmVersion: "cancun",
      outputSelection: { [FILE]: { "*": ["abi", "evm.bytecode.object"] } },
    },
  };
  const output = JSON.parse(
    solc.compile(JSON.stringify(input), {
      import: (file) => ({ contents: readFileSync(path.join(ROOT, "node_modules", file), "utf8") }),
    }),
  ) as Output;
  const failed = output.errors?.find(({ severity }) => severity === "error");
  if (failed !== undefined) throw new Error(failed.formattedMessage);
  return output;
}
