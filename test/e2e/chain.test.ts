import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { expect } from "chai";

import { startAnvil } from "../../scripts/chain/anvil.ts";
import { startChain } from "../../scripts/chain/chain.ts";
import { isPortFree } from "../../scripts/chain/port.ts";
import { callNode, readBlock, readHead } from "../../scripts/chain/rpc.ts";
import { SavedChain } from "../../scripts/chain/savedChain.ts";
import { devSigner } from "../../sdk/src/index.ts";
import { freePort, temporaryFolder } from "./places.ts";

const GENESIS = 1_700_000_000;
/** Emits one log each time it is called: LOG1(0, 0, 1). */
const LOGGER = "0x67600160006000a10060005260086018f3";

describe("embedded chain", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let port: number;
  let starts: number;
  beforeEach(async () => {
    starts = 0;
    folder = temporaryFolder();
    port = await freePort();
  });
  afterEach(() => folder.remove());

  // Every start of the main job asks for another genesis; only the first of a chain gets its wish.
  const start = () => startChain({ folder: folder.path, port, genesisTime: GENESIS + starts++ });

  it("keeps blocks, transactions, receipts and logs, and the time, over a restart", async () => {
    const first = await start();
    const { rpc } = first.ready;
    expect(first.ready.resumed).to.equal(false);
    const contract = await deployLogger(rpc);
    await callNode(rpc, "evm_setTime", GENESIS + 20 * 86_400);
    const receipt = await send(rpc, { to: contract });
    const before = await wholeChain(rpc);
    expect(before.genesis).to.include({ number: 0, time: GENESIS });
    expect(before.logs).to.have.length(1);
    await first.stop();
    expect(await isPortFree(port)).to.equal(true);

    const second = await start();
    try {
      expect(second.ready.resumed).to.equal(true);
      expect(await wholeChain(rpc)).to.eql(before);
      expect(await callNode(rpc, "eth_getTransactionReceipt", receipt.transactionHash)).to.eql(
        receipt,
      );
      await send(rpc, { to: contract });
      const head = await readHead(rpc);
      expect(head.number).to.equal(before.head.number + 1);
      expect(head.time - before.head.time).to.be.within(0, 10);
    } finally {
      await second.stop();
    }
  });

  it("is saved as of one block, though blocks are made meanwhile", async () => {
    const anvil = await startAnvil({ port, genesisTime: GENESIS });
    const ending = new AbortController();
    try {
      const saved = new SavedChain(folder.path);
      const [from = ""] = await callNode<string[]>(anvil.rpc, "eth_accounts");
      const sent = (async () => {
        let count = 0;
        for (; !ending.signal.aborted; count++)
          await callNode(anvil.rpc, "eth_sendTransactionSync", { from, to: from });
        return count;
      })();
      for (let time = 1; time <= 40; time++) {
        await saved.save(anvil.rpc);
        const { blocks, accounts } = JSON.parse(readFileSync(saved.file, "utf8")) as {
          blocks: { transactions: unknown[] }[];
          accounts: Record<string, { nonce: number }>;
        };
        const transactions = blocks.flatMap((block) => block.transactions);
        expect(accounts[from]?.nonce, `saving ${time}`).to.equal(transactions.length);
      }
      ending.abort();
      const nonce = await callNode<string>(anvil.rpc, "eth_getTransactionCount", from, "latest");
      expect(Number(nonce)).to.be.within(40, await sent);
    } finally {
      ending.abort();
      anvil.process.kill();
    }
  });

  it("has the same block 0 for its whole life, and only one", async () => {
    const genesis = async () => {
      const chain = await start();
      const block = await readBlock(chain.ready.rpc, 0);
      await callNode(chain.ready.rpc, "anvil_mine", 1);
      await chain.stop();
      return block?.hash;
    };
    const first = await genesis();
    expect([await genesis(), await genesis()]).to.eql([first, first]);
    const { blocks } = savedChain(folder.path);
    expect(blocks.filter(({ header }) => Number(header.number) === 0)).to.have.length(1);
  });

  it("is saved and ends when the process that started it is killed", async () => {
    const program = path.join(folder.path, "parent.mts");
    const source = `
      import { startChain } from ${url("../../scripts/chain/chain.ts")};
      import { callNode } from ${url("../../scripts/chain/rpc.ts")};
      const options = ${JSON.stringify({ folder: folder.path, port, genesisTime: GENESIS })};
      const { ready } = await startChain(options);
      await callNode(ready.rpc, "anvil_mine", 5);
      process.kill(process.pid, "SIGKILL");`;
    writeFileSync(program, source);
    const parent = spawn(process.execPath, [program]);
    const [, signal] = (await once(parent, "exit")) as [number | null, string | null];
    expect(signal).to.equal("SIGKILL");

    // It waits for the keeper that is still saving.
    const chain = await start();
    try {
      expect((await readHead(chain.ready.rpc)).number).to.equal(5);
    } finally {
      await chain.stop();
    }
  });

  it("ends the node when its keeper is killed, and goes on from what was saved last", async () => {
    const chain = await start();
    const { rpc } = chain.ready;
    await callNode(rpc, "anvil_mine", 3);
    await until(() => savedChain(folder.path).blocks.length === 4);
    await callNode(rpc, "anvil_mine", 1);
    process.kill(chain.pid, "SIGKILL");
    expect(await chain.lost).to.match(/keeper\.ts ended unexpectedly \(SIGKILL\)/);
    await until(() => isPortFree(port));

    const again = await start();
    try {
      expect((await readHead(rpc)).number).to.be.within(3, 4);
    } finally {
      await again.stop();
    }
  });

  it("tells when its node has ended", async () => {
    const chain = await start();
    process.kill(chain.ready.node, "SIGKILL");
    expect(await chain.lost).to.match(/The chain node ended \(SIGKILL\)/);
  });

  it("says which port is taken, and which variable sets another", async () => {
    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    try {
      expect(await failureOf(start())).to.equal(
        `Port ${port} is in use by another program, and the chain needs it. ` +
          `Choose another port: RPC_PORT=${port + 1} npm start`,
      );
    } finally {
      other.close();
    }
  });

  it("says what to do about a saved chain that cannot be read", async () => {
    await (await start()).stop();
    writeFileSync(path.join(folder.path, "state.json"), '{"block":');
    expect(await failureOf(start())).to.match(/state\.json cannot be read .* npm start -- --fresh/);
  });
});

async function deployLogger(rpc: string): Promise<string> {
  return (await send(rpc, { data: LOGGER })).contractAddress;
}

interface Receipt {
  readonly transactionHash: string;
  readonly contractAddress: string;
}

async function send(rpc: string, transaction: object): Promise<Receipt> {
  const from = devSigner(0).address;
  const hash = await callNode<string>(rpc, "eth_sendTransaction", { from, ...transaction });
  let receipt: Receipt | null = null;
  await until(async () => {
    receipt = await callNode<Receipt | null>(rpc, "eth_getTransactionReceipt", hash);
    return receipt !== null;
  });
  return receipt as unknown as Receipt;
}

async function wholeChain(rpc: string) {
  const logs = await callNode<object[]>(rpc, "eth_getLogs", { fromBlock: "0x0" });
  return { genesis: await readBlock(rpc, 0), head: await readHead(rpc), logs };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

function savedChain(folder: string) {
  const json = readFileSync(path.join(folder, "state.json"), "utf8");
  return JSON.parse(json) as { blocks: { header: { number: string } }[] };
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("It did not fail");
}

function url(file: string): string {
  return JSON.stringify(pathToFileURL(path.join(import.meta.dirname, file)));
}
