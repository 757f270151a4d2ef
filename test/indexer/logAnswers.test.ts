import { expect } from "chai";
import fc from "fast-check";

import type { RawLog } from "../../indexer/src/chain/log.ts";
import { readAnswers } from "../../indexer/src/chain/logAnswers.ts";
import { LogList } from "../../indexer/src/chain/logList.ts";
import { TransportError } from "../../indexer/src/chain/transport.ts";

const hex = (bytes: number) => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map(hexOf);
const quantity = fc.nat(2 ** 31).map((number) => `0x${number.toString(16)}`);
const ours = fc.record({
  address: hex(20),
  topics: fc.array(hex(32), { maxLength: 4 }),
  data: fc.uint8Array({ maxLength: 200 }).map(hexOf),
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
        expect(logsOf(first?.result)).to.deep.equal(logs.map(toRaw));
        expect(second).to.deep.equal(both[1]);
      }),
    );
  });

  it("say where they stand without being made", () => {
    fc.assert(
      fc.property(fc.array(ours, { minLength: 1, maxLength: 20 }), (logs) => {
        const list = listOf(logs);
        for (const [index, log] of logs.entries()) {
          expect(list.block(index)).to.equal(Number(log.blockNumber));
          expect(list.logIndex(index)).to.equal(Number(log.logIndex));
          expect(list.blockHash(index)).to.equal(log.blockHash);
          const time = log.blockTimestamp === null ? undefined : Number(log.blockTimestamp);
          expect(list.blockTime(index)).to.equal(time);
          expect(list.isRemoved(index)).to.equal(log.removed);
          expect(list.areOfOneBlock(index, 0)).to.equal(log.blockHash === logs[0]?.blockHash);
        }
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
          for (const answer of [readAnswers(bytes, isOfLogs, () => {})].flat()) {
            if (answer.result instanceof LogList) logsOf(answer.result);
          }
        } catch (error) {
          expect(error).to.be.an.instanceof(TransportError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("hold their bytes until each list is released", () => {
    const [log] = fc.sample(ours, { seed: 1, numRuns: 1 });
    const answer = { id: 0, result: [log] };
    let released = 0;
    const release = () => released++;
    const bytes = Buffer.from(JSON.stringify([answer, answer, { id: 1, result: [] }]));
    const [first, second] = (readAnswers(bytes, isOfLogs, release) as { result?: unknown }[]).map(
      ({ result }) => result as LogList,
    );
    first?.release();
    first?.release();
    expect(released).to.equal(0);
    expect(logsOf(second)).to.deep.equal([toRaw(log as object)]);
    second?.release();
    expect(released).to.equal(1);
    expect(() => logsOf(second)).to.throw("released");
  });

  it("hold nothing where there are none", () => {
    for (const text of ["[]", '{"id":1,"result":[]}', '{"id":0,"result":[{}]}', "nonsense"]) {
      let released = 0;
      try {
        readAnswers(Buffer.from(text), isOfLogs, () => released++);
      } catch {
        expect(text).to.match(/\{\}|nonsense/);
      }
      expect(released, text).to.equal(1);
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

function read(text: string) {
  return readAnswers(Buffer.from(text), isOfLogs, () => {});
}

function isOfLogs(id: unknown): boolean {
  return id === 0;
}

function listOf(logs: readonly object[]): LogList {
  const answer = read(JSON.stringify({ id: 0, result: logs })) as { result?: unknown };
  return answer.result as LogList;
}

/** All of a list, as if each were of a block of its own. */
function logsOf(result: unknown): RawLog[] {
  const list = result as LogList;
  return Array.from({ length: list.length }, (_, log) => [...list.ofBlock(log, log + 1)]).flat();
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

function hexOf(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes).toString("hex")}`;
}
