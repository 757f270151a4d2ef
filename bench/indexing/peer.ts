import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { npmCommand, npmEnvironment } from "../../scripts/bootstrap/npm.mjs";
import { CACHE, ROOT } from "../../scripts/bootstrap/paths.mjs";
import { DEPLOYED_NAMES, readAbi } from "../../scripts/generate/contracts.ts";
import { freePort } from "../../test/e2e/places.ts";
import type { BusyChain } from "./chain.ts";
import type { Measured } from "./measure.ts";
import { peakRssMB } from "./measure.ts";

/** A copy of its own, so that what it installs is not in the sources. */
const FOLDER = path.join(CACHE, "bench-peer");
const SOURCES = path.join(ROOT, "bench/peer");
const PROGRAM = "node_modules/ponder/dist/esm/bin/ponder.js";

const POLL_MS = 50;

/** Installs the peer, from its lockfile. */
export function installPeer(): void {
  cpSync(SOURCES, FOLDER, { recursive: true });
  const npm = npmCommand();
  if (npm === undefined) throw new Error("No npm was found to install the peer with");
  const { status, stderr } = spawnSync(npm.command, [...npm.args, "ci", "--ignore-scripts"], {
    cwd: FOLDER,
    env: npmEnvironment(process.env),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The peer could not be installed: ${stderr}`);
}

/**
 * Lets the peer take in the chain, from nothing to where it calls itself ready, short of its last blocks: their
 * events are not counted, nor is the time of its start, as the indexer's is not.
 * @throws Error if it ends before
 */
export async function measurePeer({
  anvil,
  deployment,
}: BusyChain): Promise<Pick<Measured, "events" | "seconds" | "peakRssMB">> {
  const contracts = DEPLOYED_NAMES.map((name) => {
    const abi = readAbi(name).filter(({ type }) => type === "event");
    return [name, { address: deployment.contracts[name], abi }] as const;
  });
  const chain = { rpc: anvil.url, chainId: deployment.chainId };
  const written = JSON.stringify({ ...chain, contracts: Object.fromEntries(contracts) });
  writeFileSync(path.join(FOLDER, "chain.json"), written);
  rmSync(path.join(FOLDER, ".ponder"), { recursive: true, force: true });
  const port = await freePort();
  const args = [
    PROGRAM,
    "start",
    "--schema",
    "peer",
    "--port",
    String(port),
    "--log-level",
    "warn",
  ];
  const env = { ...process.env, PONDER_TELEMETRY_DISABLED: "true" };
  const child = spawn(process.execPath, args, { cwd: FOLDER, env, stdio: "ignore" });
  try {
    const url = `http://127.0.0.1:${port}`;
    await answers(child, `${url}/health`);
    const start = performance.now();
    await answers(child, `${url}/ready`);
    const seconds = (performance.now() - start) / 1000;
    const events = countIn(await (await fetch(`${url}/metrics`)).text());
    return { events, seconds, peakRssMB: peakRssMB(child.pid) };
  } finally {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The peer ended with ${child.exitCode}`);
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await sleep(POLL_MS);
  }
}

function countIn(metrics: string): number {
  const counts = metrics.matchAll(/^ponder_indexing_completed_events\{[^}]*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
