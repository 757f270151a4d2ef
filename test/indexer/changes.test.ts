import { expect } from "chai";
import fc from "fast-check";

import { Changes, newRoom, readChanges } from "../../indexer/src/store/changes.ts";
import type { Value } from "../../indexer/src/store/changes.ts";
import { OPEN } from "../../indexer/src/store/schema.ts";

type Change =
  | { readonly row: number; readonly values: readonly Value[] }
  | { readonly end: number; readonly values: readonly Value[] }
  | { readonly count: readonly number[] }
  | { readonly dropBefore: number };

/** Columns of the tables 0 to 3. */
const COLUMNS = [1, 2, 7, 32];

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.nat({ max: 300 }),
  fc.maxSafeInteger(),
  // SQLite has no -0.
  fc.double({ noNaN: true }).map((number) => number + 0),
  fc.constantFrom(0, 127, 128, 2 ** 32 - 1, 2 ** 32, OPEN, -1, 0.5, null, ""),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.uint8Array({ maxLength: 600 }),
);

const valuesOf = (length: number) => fc.array(value, { minLength: length, maxLength: length });

const change: fc.Arbitrary<Change> = fc.oneof(
  fc
    .nat({ max: COLUMNS.length - 1 })
    .chain((row) => valuesOf(COLUMNS[row] ?? 0).map((values) => ({ row, values }))),
  fc.record({ end: fc.nat({ max: 3 }), values: fc.array(value, { minLength: 2, maxLength: 5 }) }),
  fc.record({ count: fc.tuple(fc.nat({ max: 3 }), fc.maxSafeInteger(), fc.nat()) }),
  fc.record({ dropBefore: fc.maxSafeInteger() }),
);

describe("packed changes", () => {
  it("say what they were made of, whatever that is", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (made) => {
        const { changes, read } = readingTaker();
        add(changes, made);
        changes.handOn();
        expect(read().map(comparable)).to.deep.equal(made.map(comparable));
      }),
    );
  });

  it("come in pieces of whole changes, however many and large they are", () => {
    const large = new Uint8Array(300_000).fill(7);
    const made: Change[] = Array.from({ length: 4000 }, (_, index) => ({
      row: 1,
      values: [index, index % 1000 === 0 ? large : new Uint8Array(200).fill(index)],
    }));
    const { changes, pieces, read } = readingTaker();
    add(changes, made);
    changes.handOn();
    expect(pieces()).to.be.greaterThan(4);
    expect(read().map(comparable)).to.deep.equal(made.map(comparable));
  });

  it("are gone when they are dropped", () => {
    const { changes, read } = readingTaker();
    add(changes, [{ row: 0, values: [1] }]);
    changes.drop();
    expect(changes.none).to.equal(true);
    add(changes, [{ row: 0, values: [2] }]);
    changes.handOn();
    expect(read()).to.deep.equal([{ row: 0, values: [2] }]);
  });
});

/** Changes whose pieces are read when they are handed on; the bytes that they were in are used again. */
function readingTaker() {
  const found: Change[] = [];
  let pieces = 0;
  const take = (piece: Buffer): Buffer => {
    pieces++;
    let row: { row: number; values: Value[] } | undefined;
    readChanges(piece, COLUMNS, {
      row: (number) => found.push((row = { row: number, values: [] })),
      value: (value) => row?.values.push(typeof value === "object" ? copy(value) : value),
      end: (end, values) => found.push({ end, values: values.map(copy) }),
      count: (...count) => found.push({ count }),
      dropEmptyBlocks: (dropBefore) => found.push({ dropBefore }),
    });
    piece.fill(0);
    return piece.buffer.byteLength < newRoom().length ? newRoom() : Buffer.from(piece.buffer);
  };
  return { changes: new Changes({ take }), pieces: () => pieces, read: () => found };
}

function add(changes: Changes, made: readonly Change[]): void {
  for (const one of made) {
    if ("dropBefore" in one) changes.dropEmptyBlocks(one.dropBefore);
    else if ("count" in one) changes.count(...(one.count as [number, number, number]));
    else if ("end" in one) changes.end(one.end, one.values);
    else {
      changes.row(one.row);
      for (const value of one.values) changes.value(value);
    }
  }
}

function copy(value: Value): Value {
  return value instanceof Uint8Array ? Uint8Array.from(value) : value;
}

/** Bytes as hex: a Buffer and a Uint8Array of the same bytes are the same. */
function comparable(change: Change): unknown {
  if (!("values" in change)) return change;
  const values = change.values.map((value) =>
    value instanceof Uint8Array ? `0x${Buffer.from(value).toString("hex")}` : value,
  );
  return { ...change, values };
}
