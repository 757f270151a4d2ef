import { setImmediate as nextTurn } from "node:timers/promises";

import { Repeater } from "graphql-yoga";

import { lastIndexed } from "./asOf.ts";
import type { Context } from "./context.ts";
import type { Event } from "./entities.ts";
import type { Condition } from "./filter.ts";
import type { Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";

/** So many blocks are remembered: a reorganisation that goes deeper is followed from the oldest. */
const MAX_SEEN = 1024;
const SEEN_BEFORE_START = 64;

interface Block {
  number: number;
  hash: Buffer;
}

const hashOf = prepare((p: { number: number }) =>
  build.selectFrom("blocks").select("hash").where("number", "=", p.number),
);

const lastBlocks = prepare((p: { before: number }) =>
  build
    .selectFrom("blocks")
    .select(["number", "hash"])
    .where("number", "<", p.before)
    .orderBy("number", "desc")
    .limit(SEEN_BEFORE_START),
);

const nextWithEvents = prepare((p: { after: number; from: number }) =>
  build
    .selectFrom("blocks")
    .select(["number", "hash"])
    .where("number", ">", p.after)
    .where("number", ">=", p.from)
    .where("events", ">", 0)
    .orderBy("number")
    .limit(1),
);

/** Events that meet the conditions, from block `since`, or from now on: past ones, then as they come. */
export function followEvents(
  context: Context,
  conditions: Condition[],
  since: number | null | undefined,
): AsyncIterable<Event> {
  const { reader, changes } = context;
  const journal = reader.snapshot(() => new Journal(context, since));
  return new Repeater<Event>(async (push, stop) => {
    const ended = new AbortController();
    void stop.then(() => ended.abort());
    while (!ended.signal.aborted) {
      const { version } = changes;
      const events = reader.snapshot(() => {
        const block = journal.next();
        return block && eventsIn(reader, block.number, conditions);
      });
      if (events === undefined) {
        if (!(await changes.beyond(version, ended.signal))) break;
      } else {
        // A long way back may hold nothing that meets the conditions: others have their turn meanwhile.
        await nextTurn();
        for (const event of events) {
          if (ended.signal.aborted) return;
          await push(event);
        }
      }
    }
    stop();
  });
}

function eventsIn(reader: Reader, block: number, conditions: Condition[]): Event[] {
  return reader.all(
    build
      .selectFrom("events")
      .selectAll()
      .where("block", "=", block)
      .where((eb) => eb.and(conditions))
      .orderBy("log_index"),
  );
}

/** Walks the blocks that hold events, and goes back to the fork when a reorganisation replaced some. */
class Journal {
  readonly #context: Context;
  /** Blocks behind the walk, by number; those that were replaced are dropped when that shows. */
  #seen: Block[];
  /** Where the walk goes back to if none of the seen blocks stands. */
  #floor: number;
  /** If the walk begins at a block to come: blocks before it are not asked for. */
  #from: number;

  constructor(context: Context, since: number | null | undefined) {
    this.#context = context;
    const next = lastIndexed(context).block + 1;
    const start = since ?? next;
    this.#from = start > next ? start : 0;
    this.#seen = context.reader.every(lastBlocks, { before: start }).toReversed();
    const [oldest] = this.#seen;
    this.#floor = oldest && this.#seen.length === SEEN_BEFORE_START ? oldest.number - 1 : -1;
  }

  /** The next block that holds events, if it is indexed. */
  next(): Block | undefined {
    const after = this.#lastStanding();
    const block = this.#context.reader.one(nextWithEvents, { after, from: this.#from });
    if (block !== undefined) this.#remember(block);
    return block;
  }

  /**
   * The newest seen block that the index still holds. One that the index does not know is not dropped:
   * the index may be rolling back, or being rebuilt, and come to it again.
   */
  #lastStanding(): number {
    for (let index = this.#seen.length - 1; index >= 0; index--) {
      const block = this.#seen[index];
      if (block === undefined) continue;
      const hash = this.#context.reader.one(hashOf, { number: block.number })?.hash;
      if (hash?.equals(block.hash)) return block.number;
      if (hash !== undefined) this.#seen.splice(index, 1);
    }
    return this.#floor;
  }

  #remember(block: Block): void {
    const index = this.#seen.findLastIndex((seen) => seen.number < block.number);
    this.#seen.splice(index + 1, 0, block);
    if (this.#seen.length > MAX_SEEN) this.#floor = this.#seen.shift()?.number ?? this.#floor;
  }
}
