/** `npm start`: the main job, end to end. */
import { parseArgs } from "node:util";

import type { Child } from "../chain/child.ts";
import { tellingOf } from "../chain/child.ts";
import { paint, paintError } from "../cli/output/style.ts";
import { loadConfig } from "../config.ts";
import { clearHome, requirePort, StartError, takeHome } from "./home.ts";
import { runJob } from "./job.ts";
import { Steps } from "./steps.ts";
import { commandsToTry, readyLine, summarize } from "./summary.ts";

const HELP = `npm start [-- --fresh]

Starts a chain of your own, deploys the registry on it, takes 91 real data files through the whole
lifecycle (storage, confirmation, pricing, deals, use, exports, sandbox, courts), indexes the chain and
serves the index.
Stays up until Ctrl-C; the next start goes on from there.

  --fresh   begin again: removes the chain, the index and all else that an earlier start made
  --help    this text

  REGISTRY_HOME   where everything is kept        (default: .registry)
  PORT            GraphQL, GraphiQL, documents    (default: 4000)
  RPC_PORT        JSON-RPC of the chain           (default: 8545)
`;

const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Exit code, as shells have it, of a program that Ctrl-C ended before it was done. */
const INTERRUPTED = 130;

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const children: Child<unknown>[] = [];
  const abort = new AbortController();
  const { promise: ended, resolve } = Promise.withResolvers<number>();
  const end = (code: number) => {
    abort.abort();
    resolve(code);
  };
  let ready = false;
  for (const signal of ENDING_SIGNALS) process.on(signal, () => end(ready ? 0 : INTERRUPTED));
  const fail = (telling: string) => {
    // What fails while everything is being ended fails because of that.
    if (!abort.signal.aborted) process.stderr.write(`${paintError("red", "✗")} ${telling}\n`);
    end(1);
  };

  const run = async () => {
    const { help, fresh } = readArguments(args);
    if (help) {
      process.stdout.write(HELP);
      return end(0);
    }
    const config = loadConfig();
    const lock = takeHome(config);
    await requirePort(config);
    if (fresh) await clearHome(config);
    const steps = new Steps();
    steps.line(paint("bold", "Data-rights registry"));
    const running = await runJob({
      config,
      steps,
      signal: abort.signal,
      onStarted: (child) => {
        children.push(child);
        void child.lost.then(fail);
      },
    });
    steps.heading("In the registry");
    steps.line(await summarize(running));
    ready = true;
    steps.line(`\n${readyLine(running)}`);
    steps.heading("Try, in another terminal");
    for (const command of commandsToTry(running, config)) steps.line(`  ${command}`);
    steps.line(paint("dim", "\nCtrl-C ends everything; the next npm start goes on from here."));
    await ended;
    lock.release();
  };
  run().catch((error: unknown) => fail(tellingOf(error)));

  const code = await ended;
  if (children.length > 0 && code !== 1) process.stdout.write("\nEnding: the chain is saved\n");
  for (const child of children.toReversed()) await child.stop();
  process.exit(code);
}

function readArguments(args: readonly string[]): { help: boolean; fresh: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { help: { type: "boolean", short: "h" }, fresh: { type: "boolean" } },
    });
    return { help: values.help ?? false, fresh: values.fresh ?? false };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new StartError(`${reason}. See: npm start -- --help`);
  }
}
