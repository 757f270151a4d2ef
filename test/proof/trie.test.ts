import { expect } from "chai";
import { keccak256 as referenceHash } from "ethers";
import fc from "fast-check";

import { toHex } from "../../indexer/src/proof/hex.ts";
import { keccak256 } from "../../indexer/src/proof/keccak.ts";
import { indexed, trieRoot } from "../../indexer/src/proof/trie.ts";
import { referenceRoot } from "./fixture/referenceTrie.ts";

/** From Ethereum's own tests of the trie (trieanyorder.json), and its constant for the empty one. */
const PUBLISHED: readonly (readonly [Record<string, string>, string])[] = [
  [{}, "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"],
  [{ A: "a".repeat(50) }, "0xd23786fb4a010da3ce639d66d5e904a11dbc02746d1ce25029e53290cabf28ab"],
  [
    { doe: "reindeer", dog: "puppy", dogglesworth: "cat" },
    "0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3",
  ],
  [
    { do: "verb", horse: "stallion", doge: "coin", dog: "puppy" },
    "0x5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84",
  ],
  [
    { foo: "bar", food: "bass" },
    "0x17beaa1648bafa633cda809c90c04af50fc8aed3cb40d16efbddee6fdf63c4c3",
  ],
];

describe("Keccak-256", () => {
  it("is the published hash of nothing", () => {
    expect(toHex(keccak256(new Uint8Array()))).to.equal(
      "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    );
  });

  it("is what ethers makes of any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => {
        expect(toHex(keccak256(bytes))).to.equal(referenceHash(bytes));
      }),
    );
    for (const length of [135, 136, 137, 271, 272, 16_383, 16_384, 16_385, 100_000]) {
      const bytes = new Uint8Array(length).fill(length % 251);
      expect(toHex(keccak256(bytes)), `${length} bytes`).to.equal(referenceHash(bytes));
    }
  });
});

describe("root of a trie", () => {
  for (const [entries, root] of PUBLISHED) {
    it(`of ${Object.keys(entries).join(", ") || "nothing"} is as published`, () => {
      const bytes = Object.entries(entries).map(
        ([key, value]) => [Buffer.from(key), Buffer.from(value)] as const,
      );
      expect(toHex(trieRoot(bytes))).to.equal(root);
      expect(referenceRoot(bytes)).to.equal(root);
    });
  }

  it("is the yellow paper's, for any keys, in any order", () => {
    const key = fc.array(fc.constantFrom(0x00, 0x01, 0x10, 0x11, 0xff), { maxLength: 4 });
    const value = fc.uint8Array({ minLength: 1, maxLength: 40 });
    const entries = fc.uniqueArray(
      fc.tuple(
        key.map((bytes) => Uint8Array.from(bytes)),
        value,
      ),
      {
        selector: ([bytes]) => toHex(bytes),
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(entries, (pairs) => {
        expect(toHex(trieRoot(pairs))).to.equal(referenceRoot(pairs));
      }),
      { numRuns: 400 },
    );
  });

  for (const count of [1, 2, 16, 17, 127, 128, 129, 200, 256, 257]) {
    it(`is the yellow paper's for a list of ${count}, short values and long`, () => {
      for (const length of [1, 31, 32, 300]) {
        const values = Array.from({ length: count }, (_, i) => new Uint8Array(length).fill(i + 1));
        expect(toHex(trieRoot(indexed(values)))).to.equal(referenceRoot(indexed(values)));
      }
    }).timeout(20_000);
  }
});
