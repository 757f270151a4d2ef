import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

import type { IndexedDeployment } from "../../indexer/src/index.ts";
import { CACHE, ROOT } from "../../scripts/bootstrap/paths.mjs";
import { DEPLOYED } from "../../scripts/generate/contracts.ts";
import type { Anvil } from "../../test/indexer/fixture/anvil.ts";
import { startAnvil } from "../../test/indexer/fixture/anvil.ts";
import { Registry } from "../../test/indexer/fixture/registry.ts";
import { Workload } from "./workload.ts";

/** Besides the three of the desks, accounts of owners that file and license. */
const ACCOUNTS = 43;

/** A chain that holds a registry's life. */
export interface BusyChain {
  readonly anvil: Anvil;
  readonly deployment: IndexedDeployment;
}

/**
 * A chain with at least so many events: made by real transactions, or taken up as it was kept when it was
 * made before.
 */
export async function busyChain(
  events: number,
  onProgress: (made: number) => void,
): Promise<BusyChain> {
  const folder = path.join(CACHE, "bench-index", `${events}-${fingerprint()}`);
  if (existsSync(folder)) return resume(folder);

  const anvil = await startAnvil({ accounts: ACCOUNTS, forgetStates: true });
  try {
    const registry = await Registry.deploy(anvil);
    await new Workload(registry).make(events, onProgress);
    await keep(folder, anvil, registry.deployment);
    return { anvil, deployment: registry.deployment };
  } catch (error) {
    await anvil.stop();
    throw error;
  }
}

async function keep(folder: string, anvil: Anvil, deployment: IndexedDeployment): Promise<void> {
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const method = "anvil_dumpState";
  const body = JSON.stringify({ jsonrpc: "2.0", id: 0, method, params: [] });
  const headers = { "content-type": "application/json" };
  const { body: answer } = await fetch(anvil.url, { method: "POST", headers, body });
  if (!answer) throw new Error(`${method} said nothing`);
  await pipeline(answer, bytesOfResult, createWriteStream(path.join(part, "state.json.gz")));
  writeFileSync(path.join(part, "deployment.json"), JSON.stringify(deployment));
  renameSync(part, folder);
}

/** Piece by piece, as a long chain's state is longer than the longest string: the bytes of an answer's result in hex. */
async function* bytesOfResult(answer: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const start = '"result":"0x';
  let begun = false;
  let rest = "";
  for await (const piece of answer) {
    rest += Buffer.from(piece).toString("latin1");
    if (!begun) {
      const at = rest.indexOf(start);
      if (at < 0) continue;
      begun = true;
      rest = rest.slice(at + start.length);
    }
    const [digits = ""] = /^[0-9a-f]*/.exec(rest) ?? [];
    const whole = digits.length - (digits.length % 2);
    yield Buffer.from(rest.slice(0, whole), "hex");
    rest = rest.slice(whole);
  }
  if (!begun) throw new Error(`The chain's state was not dumped: ${rest.slice(0, 200)}`);
}

async function resume(folder: string): Promise<BusyChain> {
  const deployment = readFileSync(path.join(folder, "deployment.json"), "utf8");
  const scratch = mkdtempSync(path.join(tmpdir(), "data-rights-bench-"));
  try {
    const loadState = path.join(scratch, "state.json");
    const gzip = createReadStream(path.join(folder, "state.json.gz"));
    await pipeline(gzip, createGunzip(), createWriteStream(loadState));
    const anvil = await startAnvil({ accounts: ACCOUNTS, loadState, forgetStates: true });
    return { anvil, deployment: JSON.parse(deployment) as IndexedDeployment };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Of the compiled contracts and of what is done with them: with either, another chain is made. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const source of Object.values(DEPLOYED)) {
    const [folder = "", contract = ""] = source.split(":");
    const artifact = readFileSync(path.join(ROOT, "artifacts", folder, `${contract}.json`), "utf8");
    hash.update((JSON.parse(artifact) as { bytecode: string }).bytecode);
  }
  hash.update(readFileSync(path.join(import.meta.dirname, "workload.ts")));
  return hash.digest("hex").slice(0, 12);
}
