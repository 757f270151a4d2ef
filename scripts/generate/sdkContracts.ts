import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { DEPLOYED, DEPLOYED_NAMES, readAbi, ROOT } from "./contracts.ts";

const TYPES = path.join(ROOT, "types/ethers-contracts");
const OUT = path.join(ROOT, "sdk/src/generated/contracts");

/** Gives the SDK the ABIs and TypeChain types of the deployed contracts, and no others. */
export function generateSdkContracts(): void {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  copyWithTsImports(path.join(TYPES, "common.ts"), path.join(OUT, "common.ts"));

  const index: string[] = [];
  for (const name of DEPLOYED_NAMES) {
    const [source = "", contract = ""] = DEPLOYED[name].split(":");
    const typed = path.join(TYPES, path.dirname(source), `${contract}.ts`);
    copyWithTsImports(typed, path.join(OUT, `${name}.ts`));
    const alias = contract === name ? contract : `${contract} as ${name}`;
    index.push(`export type { ${alias} } from "./${name}.ts";`);
  }
  const abis = DEPLOYED_NAMES.map((name) => `  ${name}: ${JSON.stringify(readAbi(name))},`);
  const abi = `/** ABIs of the deployed contracts, by their name in the deployment file. */\nexport const ABI = {\n${abis.join("\n")}\n};\n`;
  writeFileSync(path.join(OUT, "abi.ts"), abi);
  writeFileSync(
    path.join(OUT, "index.ts"),
    `${index.join("\n")}\nexport { ABI } from "./abi.ts";\n`,
  );
}

/** TypeChain imports "…/common.js"; run from source, the SDK needs the `.ts` file beside it. */
function copyWithTsImports(from: string, to: string): void {
  const text = readFileSync(from, "utf8").replace(/from "[./]+common\.js"/g, 'from "./common.ts"');
  writeFileSync(to, text);
}
