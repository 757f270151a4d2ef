/**
 * The least that indexing can be: fetch all logs, some 10,000 at a time, parse them, and insert each as it
 * is. One thing after the other, without decoding, projecting, checking, indexes or resuming.
 */
import { statSync } from "node:fs";
import http from "node:http";
import path from "node:path";

import Database from "better-sqlite3";

import type { RawLog } from "../../indexer/src/chain/log.ts";
import type { Task } from "./measure.ts";
import { reportTo } from "./measure.ts";

const MOST_BLOCKS = 100;
const ROWS = 10_000;

reportTo(process, async ({ rpc, deployment, folder }: Task) => {
  const file = path.join(folder, "floor.sqlite");
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.exec(`CREATE TABLE logs (
    block INTEGER, log_index INTEGER, tx_hash TEXT, address TEXT, topics TEXT, data TEXT
  )`);
  const insert = database.prepare("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?)");
  const agent = new http.Agent({ keepAlive: true });
  const head = Number(await call<string>(rpc, agent, "eth_blockNumber", []));
  const address = Object.values(deployment.contracts);

  let events = 0;
  let rows: RawLog[] = [];
  const write = database.transaction(() => {
    for (const { blockNumber, logIndex, transactionHash, address, topics, data } of rows) {
      const place = [Number(blockNumber), Number(logIndex), transactionHash];
      insert.run(...place, address, topics.join(), data);
    }
    events += rows.length;
    rows = [];
  });
  let blocks = 1;
  for (let from = 1; from <= head;) {
    const range = { fromBlock: hex(from), toBlock: hex(Math.min(head, from + blocks - 1)) };
    const logs = await call<RawLog[]>(rpc, agent, "eth_getLogs", [{ address, ...range }]);
    rows = rows.length === 0 ? logs : rows.concat(logs);
    if (rows.length >= ROWS) write();
    from += blocks;
    const fitting = Math.floor((ROWS * blocks) / Math.max(1, logs.length));
    blocks = Math.min(MOST_BLOCKS, blocks * 2, Math.max(1, fitting));
  }
  write();
  agent.destroy();
  database.close();
  return { events, databaseBytes: statSync(file).size };
});

function call<Result>(
  url: string,
  agent: http.Agent,
  method: string,
  params: unknown[],
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const request = http.request(url, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const answer = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { result: Result };
        resolve(answer.result);
      });
    });
    request.on("error", reject);
    request.end(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
  });
}

function hex(number: number): string {
  return `0x${number.toString(16)}`;
}
