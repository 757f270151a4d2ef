import module from "node:module";
import path from "node:path";

import { CACHE } from "./paths.mjs";

/**
 * Keeps what Node made of the sources for the next start, in this process and in the processes and threads
 * that it starts: most of a short command's time goes into that.
 */
export function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= path.join(CACHE, "compiled");
  // Not by name: Node 18, which loads this on its way to another Node, has none to import.
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
}
