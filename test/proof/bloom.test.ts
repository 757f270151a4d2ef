import { expect } from "chai";
import fc from "fast-check";

import { addToBloom } from "../../indexer/src/proof/bloom.ts";
import { FieldError, toHex } from "../../indexer/src/proof/hex.ts";
import { headerBloomMayContain } from "../../indexer/src/proof/index.ts";
import { bloomOf } from "./fixture/lie.ts";

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map(toHex);
const log = fc.record({
  address: bytes(20),
  topics: fc.array(bytes(32), { maxLength: 4 }),
  data: fc.constant("0x"),
});
const EMPTY = `0x${"0".repeat(512)}`;
const ADDRESS = `0x${"Ab".repeat(20)}`;

describe("bloom filter", () => {
  it("is what the yellow paper's definition gives, again and again", () => {
    fc.assert(
      fc.property(fc.array(log, { maxLength: 20 }), (logs) => {
        for (let time = 0; time < 2; time++) {
          const bloom = new Uint8Array(256);
          addToBloom(bloom, logs);
          expect(toHex(bloom)).to.equal(bloomOf(logs));
        }
      }),
    );
  });

  it("stays right when more values go by than are remembered", () => {
    const bloom = new Uint8Array(256);
    const word = (i: number) => `0x${i.toString(16).padStart(64, "0")}`;
    const topics = Array.from({ length: 40_000 }, (_, i) => word(i));
    addToBloom(new Uint8Array(256), [{ address: ADDRESS.toLowerCase(), topics }]);
    const last = { address: ADDRESS.toLowerCase(), topics: [word(1), word(39_999)], data: "0x" };
    addToBloom(bloom, [last]);
    expect(toHex(bloom)).to.equal(bloomOf([last]));
  }).timeout(10_000);

  it("never says that a log is not there which is", () => {
    fc.assert(
      fc.property(fc.array(log, { minLength: 1, maxLength: 20 }), fc.nat(), (logs, place) => {
        const { address } = logs[place % logs.length] as { address: string };
        expect(headerBloomMayContain(bloomOf(logs), [address])).to.equal(true);
        expect(headerBloomMayContain(bloomOf(logs), [ADDRESS, address])).to.equal(true);
      }),
    );
  });

  it("says of most addresses that they have no logs, and of all in an empty block", () => {
    const bloom = bloomOf([{ address: ADDRESS, topics: [], data: "0x" }]);
    const others = Array.from({ length: 6 }, (_, i) => `0x${String(i).repeat(40)}`);
    expect(headerBloomMayContain(bloom, others)).to.equal(false);
    expect(headerBloomMayContain(bloom, [ADDRESS.toLowerCase()])).to.equal(true);
    expect(headerBloomMayContain(EMPTY, [ADDRESS])).to.equal(false);
    expect(headerBloomMayContain(bloom, [])).to.equal(false);
  });

  it("refuses what is no filter, or no address", () => {
    expect(() => headerBloomMayContain("0x00", [ADDRESS])).to.throw(FieldError, "logsBloom");
    expect(() => headerBloomMayContain(EMPTY, ["0x12"])).to.throw(FieldError, "address");
  });
});
