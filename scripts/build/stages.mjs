import path from "node:path";

import { BootstrapError } from "../bootstrap/error.mjs";
import { withLock } from "../bootstrap/lock.mjs";
import { CACHE } from "../bootstrap/paths.mjs";
import { runQuietly } from "../bootstrap/process.mjs";
import { hashFiles, readStamp, writeFileAtomically } from "../bootstrap/stamp.mjs";

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} doing - what to tell the person
 * @property {string[]} command - for Node, from the repository root
 * @property {string[]} inputs - files and folders; a change in any makes the stage run again
 * @property {string[]} outputs - what it makes; a change in any makes it run again, too
 */

const CONTRACT_SOURCES = ["contracts", "hardhat.config.ts", "package-lock.json", "scripts/build"];

/** In the order in which they run. @type {Stage[]} */
export const STAGES = [
  {
    name: "contracts",
    doing: "Compiling the contracts",
    command: ["node_modules/hardhat/dist/src/cli.js", "build", "--no-tests", "--quiet"],
    inputs: CONTRACT_SOURCES,
    outputs: ["artifacts/contracts", "artifacts/@openzeppelin", "types/ethers-contracts"],
  },
  {
    name: "generate",
    doing: "Generating code from the contracts and the GraphQL schema",
    command: ["scripts/generate/main.ts"],
    inputs: CONTRACT_SOURCES.concat(
      ["scripts/generate", "indexer/src/graphql"],
      ["scripts/deploy/permissions.ts", "bench/gas.json"],
      ["sdk/src/**/*.graphql"],
    ),
    outputs: [
      "indexer/src/generated",
      "indexer/schema.graphql",
      "sdk/src/generated",
      "docs/contracts.md",
    ],
  },
];

/**
 * Runs the stages whose inputs or outputs changed; silent and quick where none did.
 *
 * @param {{ force?: boolean }} [options] - `force` runs them all
 * @throws {BootstrapError} with the compiler's own words, where a stage fails
 */
export async function build({ force = false } = {}) {
  if (!force && STAGES.every(isFresh)) return;
  await withLock("building", async (lock) => {
    for (const stage of STAGES) {
      if (force || !isFresh(stage)) await runStage(stage, lock);
    }
  });
}

/** @param {Stage} stage */
function isFresh(stage) {
  return readStamp(stampOf(stage)) === stamp(hashFiles(stage.inputs), stage);
}

/** @param {Stage} stage */
function stampOf(stage) {
  return path.join(CACHE, `built-${stage.name}`);
}

/** @type {(inputs: string, stage: Stage) => string} */
function stamp(inputs, stage) {
  return `${inputs}\n${hashFiles(stage.outputs)}`;
}

/**
 * Whether a stage that went well says something of the project's own files: warnings about dependencies'
 * sources are nobody's here to act on.
 *
 * @param {string} said
 */
function isOfOurs(said) {
  const places = said.match(/--> \S+/g) ?? [];
  return said !== "" && (places.length === 0 || places.some((at) => !at.includes("node_modules")));
}

/**
 * @param {Stage} stage
 * @param {import("../bootstrap/lock.mjs").Lock} lock
 */
async function runStage(stage, lock) {
  process.stderr.write(`${stage.doing}…\n`);
  const start = Date.now();
  const inputs = hashFiles(stage.inputs);
  const { code, stdout, stderr } = await runQuietly(process.execPath, stage.command, { lock });
  const said = `${stdout}${stderr}`.trim();
  if (code !== 0) throw new BootstrapError(`${said}\n${stage.doing} failed`);
  if (isOfOurs(said)) process.stderr.write(`${said}\n`);
  writeFileAtomically(stampOf(stage), stamp(inputs, stage));
  process.stderr.write(`${stage.doing}: ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}
