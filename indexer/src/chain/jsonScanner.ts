const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** A string so short is sooner looked through than searched by a call. */
const SHORT = 32;

/**
 * Goes through JSON as it came, in bytes: nothing is made of what nobody looks at. It is strict about what it
 * is asked for, and only skips the rest.
 */
export class JsonScanner {
  readonly bytes: Buffer;
  /** Where it is. */
  at: number;
  /** Where the last string ended. */
  end = 0;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The next byte that is no space; undefined after the last. Stays before it. */
  peek(): number | undefined {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
      this.at++;
    }
  }

  /** Whether `byte` comes next; goes beyond it if it does. */
  take(byte: number): boolean {
    if (this.peek() !== byte) return false;
    this.at++;
    return true;
  }

  /** @throws SyntaxError if `byte` does not come next. */
  expect(byte: number): void {
    if (!this.take(byte)) throw this.error(String.fromCharCode(byte));
  }

  /**
   * Whether another item comes in a list or an object that `close` ends.
   * @throws SyntaxError if neither that nor its end does.
   */
  more(close: number): boolean {
    if (this.take(COMMA)) return true;
    this.expect(close);
    return false;
  }

  /**
   * Goes beyond a string.
   * @returns Where its contents begin; they end before {@link end}.
   */
  string(): number {
    this.expect(QUOTE);
    const { bytes, at: start } = this;
    let end = start;
    while (end < start + SHORT && bytes[end] !== QUOTE) end++;
    if (bytes[end] !== QUOTE) end = bytes.indexOf(QUOTE, end);
    while (isEscaped(bytes, end)) end = bytes.indexOf(QUOTE, end + 1);
    if (end < 0) throw this.error("end of the string");
    this.end = end;
    this.at = end + 1;
    return start;
  }

  /**
   * Goes beyond a string that is known to hold so many characters, none of them escaped.
   * @returns As {@link string} does.
   */
  stringOf(length: number): number {
    this.expect(QUOTE);
    const start = this.at;
    this.end = start + length;
    if (this.bytes[this.end] !== QUOTE) throw this.error(`string of ${length} characters`);
    this.at = this.end + 1;
    return start;
  }

  /**
   * Goes beyond the name of an object's member, and the colon after it.
   * @returns As {@link string} does.
   */
  name(): number {
    const start = this.string();
    this.expect(COLON);
    return start;
  }

  /** Goes beyond a value. */
  skip(): void {
    let depth = 0;
    do {
      const byte = this.peek();
      if (byte === undefined) throw this.error("end of the value");
      if (byte === QUOTE) this.string();
      else if (!isMark(byte)) this.#skipWord();
      else {
        this.at++;
        if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++;
        else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
      }
    } while (depth > 0);
  }

  /** The value that comes next, as `JSON.parse` reads it. */
  value(): unknown {
    this.peek();
    const start = this.at;
    this.skip();
    return JSON.parse(this.bytes.toString("utf8", start, this.at));
  }

  /** Of what was expected where it is. */
  error(expected: string): SyntaxError {
    return new SyntaxError(`at byte ${this.at} there is no ${expected}`);
  }

  /** Goes beyond a number, true, false or null. */
  #skipWord(): void {
    const start = this.at;
    while (isOfWord(this.bytes[this.at])) this.at++;
    if (this.at === start) throw this.error("value");
  }
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(bytes: Buffer, at: number): boolean {
  let start = at;
  while (bytes[start - 1] === BACKSLASH) start--;
  return (at - start) % 2 === 1;
}

function isMark(byte: number): boolean {
  const isBracket = byte === OPEN_LIST || byte === CLOSE_LIST;
  const isBrace = byte === OPEN_OBJECT || byte === CLOSE_OBJECT;
  return isBracket || isBrace || byte === COMMA || byte === COLON;
}

/** Whether it may be part of a number, or of true, false or null. */
function isOfWord(byte = 0): boolean {
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return isDigit || isLetter || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}
