import { expect } from "chai";
import fc from "fast-check";

import { BufferPool } from "../../indexer/src/chain/bufferPool.ts";
import type { RawLog } from "../../indexer/src/chain/log.ts";
import { LogCursor } from "../../indexer/src/chain/log.ts";
import { readAnswers } from "../../indexer/src/chain/logAnswers.ts";
import { LogList } from "../../indexer/src/chain/logList.ts";
import { TransportError } from "../../indexer/src/chain/transport.ts";

const hex = (bytes: number) => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map(hexOf);
const quantity = fc.nat(2 ** 31).map((number) => `0x${number.toString(16)}`);
const ours = fc.record({
  address: hex(20),
  topics: fc.array(hex(32), { maxLength: 4 }),
  data: fc.array(fc.oneof(fc.constant(0), fc.nat(255)), { maxLength: 200 }).map(hexOf),
  blockNumber: quantity,
  blockHash: hex(32),
  blockTimestamp: fc.oneof(quantity, fc.constant(null)),
  transactionHash: hex(32),
  transactionIndex: quantity,
  logIndex: quantity,
  removed: fc.boolean(),
});
const optional = fc.subarray(["blockTimestamp", "removed"]);
/** What a node may say of a log besides: names as long as ours among them. */
const others = fc.dictionary(
  fc.oneof(fc.constantFrom("type", "status", "blockhash", "__proto__"), fc.string()),
  fc.jsonValue(),
  { maxKeys: 3 },
);
const REQUIRED = [
  "address",
  "topics",
  "data",
  "blockNumber",
  "blockHash",
  "transactionHash",
  "transactionIndex",
  "logIndex",
];

const OF_ANY_LENGTH = ["data", "blockNumber", "transactionIndex", "logIndex"];

