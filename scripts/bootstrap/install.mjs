import { rmSync } from "node:fs";
import path from "node:path";

import { BootstrapError } from "./error.mjs";
import { withLock } from "./lock.mjs";
import { rememberNode } from "./node.mjs";
import { npmCommand } from "./npm.mjs";
import { CACHE } from "./paths.mjs";
import { runQuietly } from "./process.mjs";
import { hashFiles, readStamp, writeFileAtomically } from "./stamp.mjs";

const STAMP = path.join(CACHE, "installed");

/** Installs the dependencies of the lock file, unless exactly these are there. */
export async function install() {
  if (readStamp(STAMP) === expectedStamp()) return;
  await withLock("installing", async (lock) => {
    if (readStamp(STAMP) === expectedStamp()) return;
    rmSync(STAMP, { force: true });
    await npmCi(lock);
    rememberNode();
    writeFileAtomically(STAMP, expectedStamp());
  });
}

/**
 * What an installation depends on. Not on the version of Node: every native package here carries
 * Node-API binaries, and none needs its install script.
 */
export function expectedStamp() {
  return [hashFiles(["package-lock.json"]), process.platform, process.arch].join("\n");
}

/** @param {import("./lock.mjs").Lock} lock */
async function npmCi(lock) {
  const npm = npmCommand();
  if (!npm) throw new BootstrapError("No npm found to install the dependencies: install npm.");
  process.stderr.write("Installing the dependencies (npm ci)…\n");
  const start = Date.now();
  const { code, stdout, stderr } = await runQuietly(
    npm.command,
    [...npm.args, "ci", "--ignore-scripts", "--include=dev", "--include=optional"],
    { lock },
  );
  if (code !== 0) {
    const said = `${stdout}${stderr}`.trim();
    throw new BootstrapError(`${said}\nThe dependencies could not be installed (npm ci: ${code}).`);
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  process.stderr.write(`Installed the dependencies in ${seconds} s\n`);
}
