import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "../generate/contracts.ts";

interface Artifact {
  readonly contractName: string;
  readonly sourceName: string;
  readonly abi: unknown;
}

/**
 * Contracts that have another interface in this checkout than they had when the registry of a home
 * was deployed: programs of today cannot read all they say.
 *
 * @param ignition - the `ignition` folder of the home
 */
export function changedContracts(ignition: string, chainId: number): string[] {
  const deployed = path.join(ignition, "deployments", `chain-${chainId}`, "artifacts");
  if (!existsSync(deployed)) return [];
  return readdirSync(deployed).flatMap((name) => {
    if (!name.endsWith(".json")) return [];
    const then = readArtifact(path.join(deployed, name));
    const built = path.join(ROOT, "artifacts", then.sourceName, `${then.contractName}.json`);
    const same =
      existsSync(built) && JSON.stringify(readArtifact(built).abi) === JSON.stringify(then.abi);
    return same ? [] : [then.contractName];
  });
}

function readArtifact(file: string): Artifact {
  return JSON.parse(readFileSync(file, "utf8")) as Artifact;
}
