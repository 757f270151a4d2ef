#!/usr/bin/env node
/**
 * The way into every npm script, from a bare clone with any Node >= 18:
 *
 *     node scripts/bootstrap.mjs TARGET [args]
 *
 * makes sure of a Node that can run the toolchain, of the installed dependencies and of a current
 * build, then becomes the target. Plain JavaScript for Node 18, without dependencies.
 */
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "./build/stages.mjs";
import { BootstrapError } from "./bootstrap/error.mjs";
import { install } from "./bootstrap/install.mjs";
import { nodeFlags, obtainNode, supportsToolchain } from "./bootstrap/node.mjs";
import { ROOT } from "./bootstrap/paths.mjs";
import { relayTo, followParent } from "./bootstrap/relay.mjs";
import { findTarget, runTarget } from "./bootstrap/targets.mjs";

/**
 * Runs a target in this process, or in a child under another Node where this one cannot.
 *
 * @param {string | undefined} name - name of a target, see `bootstrap/targets.mjs`
 * @param {string[]} args - what the person gave the target
 */
export async function bootstrap(name, args) {
  try {
    followParent();
    const target = findTarget(name);
    const again = [fileURLToPath(import.meta.url), target.name, ...args];
    if (!supportsToolchain(process.versions.node)) return relayTo(await obtainNode(), again);
    const flags = nodeFlags(process.versions.node, process.env.NODE_OPTIONS);
    if (flags) return relayTo(process.execPath, again, flags);

    await install();
    if (target.build) await build();
    await runTarget(target, args);
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.chdir(ROOT);
  const [name, ...args] = process.argv.slice(2);
  await bootstrap(name, args);
}
