import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

/**
 * How to run npm: its JavaScript under a given Node, so that no shebang or `PATH` picks another.
 *
 * @param {string} [execPath] - the Node to run it
 * @returns {{ command: string, args: string[] } | undefined} undefined where npm cannot be found
 */
export function npmCommand(execPath = process.execPath) {
  const cli = npmCli(process.env, process.execPath);
  return cli === undefined ? undefined : { command: execPath, args: [cli] };
}

/**
 * Looks for `npm-cli.js`: the npm that runs us, else the one beside Node, else the one on `PATH`.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} execPath - the Node beside which npm may live
 */
export function npmCli(env, execPath) {
  const places = [];
  // Under npx it names npx-cli.js; under another package manager, that one's own program.
  if (env.npm_execpath) places.push(path.join(path.dirname(env.npm_execpath), "npm-cli.js"));
  const prefix = path.dirname(execPath);
  places.push(path.join(prefix, "node_modules/npm/bin/npm-cli.js"));
  places.push(path.join(prefix, "../lib/node_modules/npm/bin/npm-cli.js"));
  for (const directory of (env.PATH ?? "").split(path.delimiter)) {
    const npm = path.join(directory, "npm");
    if (!existsSync(npm)) continue;
    places.push(realpathSync(npm));
    places.push(path.join(directory, "node_modules/npm/bin/npm-cli.js"));
  }
  return places.find((place) => path.basename(place) === "npm-cli.js" && existsSync(place));
}

/**
 * The environment for a nested npm: without what an outer `npx` or `npm run -w` was asked to do,
 * which a child would take for its own orders.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment(env) {
  const inherited =
    /^npm_(config_(call|package|workspaces?|global|location|omit|prefix)|command)$/i;
  return Object.fromEntries(Object.entries(env).filter(([key]) => !inherited.test(key)));
}
