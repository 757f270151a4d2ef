import { withRoom } from "./bytes.ts";
import { OPEN } from "./schema.ts";

/** What a column holds. */
export type Value = number | string | Uint8Array | null;

/** One thing to be done in the database, as {@link readChanges} gives it. */
export interface ChangeHandler {
  /** A row of the table of this number begins. */
  row(table: number): void;
  /** The next value of that row. */
  value(value: Value): void;
  /** A version ends: at the first of `values`, and it is the one that the rest of them names. */
  end(table: number, values: Value[]): void;
  /** Of what the table of this number tells of, so many came in a block. */
  count(table: number, block: number, count: number): void;
  /** Blocks without events before this one are not needed any more. */
  dropEmptyBlocks(before: number): void;
}

/** Instead of a table's number. */
const END = 255;
const DROP_EMPTY_BLOCKS = 254;
const COUNT = 253;

/** Instead of a number up to 127, which is its own tag. */
const NULL = 128;
const UNSIGNED = 129;
const DOUBLE = 130;
const TEXT = 131;
const BLOB = 132;
const SHORT_BLOB = 133;
const OPEN_END = 134;

/** Changes are handed on as soon as they are so many bytes. */
export const PIECE = 262_144;

/** Takes the pieces that changes come in, each of whole changes. */
export interface ChangeTaker {
  /** @returns Where the next piece goes; `piece` may be what it was in. */
  take(piece: Buffer): Buffer;
}

/** Room for a piece. */
export function newRoom(): Buffer {
  return Buffer.allocUnsafeSlow(PIECE + PIECE / 4);
}

/**
 * What a transaction is to change, packed into bytes: so that it can be given to another thread as it is,
 * piece by piece.
 */
export class Changes {
  readonly #taker: ChangeTaker;
  #bytes: Buffer = newRoom();
  #view = viewOf(this.#bytes);
  #length = 0;

  constructor(taker: ChangeTaker) {
    this.#taker = taker;
  }

  /** Whether all that there were have been handed on. */
  get none(): boolean {
    return this.#length === 0;
  }

  /** Hands on what there is. */
  handOn(): void {
    if (this.#length === 0) return;
    const piece = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    this.#bytes = this.#taker.take(piece);
    this.#view = viewOf(this.#bytes);
  }

  /** Drops what was not handed on. */
  drop(): void {
    this.#length = 0;
  }

  /** Begins a row: its values follow, as many as the table has columns. */
  row(table: number): void {
    this.#begin(table);
  }

  /** Adds the next value of a row. */
  value(value: Value): void {
    if (typeof value === "number") this.#number(value);
    else if (value === null) this.#tag(NULL);
    else if (typeof value === "string") this.#text(value);
    else this.#blob(value);
  }

  /** Ends a version: `values` are where it ends, and what names it. */
  end(table: number, values: readonly Value[]): void {
    this.#begin(END);
    this.#tag(table);
    this.#tag(values.length);
    for (const value of values) this.value(value);
  }

  /** Counts what came in a block, later than all that was counted before. */
  count(table: number, block: number, count: number): void {
    this.#begin(COUNT);
    this.#tag(table);
    this.value(block);
    this.value(count);
  }

  /** Drops blocks without events before this one. */
  dropEmptyBlocks(before: number): void {
    this.#begin(DROP_EMPTY_BLOCKS);
    this.value(before);
  }

  #begin(tag: number): void {
    if (this.#length >= PIECE) this.handOn();
    this.#tag(tag);
  }

  #number(value: number): void {
    this.#reserve(9);
    if (value >= 0 && value < NULL && Number.isInteger(value)) {
      this.#bytes[this.#length++] = value;
    } else if (value === OPEN) {
      this.#bytes[this.#length++] = OPEN_END;
    } else if (value === value >>> 0) {
      this.#bytes[this.#length] = UNSIGNED;
      this.#view.setUint32(this.#length + 1, value);
      this.#length += 5;
    } else {
      this.#bytes[this.#length] = DOUBLE;
      this.#view.setFloat64(this.#length + 1, value);
      this.#length += 9;
    }
  }

  #text(value: string): void {
    this.#reserve(5 + value.length * 3);
    const written = this.#bytes.write(value, this.#length + 5);
    this.#bytes[this.#length] = TEXT;
    this.#view.setUint32(this.#length + 1, written);
    this.#length += 5 + written;
  }

  #blob(value: Uint8Array): void {
    const { length } = value;
    this.#reserve(5 + length);
    if (length < 256) {
      this.#bytes[this.#length++] = SHORT_BLOB;
      this.#bytes[this.#length++] = length;
    } else {
      this.#bytes[this.#length] = BLOB;
      this.#view.setUint32(this.#length + 1, length);
      this.#length += 5;
    }
    this.#bytes.set(value, this.#length);
    this.#length += length;
  }

  #tag(tag: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = tag;
  }

  #reserve(size: number): void {
    const bytes = withRoom(this.#bytes, this.#length, this.#length + size);
    if (bytes === this.#bytes) return;
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}

/**
 * Goes through what {@link Changes} packed, in order.
 * @param columns - of each table, by its number
 */
export function readChanges(
  packed: Buffer,
  columns: readonly number[],
  handler: ChangeHandler,
): void {
  const reader = new Reader(packed);
  while (!reader.done) {
    const first = reader.byte();
    if (first === END) {
      const table = reader.byte();
      const values = Array.from({ length: reader.byte() }, () => reader.value());
      handler.end(table, values);
    } else if (first === COUNT) {
      handler.count(reader.byte(), reader.value() as number, reader.value() as number);
    } else if (first === DROP_EMPTY_BLOCKS) {
      handler.dropEmptyBlocks(reader.value() as number);
    } else {
      handler.row(first);
      for (let left = columns[first] ?? 0; left > 0; left--) handler.value(reader.value());
    }
  }
}

class Reader {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.#at++] as number;
  }

  value(): Value {
    const tag = this.byte();
    if (tag < NULL) return tag;
    switch (tag) {
      case NULL:
        return null;
      case OPEN_END:
        return OPEN;
      case UNSIGNED:
        return this.#unsigned();
      case DOUBLE:
        this.#at += 8;
        return this.#view.getFloat64(this.#at - 8);
      case TEXT: {
        const length = this.#unsigned();
        this.#at += length;
        return this.#bytes.toString("utf8", this.#at - length, this.#at);
      }
      default: {
        const length = tag === SHORT_BLOB ? this.byte() : this.#unsigned();
        this.#at += length;
        return this.#bytes.subarray(this.#at - length, this.#at);
      }
    }
  }

  #unsigned(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4);
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
