import { readFile } from "node:fs/promises";

import type { Deployment } from "./deployment.ts";
import { parseDeploymentText } from "./deployment.ts";
import { DeploymentFileError } from "./errors/connection.ts";

/**
 * Reads a deployment file. Node only. Throws {@link DeploymentFileError}.
 *
 * @example
 * const deployment = await readDeployment(".registry/deployment.json");
 */
export async function readDeployment(path: string): Promise<Deployment> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const details = cause instanceof Error ? cause.message : String(cause);
    throw new DeploymentFileError(path, details, cause);
  }
  return parseDeploymentText(text, path);
}
