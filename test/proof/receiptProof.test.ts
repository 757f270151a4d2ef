import { expect } from "chai";
import fc from "fast-check";

import { toHex } from "../../indexer/src/proof/hex.ts";
import {
  ReceiptProofError,
  receiptProof,
  verifyReceiptProof,
} from "../../indexer/src/proof/index.ts";
import { keccak256 } from "../../indexer/src/proof/keccak.ts";
import type { RlpItem } from "../../indexer/src/proof/rlp.ts";
import { encodeIndex, encodeRlp } from "../../indexer/src/proof/rlp.ts";
import { indexed, trieProof } from "../../indexer/src/proof/trie.ts";
import type { Chain, Told } from "./fixture/chain.ts";
import { startChain } from "./fixture/chain.ts";
import { placeEmitters } from "./fixture/emitter.ts";
import { encode } from "./fixture/lie.ts";
import { referenceRoot } from "./fixture/referenceTrie.ts";
import { mixed } from "./fixture/told.ts";

describe("proof of a receipt", () => {
  const told = new Map<number, Told>();
  let chain: Chain;

  before(async function () {
    this.timeout(60_000);
    chain = await startChain("cancun");
    await placeEmitters(chain);
    for (const count of [1, 2, 129, 200]) told.set(count, await chain.mine(mixed(chain, count)));
  });

  after(() => chain.stop());

  function block(count: number): Told {
    return told.get(count) as Told;
  }

  for (const count of [1, 2, 129, 200]) {
    it(`holds for each of a block's ${count}, and at no other place`, () => {
      const { block: header, receipts } = block(count);
      const root = header.receiptsRoot;
      receipts.forEach((receipt, index) => {
        const proof = receiptProof(receipts, index);
        expect(toHex(verifyReceiptProof(root, index, proof))).to.equal(toHex(encode(receipt)));
        for (const other of [index + 1, (index + 64) % 256, 2 ** 32 - 1]) {
          if (other !== index) refused(() => verifyReceiptProof(root, other, proof));
        }
      });
    }).timeout(60_000);
  }

  it("holds for any values, short ones in their parents' nodes, too", () => {
    const values = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(values, fc.nat(), (list, place) => {
        const index = place % list.length;
        const entries = indexed(list);
        const proof = trieProof(entries, encodeIndex(index));
        const value = verifyReceiptProof(referenceRoot(entries), index, proof);
        expect(toHex(value)).to.equal(toHex(list[index] as Uint8Array));
      }),
    );
  }).timeout(60_000);

  it("fails when any byte of it is changed", () => {
    const { block: header, receipts } = block(129);
    fc.assert(
      fc.property(
        fc.nat({ max: 128 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (index, at, byte, by) => {
          const proof = receiptProof(receipts, index);
          const node = (proof[at % proof.length] as Uint8Array).slice();
          (node[byte % node.length] as number) ^= by;
          const tampered = proof.with(at % proof.length, node);
          refused(() => verifyReceiptProof(header.receiptsRoot, index, tampered));
        },
      ),
      { numRuns: 300 },
    );
  }).timeout(60_000);

  it("fails with a node left out, doubled, swapped or of another receipt, or another root", () => {
    const { block: header, receipts } = block(200);
    const root = header.receiptsRoot;
    const proof = receiptProof(receipts, 150);
    expect(proof).to.have.length.greaterThan(2);
    proof.forEach((node, at) => {
      refused(() => verifyReceiptProof(root, 150, proof.toSpliced(at, 1)));
      refused(() => verifyReceiptProof(root, 150, proof.toSpliced(at, 0, node)));
    });
    refused(() => verifyReceiptProof(root, 150, []));
    refused(() => verifyReceiptProof(root, 150, proof.toReversed()));
    const longer = [...proof, new Uint8Array([0x80])];
    refused(() => verifyReceiptProof(root, 150, longer), "left over");
    refused(() => verifyReceiptProof(root, 150, receiptProof(receipts, 151)));
    refused(() => verifyReceiptProof(block(129).block.receiptsRoot, 150, proof));
  });

  const strange: Record<string, RlpItem> = {
    "a leaf that ends before the key": ["0x20", "0x1234"],
    "an extension that goes beyond the key": ["0x00012345", `0x${"12".repeat(32)}`],
    "a leaf with a list for a value": ["0x2005", ["0x1234"]],
    "a leaf without a value": ["0x2005", "0x"],
    "a node of three": ["0x2005", "0x1234", "0x1234"],
    "a node without a key": [[], "0x1234"],
    "bytes alone": "0x1234",
    "a child that is neither node nor hash": Array.from({ length: 17 }, () => "0x1234"),
  };
  for (const [what, node] of Object.entries(strange)) {
    it(`is refused where the root commits to ${what}`, () => {
      const encoded = encodeRlp(node);
      const root = toHex(keccak256(encoded));
      refused(() => verifyReceiptProof(root, 5, [encoded]), "do not lead to it");
    });
  }

  it("is refused where the root commits to what is no RLP", () => {
    const root = toHex(keccak256(Uint8Array.of(0xc8)));
    refused(() => verifyReceiptProof(root, 5, [Uint8Array.of(0xc8)]), "not RLP");
  });

  it("is refused for what is no index, and not made for a receipt that is not there", () => {
    const { block: header, receipts } = block(2);
    for (const index of [-1, 0.5, 2 ** 32, Number.NaN]) {
      refused(() => verifyReceiptProof(header.receiptsRoot, index, receiptProof(receipts, 0)));
    }
    expect(() => receiptProof(receipts, 2)).to.throw(RangeError, "the block has 2");
  });
});

function refused(verify: () => unknown, why = "is not proved: "): void {
  expect(verify).to.throw(ReceiptProofError, why);
}
