import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { ChainError } from "./error.ts";
import { isPortFree } from "./port.ts";
import { callNode } from "./rpc.ts";

/** Chain id of the embedded chain, the one that development keys are for. */
export const CHAIN_ID = 31337;

const START_MS = 20_000;

export interface AnvilOptions {
  readonly port: number;
  /** Unix seconds of block 0, of a saved chain too. */
  readonly genesisTime: number;
  /** A chain as saved, to go on with; none to begin one. */
  readonly state?: string | undefined;
}

/** A running node; `said` is what it wrote to stderr so far. */
export interface Anvil {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly rpc: string;
  readonly said: () => string;
}

/**
 * Starts anvil and waits until it answers.
 * @throws ChainError if the port is taken, the saved chain cannot be read, or it does not start.
 */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  const { port, genesisTime, state } = options;
  if (!(await isPortFree(port))) throw portInUse(port);
  const rpc = `http://127.0.0.1:${port}`;
  const child = spawn(
    anvilBinary(),
    [
      ["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(CHAIN_ID), "--quiet"],
      // What makes block 0 stays the same for a chain's life. The hard fork is the one that the
      // contracts are compiled for; the limit has room for batches of hundreds of requests.
      ["--hardfork", "cancun", "--gas-limit", "300000000", "--timestamp", String(genesisTime)],
      ["--accounts", "20"],
      state === undefined ? [] : ["--load-state", state],
    ].flat(),
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  let failure: Error | undefined;
  child.on("error", (error) => (failure = error));

  const deadline = Date.now() + START_MS;
  while (!(await answers(rpc))) {
    if (failure) throw new ChainError(`The chain node cannot be run: ${failure.message}`);
    if (child.exitCode !== null) throw startFailure(said, options);
    if (Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new ChainError(`The chain node did not answer at ${rpc} within ${START_MS / 1000} s`);
    }
    await sleep(20);
  }
  if (child.pid === undefined) throw startFailure(said, options);
  return { process: child, pid: child.pid, rpc, said: () => said };
}

/** The program itself: the npm package's own launcher would put one more process in between. */
function anvilBinary(): string {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const name = `@foundry-rs/anvil-${process.platform}-${arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return path.join(
      path.dirname(manifest),
      "bin",
      process.platform === "win32" ? "anvil.exe" : "anvil",
    );
  } catch {
    throw new ChainError(
      `There is no ${name} among the dependencies: run npm ci on this machine, with optional dependencies`,
    );
  }
}

async function answers(rpc: string): Promise<boolean> {
  try {
    return Number(await callNode<string>(rpc, "eth_chainId")) === CHAIN_ID;
  } catch {
    return false;
  }
}

function startFailure(said: string, { port, state }: AnvilOptions): ChainError {
  if (said.includes("Address already in use")) return portInUse(port);
  if (state !== undefined && said.includes("--load-state")) {
    return new ChainError(
      `The saved chain ${state} cannot be read (${said.trim().split("\n")[0]}). ` +
        "Begin again with: npm start -- --fresh",
    );
  }
  return new ChainError(`The chain node ended at its start: ${said.trim()}`);
}

/** What to say where the chain's port is taken. */
function portInUse(port: number): ChainError {
  return new ChainError(
    `Port ${port} is in use by another program, and the chain needs it. ` +
      `Choose another port: RPC_PORT=${port + 1} npm start`,
  );
}
