import { expect } from "chai";
import { encodeRlp as reference } from "ethers";
import fc from "fast-check";

import { fromHex, toHex } from "../../indexer/src/proof/hex.ts";
import type { RlpDecoded } from "../../indexer/src/proof/rlp.ts";
import { decodeRlp, encodeIndex, encodeRlp, RlpError } from "../../indexer/src/proof/rlp.ts";

type Nested = string | Nested[];

const LOREM = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";

/** The examples of Ethereum's documentation of RLP. */
const EXAMPLES: readonly (readonly [Nested, string])[] = [
  ["", "0x80"],
  ["dog", "0x83646f67"],
  [["cat", "dog"], "0xc88363617483646f67"],
  [[], "0xc0"],
  ["\x00", "0x00"],
  ["\x0f", "0x0f"],
  ["\x7f", "0x7f"],
  ["\x04\x00", "0x820400"],
  [[[], [[]], [[], [[]]]], "0xc7c0c1c0c3c0c1c0"],
  [LOREM, `0xb838${Buffer.from(LOREM).toString("hex")}`],
];

const nested = fc.letrec<{ item: Nested }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 5 },
    fc.uint8Array({ maxLength: 70 }).map(toHex),
    fc.array(tie("item"), { maxLength: 6 }),
  ),
})).item;

describe("RLP", () => {
  for (const [item, encoded] of EXAMPLES) {
    it(`of ${JSON.stringify(item)} is as published`, () => {
      expect(toHex(encodeRlp(inHex(item)))).to.equal(encoded);
      expect(plain(decodeRlp(fromHex(encoded)))).to.deep.equal(inHex(item));
    });
  }

  it("is what ethers makes, of bytes and of hex, and is decoded again", () => {
    fc.assert(
      fc.property(nested, (item) => {
        const encoded = encodeRlp(item);
        expect(toHex(encoded)).to.equal(reference(item));
        expect(toHex(encodeRlp(inBytes(item)))).to.equal(toHex(encoded));
        expect(plain(decodeRlp(encoded))).to.deep.equal(item);
      }),
      { numRuns: 500 },
    );
  });

  for (const length of [0, 1, 55, 56, 255, 256, 65_535, 65_536, 200_000]) {
    it(`of ${length} bytes, alone and in a list`, () => {
      const item = `0x${"ab".repeat(length)}`;
      expect(toHex(encodeRlp(item))).to.equal(reference(item));
      expect(toHex(encodeRlp([item, "0x01"]))).to.equal(reference([item, "0x01"]));
      expect(plain(decodeRlp(encodeRlp([item])))).to.deep.equal([item]);
    });
  }

  it("of an index has no leading zeros", () => {
    const keys = [0, 1, 127, 128, 255, 256, 65_536].map((index) => toHex(encodeIndex(index)));
    expect(keys).to.deep.equal([
      "0x80",
      "0x01",
      "0x7f",
      "0x8180",
      "0x81ff",
      "0x820100",
      "0x83010000",
    ]);
  });

  it("has one form only: bytes are decoded to what gives them again, or refused", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), spoilt()), (bytes) => {
        let item: RlpDecoded;
        try {
          item = decodeRlp(bytes);
        } catch (error) {
          expect(error).to.be.instanceOf(RlpError);
          return;
        }
        expect(toHex(encodeRlp(item))).to.equal(toHex(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  const refused: Record<string, string> = {
    "nothing at all": "0x",
    "an item cut off": "0x83646f",
    "a list cut off": "0xc883636174",
    "bytes after the item": "0x8000",
    "an item that leaves its list": "0xc283646f67",
    "a small byte with a prefix": "0x8100",
    "a long form for a short length": `0xb801${"ff"}`,
    "a length with leading zeros": `0xb90038${"ab".repeat(56)}`,
    "a length cut off": "0xb9",
    "lists nested without end": `0x${nestedLists(40)}`,
  };
  for (const [what, bytes] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      expect(() => decodeRlp(fromHex(bytes))).to.throw(RlpError);
    });
  }
});

function spoilt(): fc.Arbitrary<Uint8Array> {
  return fc.tuple(nested, fc.nat(), fc.nat({ max: 255 })).map(([item, place, byte]) => {
    const bytes = encodeRlp(item);
    bytes[place % bytes.length] = byte;
    return bytes;
  });
}

function nestedLists(depth: number): string {
  return toHex(
    Array.from({ length: depth }).reduce<Uint8Array>((inner) => wrap(inner), new Uint8Array()),
  ).slice(2);
}

function wrap(inner: Uint8Array): Uint8Array {
  return Uint8Array.of(0xc0 + inner.length, ...inner);
}

/** With text as the hex of its bytes. */
function inHex(item: Nested): Nested {
  return typeof item === "string" ? toHex(Buffer.from(item, "latin1")) : item.map(inHex);
}

function inBytes(item: Nested): RlpDecoded {
  return typeof item === "string" ? fromHex(item) : item.map(inBytes);
}

function plain(item: RlpDecoded): Nested {
  return item instanceof Uint8Array ? toHex(item) : item.map(plain);
}
