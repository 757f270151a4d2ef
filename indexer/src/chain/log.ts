/** A log as a node gives it: numbers and bytes as `0x` hex, in lower case. */
export interface RawLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly blockHash: string;
  /** Not every node gives it. */
  readonly blockTimestamp?: string | null;
  readonly transactionHash: string;
  readonly transactionIndex: string;
  readonly logIndex: string;
  readonly removed?: boolean;
}

/** A transaction, and how many logs come of it, one after the other. */
export interface LogsTransaction {
  readonly hash: Buffer;
  readonly index: number;
  logs: number;
}

/**
 * Logs of one block, in their order, as bytes: one record after the other.
 *
 *     log index 4 | address 20 | count of topics 1 | topics 32 each | length of data 4 | data
 *
 * Numbers are big-endian, lengths in bytes. Digests are made of these records, so they never change.
 */
export interface Logs {
  readonly length: number;
  readonly records: Buffer;
  /** In the order of the logs. */
  readonly transactions: readonly LogsTransaction[];
}

export const WORD = 32;
export const ADDRESS_BYTES = 20;

/** Where a record has its address. */
export const ADDRESS_AT = 4;
/** Where it has its count of topics, and the topics themselves. */
export const COUNT_AT = ADDRESS_AT + ADDRESS_BYTES;
export const TOPICS_AT = COUNT_AT + 1;
/** How long the length of the data is. */
export const LENGTH_BYTES = 4;

/** A log as it lies among bytes. */
export interface LogBytes {
  readonly bytes: Buffer;
  readonly logIndex: number;
  readonly addressAt: number;
  /** How many topics there are. */
  readonly topics: number;
  /** Where the first topic begins. */
  readonly topicsAt: number;
  readonly dataAt: number;
  readonly end: number;
}

/** Goes from record to record, and is what is known of the one that it is at. */
export class LogCursor implements LogBytes {
  readonly bytes: Buffer;
  logIndex = 0;
  addressAt = 0;
  topics = 0;
  topicsAt = 0;
  dataAt = 0;
  end = 0;

  /** It is before the first of these records. */
  constructor(records: Buffer) {
    this.bytes = records;
  }

  /** Goes to the next record, which there must be. */
  next(): void {
    const { bytes, end: start } = this;
    this.logIndex = bytes.readUInt32BE(start);
    this.addressAt = start + ADDRESS_AT;
    this.topics = bytes[start + COUNT_AT] as number;
    this.topicsAt = start + TOPICS_AT;
    const lengthAt = this.topicsAt + this.topics * WORD;
    this.dataAt = lengthAt + LENGTH_BYTES;
    this.end = this.dataAt + bytes.readUInt32BE(lengthAt);
  }
}

/** Logs of one block, in their order, as nodes give them: in hex that is known to be well-formed. */
export function logsOf(logs: readonly RawLog[]): Logs {
  const sizes = logs.map(({ topics, data }) => sizeOf(topics.length, data.length / 2 - 1));
  const records = Buffer.alloc(sizes.reduce((sum, size) => sum + size, 0));
  const transactions: LogsTransaction[] = [];
  let last = "";
  let at = 0;
  for (const log of logs) {
    if (log.transactionHash !== last) {
      last = log.transactionHash;
      const hash = Buffer.from(last.slice(2), "hex");
      transactions.push({ hash, index: Number(log.transactionIndex), logs: 0 });
    }
    (transactions.at(-1) as LogsTransaction).logs++;
    at = writeRecord(records, at, log);
  }
  return { length: logs.length, records, transactions };
}

/** Bytes of a record. */
function sizeOf(topics: number, data: number): number {
  return TOPICS_AT + topics * WORD + LENGTH_BYTES + data;
}

/** @returns Where the next record goes. */
function writeRecord(records: Buffer, start: number, log: RawLog): number {
  const { logIndex, address, topics, data } = log;
  const write = (hex: string, at: number) => at + records.write(hex.slice(2), at, "hex");
  records.writeUInt32BE(Number(logIndex), start);
  write(address, start + ADDRESS_AT);
  records[start + COUNT_AT] = topics.length;
  let at = start + TOPICS_AT;
  for (const topic of topics) at = write(topic, at);
  at = records.writeUInt32BE(data.length / 2 - 1, at);
  return write(data, at);
}
