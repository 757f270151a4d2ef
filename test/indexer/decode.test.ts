import { expect } from "chai";
import type { EventFragment, ParamType } from "ethers";
import { Interface } from "ethers";
import fc from "fast-check";

import type { LogBytes } from "../../indexer/src/chain/log.ts";
import { LogCursor, logsOf } from "../../indexer/src/chain/log.ts";
import { Decoder } from "../../indexer/src/decode/decode.ts";
import { DECODERS, EVENTS } from "../../indexer/src/generated/events.ts";
import { packLog, unpackLog } from "../../indexer/src/store/packedLog.ts";
import { BadDeploymentError, UnknownEventError } from "../../indexer/src/errors.ts";
import { DEPLOYED, DEPLOYED_NAMES, readAbi } from "../../scripts/generate/contracts.ts";
import type { DeployedName } from "../../scripts/generate/contracts.ts";
import { inHex } from "./fixture/events.ts";

const AT = { block: 7, logIndex: 3, time: 1_700_000_000 };
/** 64-bit values that count something, where all others are ids. */
const QUANTITIES = new Set([
  "units",
  "unitsUsed",
  "volume",
  "consumed",
  "maxVolume",
  "totalVolume",
  "quantity",
]);
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

const contracts = Object.fromEntries(
  DEPLOYED_NAMES.map((name, index) => [name, `0x${String(index + 1).padStart(40, "c")}`]),
);
const decoder = new Decoder(contracts);

