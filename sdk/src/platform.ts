import type { Deployment } from "./deployment.ts";
import type { Hashable, HashOptions, HashResult } from "./hash.ts";

/** What differs between Node and the browser. */
export interface Platform {
  /** Reads the deployment that a string names. */
  readonly loadDeployment: (where: string) => Promise<Deployment>;
  readonly hashFile: (file: Hashable, options?: HashOptions) => Promise<HashResult>;
}
