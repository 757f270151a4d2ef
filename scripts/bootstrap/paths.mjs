import path from "node:path";
import { fileURLToPath } from "node:url";

/** Repository root, whatever the working directory. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What the bootstrap remembers. Gone with `node_modules`, and so is all that it vouches for. */
export const CACHE = path.join(ROOT, "node_modules/.cache/data-rights");

/** Held while Node is fetched, dependencies are installed or the build runs. */
export const LOCK = path.join(ROOT, ".bootstrap.lock");