describe("decoding", () => {
  for (const contract of DEPLOYED_NAMES) {
    const abi = new Interface(readAbi(contract));
    const events: EventFragment[] = [];
    abi.forEachEvent((event) => events.push(event));

    for (const event of events) {
      it(`reads ${contract}.${event.name} as ethers does`, () => {
        fc.assert(
          fc.property(fc.tuple(...event.inputs.map((input) => arbitrary(input))), (values) => {
            const { topics, data } = abi.encodeEventLog(event, values);
            const log = { address: contracts[contract] ?? "", topics, data };
            const record = inBytes(log);
            const decoded = decoder.decode(record, AT);
            // As the records of the next answer do.
            record.bytes.fill(0xee);
            const parsed = abi.parseLog(log);
            const expected = Object.fromEntries(
              event.inputs.map((input, index) => [
                input.name,
                plain(contract, input, parsed?.args[index] as unknown),
              ]),
            );
            const { kind } = decoded;
            expect(decoded).to.deep.equal({
              kind,
              contract,
              name: event.name,
              at: AT,
              args: expected,
            });
            expect(EVENTS[kind]).to.include({ kind, contract, name: event.name });
            expect(inHex(unpackLog(packLog(log), event.topicHash))).to.deep.equal({ topics, data });
          }),
        );
      });
    }

    it(`knows every event of ${contract}, and no other`, () => {
      expect([...DECODERS[contract].keys()].toSorted()).to.deep.equal(
        events.map((event) => event.topicHash).toSorted(),
      );
    });
  }

  it("keeps what is no UTF-8 out of the way of what is", () => {
    const abi = new Interface(readAbi("AccessManager"));
    const { topics, data } = abi.encodeEventLog("RoleLabel", [1n, "abc"]);
    const spoilt = data.replace("616263", "61ff63");
    const log = { address: contracts.AccessManager ?? "", topics, data: spoilt };
    const event = decoder.decode(inBytes(log), AT);
    expect(event.args).to.deep.equal({ roleId: "1", label: "a\ufffdc" });
  });

  it("names the block and the log of what it cannot read", () => {
    const log = { address: contracts.Licenses ?? "", topics: [`0x${"ab".repeat(32)}`], data: "0x" };
    expect(() => decoder.decode(inBytes(log), AT)).to.throw(
      UnknownEventError,
      /Log 3 of block 7, by Licenses at 0xc+5, is no event of that contract \(topic 0xabab/,
    );
  });

  it("refuses a log that is cut short", () => {
    const abi = new Interface(readAbi("Participants"));
    const { topics, data } = abi.encodeEventLog("CredentialUpdated", [1n, `0x${"11".repeat(32)}`]);
    const address = contracts.Participants ?? "";
    const cut = inBytes({ address, topics, data: data.slice(0, -2) });
    expect(() => decoder.decode(cut, AT)).to.throw(UnknownEventError, /CredentialUpdated/);
    const short = inBytes({ address, topics: topics.slice(0, 1), data });
    expect(() => decoder.decode(short, AT)).to.throw(UnknownEventError, /CredentialUpdated/);
  });

  it("refuses a log whose values lie beyond its data", () => {
    const abi = new Interface(readAbi("AccessManager"));
    const { topics, data } = abi.encodeEventLog("RoleLabel", [1n, "abc"]);
    const address = contracts.AccessManager ?? "";
    const words = [...(data.slice(2).match(/.{64}/g) ?? [])];
    const far = ["1000", "ffffffffffff"].map((number) => number.padStart(64, "0"));
    for (const [place, word] of [0, 1].flatMap((place) =>
      far.map((one) => [place, one] as const),
    )) {
      const spoilt = `0x${words.with(place, word).join("")}`;
      const log = inBytes({ address, topics, data: spoilt });
      expect(() => decoder.decode(log, AT), spoilt).to.throw(UnknownEventError, /RoleLabel/);
    }
  });

  it("refuses a deployment that lacks a contract, or has one too many", () => {
    const { Licenses: _, ...without } = contracts;
    expect(() => new Decoder(without)).to.throw(BadDeploymentError, /no address for Licenses/);
    const more = { ...contracts, Escrow: "0x01" };
    expect(() => new Decoder(more)).to.throw(BadDeploymentError, /Escrow/);
  });
});

/** A log among others, as they lie when they are decoded. */
function inBytes(log: { address: string; topics: readonly string[]; data: string }): LogBytes {
  const place = { blockNumber: "0x7", blockHash: `0x${"07".repeat(32)}` };
  const transaction = { transactionHash: `0x${"08".repeat(32)}`, transactionIndex: "0x0" };
  const others = { ...log, ...place, ...transaction };
  const { records } = logsOf(["0x2", "0x3", "0x4"].map((logIndex) => ({ ...others, logIndex })));
  const cursor = new LogCursor(records);
  cursor.next();
  cursor.next();
  return cursor;
}

/** Any value of a type, as ethers takes it. */
function arbitrary(type: ParamType): fc.Arbitrary<unknown> {
  if (type.arrayChildren) return fc.array(arbitrary(type.arrayChildren), { maxLength: 33 });
  if (type.components) return fc.tuple(...type.components.map((field) => arbitrary(field)));
  if (type.type === "string") return fc.string({ unit: "grapheme", maxLength: 200 });
  if (type.type === "bytes") return hex(0, 200);
  if (type.type === "address") return hex(20, 20);
  if (type.type === "bool") return fc.boolean();
  const [, kind, size] = /^(uint|bytes)(\d+)$/.exec(type.type) ?? [];
  if (kind === "bytes") return hex(Number(size), Number(size));
  if (kind === "uint") return fc.bigInt({ min: 0n, max: 2n ** BigInt(Number(size)) - 1n });
  throw new Error(`No values of type ${type.type} are made here`);
}

function hex(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc
    .uint8Array({ minLength, maxLength })
    .map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`);
}

/** What ethers parsed, as the generated types have it. */
function plain(contract: DeployedName, type: ParamType, value: unknown): unknown {
  if (type.arrayChildren) {
    const { arrayChildren } = type;
    return [...(value as unknown[])].map((item) => plain(contract, arrayChildren, item));
  }
  if (type.components) {
    const fields = value as unknown[];
    const entries = type.components.map((field, index) => [
      field.name,
      plain(contract, field, fields[index]),
    ]);
    return Object.fromEntries(entries);
  }
  if (typeof value === "string" && type.type !== "string")
    return Buffer.from(value.slice(2), "hex");
  if (typeof value !== "bigint") return value;
  if (Number(type.type.slice(4)) <= 48) return Number(value);
  const isId =
    type.type === "uint64" &&
    DEPLOYED[contract].startsWith("contracts/") &&
    !QUANTITIES.has(type.name);
  if (!isId) return value.toString();
  return Number(value < MAX_SAFE ? value : MAX_SAFE);
}
