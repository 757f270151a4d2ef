import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Verification } from "../../indexer/src/index.ts";
import { openStore } from "../../indexer/src/index.ts";
import { startAnvil } from "../../test/indexer/fixture/anvil.ts";
import { Scratch } from "../../test/indexer/fixture/indexing.ts";
import { Life } from "../../test/indexer/fixture/life.ts";
import { Registry } from "../../test/indexer/fixture/registry.ts";

const EVENTS_A_BLOCK = 200;
const LOOK_EVERY_MS = 0.5;
/** The first blocks find a program that is not yet warm. */
const WARM_UP = 20;
const BETWEEN_BLOCKS_MS = 50;

/** How long after a block was told of its events could be read, milliseconds. */
export interface Latency {
  readonly blocks: number;
  readonly median: number;
  readonly p99: number;
  readonly most: number;
}

/**
 * Lets an indexer follow a chain over a WebSocket, and looks from another process, which the node tells of
 * new blocks too, when the index has them.
 */
export async function measureLatency(verify: Verification, blocks: number): Promise<Latency> {
  const anvil = await startAnvil();
  const scratch = new Scratch();
  const child = fork(path.join(import.meta.dirname, "follower.ts"));
  try {
    const registry = await Registry.deploy(anvil);
    const life = new Life(registry, 1);
    await life.begin();
    const database = scratch.database();
    const { deployment } = registry;
    const rpc = anvil.url.replace("http", "ws");
    child.send({ rpc, deployment, database, verify });
    await once(child, "message");

    const told = await tellOfHeads(rpc);
    const reader = openStore(database, deployment, { readonly: true });
    const checkpoint = reader.prepare<[], number>("SELECT block FROM checkpoint").pluck();
    const times: number[] = [];
    for (let block = 0; block < WARM_UP + blocks; block++) {
      const head = told.next();
      const sent = registry.send(busyBlock(registry));
      const { number, at } = await head;
      while ((checkpoint.get() ?? 0) < number) await sleep(LOOK_EVERY_MS);
      times.push(performance.now() - at);
      await sent;
      await sleep(BETWEEN_BLOCKS_MS);
    }
    told.close();
    reader.close();
    return summarize(times.slice(WARM_UP));
  } finally {
    child.disconnect();
    await anvil.stop();
    scratch.dispose();
  }
}

/** A transaction of so many events: the credential of one participant changes over and over. */
function busyBlock(registry: Registry) {
  const args = [1, `0x${"c0".repeat(32)}`];
  const call = registry.call(registry.registrar, "Participants", "updateCredential", args);
  return registry.multicall(Array.from({ length: EVENTS_A_BLOCK }, () => call));
}

interface Head {
  readonly number: number;
  readonly at: number;
}

/** Has the node tell of new blocks. */
async function tellOfHeads(url: string): Promise<{ next(): Promise<Head>; close(): void }> {
  const socket = new WebSocket(url);
  await new Promise((resolve) => {
    socket.addEventListener("open", resolve);
  });
  let hear: (head: Head) => void = () => {};
  const subscribed = new Promise<void>((resolve) => {
    socket.addEventListener("message", ({ data }) => {
      const at = performance.now();
      const { params } = JSON.parse(String(data)) as { params?: { result: { number: string } } };
      if (params === undefined) resolve();
      else hear({ number: Number(params.result.number), at });
    });
  });
  const method = "eth_subscribe";
  socket.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: ["newHeads"] }));
  await subscribed;
  return {
    next: () =>
      new Promise((resolve) => {
        hear = resolve;
      }),
    close: () => socket.close(),
  };
}

function summarize(times: readonly number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number(
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1),
    );
  return { blocks: sorted.length, median: at(0.5), p99: at(0.99), most: at(1) };
}
