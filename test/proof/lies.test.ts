import { expect } from "chai";

import type {
  BlockProofCode,
  BlockProofDetails,
  RpcBlock,
  RpcLog,
  RpcReceipt,
} from "../../indexer/src/proof/index.ts";
import { BlockProofError, proveBlock } from "../../indexer/src/proof/index.ts";
import type { Chain, Told } from "./fixture/chain.ts";
import { startChain } from "./fixture/chain.ts";
import { placeEmitters } from "./fixture/emitter.ts";
import {
  fitBlooms,
  fitHash,
  fitRoots,
  withHeader,
  withLog,
  withLogs,
  withReceipt,
} from "./fixture/lie.ts";
import { mixed } from "./fixture/told.ts";

/** Index of a receipt with three logs of two topics each, and of one without. */
const TALKATIVE = 7;
const SILENT = 3;
const OTHER = `0x${"ee".repeat(20)}`;
const INVENTED: RpcLog = { address: OTHER, topics: [`0x${"07".repeat(32)}`], data: "0x" };

describe("a node that lies about a block", () => {
  let chain: Chain;
  let truth: Told;
  let other: Told;

  before(async function () {
    this.timeout(30_000);
    chain = await startChain("cancun");
    await placeEmitters(chain);
    other = await chain.mine(mixed(chain, 25).slice(5));
    truth = await chain.mine(mixed(chain, 20));
    expect(proveBlock(truth.block, truth.receipts).logs).to.have.length.greaterThan(10);
    expect(truth.receipts[TALKATIVE]?.logs).to.have.length(3);
    expect(truth.receipts[SILENT]).to.deep.include({ status: "0x0", logs: [] });
  });

  after(() => chain.stop());

  function caught(lie: Told, code: BlockProofCode, details: BlockProofDetails = {}): void {
    const { number, hash } = lie.block;
    expect(() => proveBlock(lie.block, lie.receipts))
      .to.throw(BlockProofError, `Block ${Number(number)} (${hash}) is not proved: `)
      .that.satisfies((error: BlockProofError) => {
        expect(error.code, error.message).to.equal(code);
        expect(error.details).to.deep.include(details);
        return true;
      });
  }

  const LOG_LIES: Record<string, (told: Told) => Told> = {
    "omits a log": (told) => withLogs(told, TALKATIVE, (logs) => logs.slice(1)),
    "omits all logs of a transaction": (told) => withLogs(told, TALKATIVE, () => []),
    "invents a log": (told) => withLogs(told, TALKATIVE, (logs) => [...logs, INVENTED]),
    "invents a log where there is none": (told) => withLogs(told, SILENT, () => [INVENTED]),
    "doubles a log": (told) => withLogs(told, TALKATIVE, (logs) => [...logs, ...logs.slice(0, 1)]),
    "reorders logs": (told) => withLogs(told, TALKATIVE, (logs) => logs.toReversed()),
    "alters a log's data": (told) => withLog(told, TALKATIVE, 1, { data: "0x01" }),
    "alters a log's address": (told) => withLog(told, TALKATIVE, 1, { address: OTHER }),
    "alters a log's topics": (told) => withLog(told, TALKATIVE, 1, { topics: INVENTED.topics }),
    "omits a log's topics": (told) => withLog(told, TALKATIVE, 1, { topics: [] }),
    "moves a log to another transaction": (told) => {
      const [log, ...rest] = (told.receipts[TALKATIVE] as RpcReceipt).logs as [RpcLog];
      return withLogs(
        withLogs(told, TALKATIVE, () => rest),
        TALKATIVE + 1,
        (logs) => [...logs, log],
      );
    },
  };
  for (const [what, lie] of Object.entries(LOG_LIES)) {
    it(`and ${what} is caught, and again when it makes all the rest fit`, () => {
      const lying = fitBlooms(lie(truth));
      caught(lying, "RECEIPTS_ROOT", { claimed: truth.block.receiptsRoot });
      caught(fitRoots(lying), "HEADER_HASH", { claimed: truth.block.hash });
      // What then is left is another block, which is not the child of the one before, or its parent.
      const forged = fitHash(fitRoots(lying));
      expect(proveBlock(forged.block, forged.receipts).hash).not.to.equal(truth.block.hash);
    });
  }

  it("is told which receipt does not go with its bloom filter", () => {
    const omitted = withLogs(truth, TALKATIVE, (logs) => logs.slice(1));
    caught(omitted, "LOGS_BLOOM", { receipt: TALKATIVE });
    caught(
      withLogs(truth, SILENT, () => [INVENTED]),
      "LOGS_BLOOM",
      { receipt: SILENT },
    );
    const logsBloom = `0x${"0".repeat(511)}1`;
    caught(withReceipt(truth, SILENT, { logsBloom }), "LOGS_BLOOM", {
      receipt: SILENT,
      claimed: logsBloom,
      computed: `0x${"0".repeat(512)}`,
    });
  });

  it("in a header whose bloom filter leaves out a log is caught", () => {
    const logsBloom = `0x${"0".repeat(512)}`;
    caught(withHeader(truth, { logsBloom }), "HEADER_HASH");
    caught(fitHash(withHeader(truth, { logsBloom })), "LOGS_BLOOM", { claimed: logsBloom });
  });

  const receiptLies: Record<string, Partial<RpcReceipt>> = {
    "a transaction succeeded": { status: "0x1" },
    "nothing of the outcome but a state root": { status: null, root: `0x${"12".repeat(32)}` },
    "other gas was used": { cumulativeGasUsed: "0x1" },
    "a transaction is of another type": { type: "0x1" },
    "a transaction is of no type": { type: null },
  };
  for (const [what, said] of Object.entries(receiptLies)) {
    it(`and says that ${what} is caught`, () => {
      caught(withReceipt(truth, SILENT, said), "RECEIPTS_ROOT");
    });
  }

  it("and swaps receipts is caught, whatever they say of their places", () => {
    const [a, b] = [truth.receipts[1], truth.receipts[2]] as [RpcReceipt, RpcReceipt];
    const swapped = { ...truth, receipts: truth.receipts.with(1, b).with(2, a) };
    caught(swapped, "TRANSACTION_MISMATCH", {
      receipt: 1,
      field: "transactionIndex",
      claimed: "2",
      computed: "1",
    });
    const { transactionHash, transactionIndex } = a;
    const renamed = withReceipt(withReceipt(swapped, 1, { transactionHash, transactionIndex }), 2, {
      transactionHash: b.transactionHash,
      transactionIndex: b.transactionIndex,
    });
    caught(renamed, "RECEIPTS_ROOT");
  });

  it("and names another transaction is caught", () => {
    const transactionHash = `0x${"12".repeat(32)}`;
    caught(withReceipt(truth, 4, { transactionHash }), "TRANSACTION_MISMATCH", {
      receipt: 4,
      field: "transactionHash",
      claimed: transactionHash,
      computed: truth.block.transactions[4] as string,
    });
  });

  it("and leaves out a receipt, or adds one, is caught", () => {
    const details = { claimed: "19", computed: "20" };
    for (const missing of [0, 10, 19]) {
      const receipts = truth.receipts.toSpliced(missing, 1);
      caught({ ...truth, receipts }, "RECEIPT_COUNT", details);
    }
    caught({ ...truth, receipts: [] }, "RECEIPT_COUNT");
    const receipts = [...truth.receipts, ...truth.receipts.slice(0, 1)];
    caught({ ...truth, receipts }, "RECEIPT_COUNT", { claimed: "21", computed: "20" });
    // With the transaction left out, too, the receipts are again as many, but not all.
    const transactions = truth.block.transactions.slice(0, -1);
    const fewer = { ...withHeader(truth, { transactions }), receipts: truth.receipts.slice(0, -1) };
    caught(fewer, "RECEIPTS_ROOT");
    caught({ ...withHeader(truth, { transactions: [] }), receipts: [] }, "RECEIPTS_ROOT");
  });

  it("and gives another block's receipts is caught, whatever they say of their block", () => {
    caught({ ...truth, receipts: other.receipts }, "TRANSACTION_MISMATCH", {
      receipt: 0,
      field: "blockHash",
      claimed: other.block.hash,
      computed: truth.block.hash,
    });
    const { transactions } = other.block;
    const mixedUp = withHeader(truth, { transactions });
    const receipts = other.receipts.map((receipt) => ({ ...receipt, blockHash: truth.block.hash }));
    caught({ ...mixedUp, receipts }, "RECEIPTS_ROOT");
  });

  it("and alters any field of the header is caught", () => {
    const header = Object.keys(truth.block).filter(
      (name) =>
        !["size", "totalDifficulty", "transactions", "uncles", "withdrawals"].includes(name),
    );
    expect(header).to.have.length(21);
    for (const name of header as (keyof RpcBlock)[]) {
      const value = truth.block[name] as string;
      const last = value.endsWith("1") ? "2" : "1";
      const altered = value === "0x" ? "0x01" : value.slice(0, -1) + last;
      caught(withHeader(truth, { [name]: altered }), "HEADER_HASH");
    }
  });

  const malformed: Record<string, [BlockProofDetails, (told: Told) => Told]> = {
    "no receipts": [{ field: "receipts" }, (told) => ({ ...told, receipts: said(null) })],
    HTML: [{ field: "receipts" }, (told) => ({ ...told, receipts: said("<html>") })],
    "a receipt that is null": [
      { receipt: 2, field: "blockHash" },
      (told) => ({ ...told, receipts: told.receipts.with(2, said(null)) }),
    ],
    "no logs in a receipt": [
      { receipt: 2, field: "logs" },
      (told) => withReceipt(told, 2, { logs: said(undefined) }),
    ],
    "a log that is null": [
      { receipt: 2, field: "topics" },
      (told) => withLogs(told, 2, () => [said(null)]),
    ],
    "a topic that is too short": [
      { receipt: TALKATIVE, field: "topic" },
      (told) => withLog(told, TALKATIVE, 0, { topics: ["0x12"] }),
    ],
    "data that is no hex": [
      { receipt: TALKATIVE, field: "data" },
      (told) => withLog(told, TALKATIVE, 0, { data: "0x1g" }),
    ],
    "a number for a status": [
      { receipt: 2, field: "status" },
      (told) => withReceipt(told, 2, { status: said(1) }),
    ],
    "neither status nor state root": [
      { receipt: 2, field: "root" },
      (told) => withReceipt(told, 2, { status: null }),
    ],
    "a type beyond the last possible": [
      { receipt: 2, field: "type" },
      (told) => withReceipt(told, 2, { type: "0x80" }),
    ],
    "no transactions": [
      { field: "transactions" },
      (told) => withHeader(told, { transactions: said(undefined) }),
    ],
    "transactions in full": [
      { field: "transaction" },
      (told) => withHeader(told, { transactions: [said({ hash: "0x" })] }),
    ],
    "no hash": [{ field: "hash" }, (told) => withHeader(told, { hash: said(null) })],
    "no state root": [{ field: "stateRoot" }, (told) => withHeader(told, { stateRoot: "0x" })],
  };
  for (const [what, [details, lie]] of Object.entries(malformed)) {
    it(`or answers with ${what} is refused`, () => {
      caught(lie(truth), "MALFORMED", details);
    });
  }
});

/** What JSON may hold, and the types do not. */
function said<T>(value: unknown): T {
  return value as T;
}