describe("logs among a node's answers", () => {
  it("are what they are in JSON, whatever comes in whichever order and between whichever spaces", () => {
    const log = fc
      .tuple(ours, optional, others)
      .map(([members, left, more]) => ({ ...more, ...without(members, left) }))
      .chain(shuffled);
    const answers = fc.array(log, { maxLength: 20 }).chain((result) =>
      fc.tuple(
        fc.constant(result),
        shuffled({ jsonrpc: "2.0", id: 0, result }),
        shuffled({
          jsonrpc: "2.0",
          id: 1,
          result: [{ number: "0x1", list: [[], {}, -1.5e3, '\\"'] }],
        }),
      ),
    );
    fc.assert(
      fc.property(answers, fc.constantFrom("", " ", "\t", "\r\n"), ([logs, ...both], space) => {
        const text = JSON.stringify(both, null, space);
        const [first, second] = read(text) as unknown as { id: number; result: unknown }[];
        expect(first?.id).to.equal(0);
        expect(logsIn(first?.result)).to.deep.equal(logs.map(toRaw));
        expect(second).to.deep.equal(both[1]);
      }),
    );
  });

  it("are of blocks as they came, which say where one is out of place", () => {
    const hash = fc.constantFrom(hexOfLength(32), hexOf(Buffer.alloc(32)));
    const few = fc.record({
      blockNumber: fc.constantFrom("0x7", "0x8"),
      blockHash: hash,
      transactionHash: hash,
      transactionIndex: fc.constantFrom("0x5", "0x6"),
      logIndex: fc.constantFrom("0x0", "0x1", "0x2"),
    });
    const log = fc.tuple(ours, few).map(([one, other]) => ({ ...one, ...other }));
    fc.assert(
      fc.property(fc.array(log, { maxLength: 20 }), (logs) => {
        const blocks: (typeof logs)[] = [];
        for (const log of logs) {
          const last = blocks.at(-1)?.[0];
          const { blockNumber, blockHash } = log;
          if (last?.blockNumber === blockNumber && last.blockHash === blockHash)
            blocks.at(-1)?.push(log);
          else blocks.push([log]);
        }
        const list = listOf(logs);
        for (const [index, block] of blocks.entries()) {
          expect(list.blocks[index]).to.deep.include(blockOf(block));
        }
        expect(list.blocks.length).to.equal(blocks.length);
        expect(list.length).to.equal(logs.length);
        const isInPlace = list.blocks.every(({ misplaced }) => misplaced === undefined);
        if (isInPlace) expect(logsIn(list)).to.deep.equal(logs.map(toRaw));
      }),
    );
  });

  it("are refused where one lacks what it must have, or has it as something else", () => {
    const others = fc.constantFrom(undefined, null, 7, "", "0x", "12", true, [], {}, ["0x12"]);
    const wrong = fc.oneof(others, fc.constantFrom(19, 21, 31, 33).map(hexOfLength));
    fc.assert(
      fc.property(ours, fc.constantFrom(...REQUIRED), wrong, (log, name, value) => {
        const isHex = typeof value === "string" && value.startsWith("0x");
        const isNone = name === "topics" && JSON.stringify(value) === "[]";
        fc.pre(!isNone && !(isHex && OF_ANY_LENGTH.includes(name)));
        const text = JSON.stringify({ id: 0, result: [{ ...log, [name]: value }] });
        expect(() => read(text)).to.throw(TransportError, "the answer is no JSON with logs");
      }),
    );
  });

  it("are refused wherever an answer is cut off", () => {
    const [log] = fc.sample(ours, { seed: 1, numRuns: 1 });
    const text = JSON.stringify([{ id: 0, result: [log, log] }]);
    for (let length = 0; length < text.length; length++) {
      expect(() => read(text.slice(0, length)), String(length)).to.throw(TransportError);
    }
  });

  it("are refused, or read, and nothing else, whatever byte is another", () => {
    const [log] = fc.sample(ours, { seed: 1, numRuns: 1 });
    const text = JSON.stringify([{ id: 0, result: [log, log] }]);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(text);
        bytes[at] = byte;
        try {
          for (const answer of [readAnswers(bytes, isOfLogs, new BufferPool())].flat()) {
            if (answer.result instanceof LogList) logsIn(answer.result);
          }
        } catch (error) {
          expect(error).to.be.an.instanceof(TransportError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("are refused where what should be hex is not", () => {
    const [sample] = fc.sample(ours, { seed: 2, numRuns: 1 });
    const topics = Array.from({ length: 4 }, () => hexOfLength(32));
    const log = { ...sample, topics, data: hexOfLength(40), blockTimestamp: "0x7" };
    const text = JSON.stringify([{ id: 0, result: [log] }]);
    const hex = [...text.matchAll(/0x[0-9a-f]+/g)];
    const digits = hex.flatMap(({ 0: { length }, index }) =>
      Array.from({ length: length - 2 }, (_, digit) => index + 2 + digit),
    );
    expect(digits.length).to.be.above(300);
    const others = fc.constantFrom(..."/:@G`gx -.\u007f");
    fc.assert(
      fc.property(fc.constantFrom(...digits), others, (at, other) => {
        const spoilt = text.slice(0, at) + other + text.slice(at + 1);
        expect(() => read(spoilt)).to.throw(TransportError, "the answer is no JSON with logs");
      }),
      { numRuns: 2000 },
    );
    const refused: [string, unknown][] = [
      ["data", "0x123"],
      ["logIndex", "0x"],
      ["logIndex", "0x100000000"],
      ["blockNumber", "0x20000000000000"],
      ["transactionIndex", "0xffffffffffffffff"],
    ];
    for (const [name, value] of refused) {
      const answer = JSON.stringify({ id: 0, result: [{ ...log, [name]: value }] });
      expect(() => read(answer), `${name} ${String(value)}`).to.throw(TransportError);
    }
  });

  it("are the same in capitals", () => {
    fc.assert(
      fc.property(ours, (log) => {
        const text = JSON.stringify(log).replaceAll(
          /0x([0-9a-f]*)/g,
          (_, digits: string) => `0x${digits.toUpperCase()}`,
        );
        expect(logsIn(listOf([JSON.parse(text) as object]))).to.deep.equal([toRaw(log)]);
      }),
    );
  });

  it("hold one buffer, however many lists there are, until each is released", () => {
    const [log] = fc.sample(ours, { seed: 1, numRuns: 1 });
    const answer = { id: 0, result: [log] };
    const pool = new CountingPool();
    const none = Array.from({ length: 100 }, () => ({ id: 0, result: [] }));
    const text = JSON.stringify([answer, answer, ...none, { id: 1, result: [] }]);
    const bytes = Buffer.from(text.replace('"result":[]', '"result":[],"result":[]'));
    const lists = (readAnswers(bytes, isOfLogs, pool) as { result?: unknown }[])
      .map(({ result }) => result)
      .filter((result) => result instanceof LogList);
    bytes.fill(0);
    expect(lists.length).to.equal(102);
    expect(pool.held).to.equal(1);
    const [first, second, ...others] = lists;
    for (const list of others) list.release();
    first?.release();
    first?.release();
    expect(pool.held).to.equal(1);
    expect(logsIn(second)).to.deep.equal([toRaw(log as object)]);
    second?.release();
    expect(pool.held).to.equal(0);
  });

  it("hold nothing where there are none", () => {
    const [log] = fc.sample(ours, { seed: 1, numRuns: 1 });
    const half = JSON.stringify([
      { id: 0, result: [log] },
      { id: 0, result: [log, {}] },
    ]);
    for (const text of ["[]", '{"id":1,"result":[]}', '{"id":0,"result":[{}]}', "nonsense", half]) {
      const pool = new CountingPool();
      try {
        readAnswers(Buffer.from(text), isOfLogs, pool);
      } catch {
        expect(text).to.match(/\{\}|nonsense/);
      }
      expect(pool.held, text).to.equal(0);
    }
  });

  it("are no list of logs where nobody asked for any, or the node says why not", () => {
    const error = { code: -32005, message: "too many results" };
    const answers = [
      { id: 0, error },
      { id: 1, result: [{ address: "0x" }] },
      { id: 0, result: null },
    ];
    expect(read(JSON.stringify(answers))).to.deep.equal(answers);
    expect(read(JSON.stringify({ id: null, error }))).to.deep.equal({ id: null, error });
  });
});

/** Its buffers hold what another answer left in them. */
class UsedPool extends BufferPool {
  override acquire(bytes: number): Buffer<ArrayBuffer> {
    return super.acquire(bytes).fill(0xee);
  }
}

class CountingPool extends BufferPool {
  held = 0;

  override acquire(bytes: number): Buffer<ArrayBuffer> {
    this.held++;
    return super.acquire(bytes);
  }

  override release(buffer: Buffer<ArrayBuffer>): void {
    this.held--;
    super.release(buffer);
  }
}

function read(text: string) {
  return readAnswers(Buffer.from(text), isOfLogs, new UsedPool());
}

function isOfLogs(id: unknown): boolean {
  return id === 0;
}

function listOf(logs: readonly object[]): LogList {
  const answer = read(JSON.stringify({ id: 0, result: logs })) as { result?: unknown };
  return answer.result as LogList;
}

/** All of a list, as nodes give them. */
function logsIn(result: unknown): RawLog[] {
  return (result as LogList).blocks.flatMap(({ number, hash, logs }) => {
    const log = new LogCursor(logs.records);
    const part = (start: number, end: number) => hexOf(log.bytes.subarray(start, end));
    const told = logs.transactions.flatMap((transaction) =>
      Array.from({ length: transaction.logs }, () => {
        log.next();
        return {
          address: part(log.addressAt, log.addressAt + 20),
          topics: Array.from({ length: log.topics }, (_, topic) =>
            part(log.topicsAt + topic * 32, log.topicsAt + topic * 32 + 32),
          ),
          data: part(log.dataAt, log.end),
          blockNumber: quantityOf(number),
          blockHash: hash,
          transactionHash: hexOf(transaction.hash),
          transactionIndex: quantityOf(transaction.index),
          logIndex: quantityOf(log.logIndex),
        };
      }),
    );
    expect(told.length).to.equal(logs.length);
    expect(log.end).to.equal(logs.records.length);
    return told;
  });
}

/** What is told of logs of one block that came one after the other. */
function blockOf(logs: readonly (typeof ours extends fc.Arbitrary<infer Log> ? Log : never)[]) {
  const [{ blockNumber, blockHash, blockTimestamp }] = logs as [(typeof logs)[number]];
  const wrong = logs.find((log, place) => {
    const before = logs[place - 1];
    if (log.removed || before === undefined) return log.removed;
    if (Number(log.logIndex) <= Number(before.logIndex)) return true;
    const steps = Number(log.transactionIndex) - Number(before.transactionIndex);
    return log.transactionHash === before.transactionHash ? steps !== 0 : steps <= 0;
  });
  return {
    number: Number(blockNumber),
    hash: blockHash,
    timestamp: blockTimestamp === null ? undefined : Number(blockTimestamp),
    misplaced: wrong && Number(wrong.logIndex),
  };
}

function quantityOf(number: number): string {
  return `0x${number.toString(16)}`;
}

/** What is told of a log when its turn comes. */
function toRaw(log: object): object {
  return Object.fromEntries(Object.entries(log).filter(([name]) => REQUIRED.includes(name)));
}

function without(members: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}

/** The same members in any order. */
function shuffled(members: object): fc.Arbitrary<object> {
  const entries = Object.entries(members);
  return fc
    .shuffledSubarray(entries, { minLength: entries.length })
    .map((order) => Object.fromEntries(order));
}

function hexOfLength(bytes: number): string {
  return `0x${"ab".repeat(bytes)}`;
}

function hexOf(bytes: Uint8Array | number[]): string {
  return `0x${Buffer.from(bytes).toString("hex")}`;
}
