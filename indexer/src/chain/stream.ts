import { RangeTooLargeError } from "./errors.ts";
import type { RangeSize } from "./rangeSize.ts";
import type { Batch, LogSource } from "./source.ts";

/**
 * So many of the newest blocks are asked for one by one, and so by hash: a node that does not have them yet
 * then says so, whichever node of several it is.
 */
const BY_HASH = 16;

/** So many ranges are read ahead of the one that is taken in: this bounds memory. */
const AHEAD = 3;

/**
 * Reads the chain from one block to another in ranges as large as they can well be, the next ones while
 * the last is taken in.
 * @throws As {@link LogSource.read} does; RangeTooLargeError never.
 */
export async function* streamBatches(
  source: LogSource,
  size: RangeSize,
  from: number,
  to: number,
): AsyncGenerator<Batch> {
  let pending: { first: number; blocks: number; batch: Promise<Batch> }[] = [];
  let next = from;
  while (next <= to || pending.length > 0) {
    while (pending.length < AHEAD && next <= to) {
      const blocks = Math.max(1, Math.min(size.blocks, to - BY_HASH - next + 1));
      const batch = source.read(next, next + blocks - 1);
      // Its failure is dealt with when its turn comes, if that comes.
      batch.catch(() => {});
      pending.push({ first: next, blocks, batch });
      next += blocks;
    }
    const [{ first, blocks, batch }] = pending.splice(0, 1) as [(typeof pending)[number]];
    try {
      const done = await batch;
      size.succeeded(blocks, done.logs);
      yield done;
    } catch (error) {
      if (!(error instanceof RangeTooLargeError)) throw error;
      size.refused(blocks);
      pending = [];
      next = first;
    }
  }
}
