import { enableCompileCache } from "node:module";
import path from "node:path";

// Saves half of the time that a short command takes.
enableCompileCache(path.resolve(import.meta.dirname, "../../node_modules/.cache/data-rights/cli"));

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  // Whoever reads the output has seen enough, as `head` does.
  process.exit(0);
});

const { main } = await import("./main.ts");
await main(process.argv.slice(2));
