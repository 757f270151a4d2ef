import { expect } from "chai";
import { isHexString } from "ethers";
import fc from "fast-check";

import type { RpcBlock, RpcLog, RpcReceipt } from "../../indexer/src/proof/index.ts";
import { BlockProofError, proveBlock } from "../../indexer/src/proof/index.ts";
import type { Chain, Told } from "./fixture/chain.ts";
import { startChain } from "./fixture/chain.ts";
import { placeEmitters } from "./fixture/emitter.ts";
import { fitBlooms } from "./fixture/lie.ts";
import { mineEveryType, mixed } from "./fixture/told.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Log = Writable<RpcLog> & { topics: string[] };
type Receipt = Writable<RpcReceipt> & { logs: Log[] };
interface Draft {
  readonly block: Writable<RpcBlock> & { transactions: string[] };
  readonly receipts: Receipt[];
}

const HEADER_FIELDS = [
  ["hash", "parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot"],
  ["logsBloom", "difficulty", "number", "gasLimit", "gasUsed", "timestamp", "extraData", "mixHash"],
  ["nonce", "baseFeePerGas", "withdrawalsRoot", "blobGasUsed", "excessBlobGas"],
  ["parentBeaconBlockRoot", "requestsHash"],
].flat();
const RECEIPT_FIELDS = ["type", "status", "cumulativeGasUsed", "logsBloom", "blockHash"];
const LOG_FIELDS = ["address", "topic", "data"];
const LISTS = ["receipts", "transactions", "logs", "topics"] as const;

/** What is changed: where there are several, the one with that number, counted round. */
const place = fc.record({ receipt: fc.nat(99), log: fc.nat(99), topic: fc.nat(3) });
/** How a text is changed. */
const spoiling = fc.record({
  way: fc.constantFrom("digit", "longer", "shorter", "byteMore", "byteLess", "gone"),
  digit: fc.nat(600),
  by: fc.integer({ min: 1, max: 15 }),
});

const inLog = fc.record({ field: fc.constantFrom(...LOG_FIELDS), place, spoiling });
const inText = fc.oneof(
  fc.record({
    field: fc.constantFrom(...HEADER_FIELDS.map((name) => `header ${name}`)),
    place,
    spoiling,
  }),
  fc.record({
    field: fc.constantFrom(...RECEIPT_FIELDS.map((name) => `receipt ${name}`)),
    place,
    spoiling,
  }),
  inLog,
);
const inList = fc.record({
  list: fc.constantFrom(...LISTS),
  how: fc.constantFrom("drop" as const, "double" as const, "swap" as const),
  item: fc.nat(99),
  place,
});

type Place = typeof place extends fc.Arbitrary<infer T> ? T : never;
type Spoiling = typeof spoiling extends fc.Arbitrary<infer T> ? T : never;
type TextMutation = typeof inLog extends fc.Arbitrary<infer T> ? T : never;
type ListMutation = typeof inList extends fc.Arbitrary<infer T> ? T : never;

describe("any change of what a node says of a block", () => {
  const truths: Told[] = [];
  let chain: Chain;

  before(async function () {
    this.timeout(90_000);
    chain = await startChain("prague");
    await placeEmitters(chain);
    const told = [await chain.mine(mixed(chain, 3)), await mineEveryType(chain)];
    truths.push(...told.map(bare), bare(await chain.mine(mixed(chain, 18))));
  });

  after(() => chain.stop());

  it("is caught", () => {
    fc.assert(
      fc.property(fc.oneof(inText, inList), (mutation) => {
        for (const truth of truths) expectCaught(mutated(truth, mutation));
      }),
      { numRuns: 3000 },
    );
  }).timeout(120_000);

  it("is caught when the bloom filters are made to fit it", () => {
    fc.assert(
      fc.property(fc.oneof(inLog, inList), (mutation) => {
        for (const truth of truths) {
          const lie = mutated(truth, mutation);
          expectCaught(lie && hasBlooms(lie) ? fitBlooms(lie) : lie);
        }
      }),
      { numRuns: 1000 },
    );
  }).timeout(120_000);
});

function expectCaught(lie: Told | undefined): void {
  if (lie === undefined) return;
  expect(() => proveBlock(lie.block, lie.receipts)).to.throw(BlockProofError);
}

/** With nothing in logs that is not in their receipts' hash. */
function bare({ block, receipts }: Told): Told {
  const strip = ({ address, topics, data }: RpcLog) => ({ address, topics, data });
  return {
    block,
    receipts: receipts.map(({ logs, ...rest }) => ({ ...rest, logs: logs.map(strip) })),
  };
}

/** A copy with the change made; undefined if there is nothing of the kind, or it stays the same. */
function mutated(told: Told, mutation: TextMutation | ListMutation): Told | undefined {
  const draft = structuredClone(told) as Draft;
  const { receipt, log } = pick(draft, mutation.place);
  if ("list" in mutation) {
    const { logs } = receipt;
    const { topics } = log;
    const lists = { ...draft, transactions: draft.block.transactions, logs, topics };
    return shuffle(lists[mutation.list], mutation) ? draft : undefined;
  }
  const [kind, name] = mutation.field.split(" ") as [string, string];
  const { topic } = mutation.place;
  const targets: Record<string, [object, string | number]> = {
    header: [draft.block, name],
    receipt: [receipt, name],
    address: [log, "address"],
    data: [log, "data"],
    topic: [log.topics, topic % (log.topics.length || 1)],
  };
  const [target, key] = targets[kind] as [Record<string | number, unknown>, string | number];
  return spoil(target, key, mutation.spoiling) ? draft : undefined;
}

function pick({ receipts }: Draft, place: Place): { receipt: Receipt; log: Log } {
  const talkative = receipts.filter(({ logs }) => logs.length > 0);
  const receipt = talkative[place.receipt % talkative.length] as Receipt;
  return { receipt, log: receipt.logs[place.log % receipt.logs.length] as Log };
}

function spoil(
  target: Record<string | number, unknown>,
  key: string | number,
  { way, digit, by }: Spoiling,
): boolean {
  const value = target[key];
  if (typeof value !== "string") return false;
  const digits = value.slice(2);
  const at = digit % (digits.length || 1);
  const other = ((Number.parseInt(digits[at] ?? "0", 16) + by) % 16).toString(16);
  const ways: Record<string, string> = {
    digit: digits.slice(0, at) + other + digits.slice(at + 1),
    longer: digits + other,
    shorter: digits.slice(0, -1),
    byteMore: `${digits}00`,
    byteLess: digits.slice(2),
  };
  const spoilt = way === "gone" ? null : `0x${ways[way]}`;
  // Numbers, which are short, may be written in several ways, and no type is type 0.
  const sameNumber = value.length < 18 && Number(value) === Number(spoilt ?? "none");
  if (value === spoilt || sameNumber || (key === "type" && spoilt === null && value === "0x0")) {
    return false;
  }
  target[key] = spoilt;
  return true;
}

function shuffle(list: unknown[], { how, item }: ListMutation): boolean {
  if (list.length === 0) return false;
  const at = item % list.length;
  const next = (at + 1) % list.length;
  if (how === "drop") list.splice(at, 1);
  else if (how === "double") list.splice(at, 0, list[at]);
  else if (JSON.stringify(list[at]) === JSON.stringify(list[next])) return false;
  else [list[at], list[next]] = [list[next], list[at]];
  return true;
}

function hasBlooms({ receipts }: Told): boolean {
  return receipts.every(({ logs }) =>
    logs.every(({ address, topics }) =>
      [address, ...topics].every((value) => isHexString(value, true)),
    ),
  );
}
