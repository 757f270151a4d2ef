import type { Batch, Source } from "./batch.ts";
import type { Header } from "./block.ts";
import { RangeTooLargeError } from "./errors.ts";
import type { RangeSize } from "./rangeSize.ts";

/** So many ranges are read ahead of the one that is taken in: this bounds memory... */
const AHEAD = 3;
/** ...and so many if the blocks are so full that even these hold a lot. */
const AHEAD_IF_FULL = 2;

/**
 * Reads the chain from one block to its newest in ranges as large as they can well be, the next ones while
 * the last is taken in.
 * @throws As {@link Source.read} does; RangeTooLargeError never.
 */
export async function* streamBatches(
  source: Source,
  size: RangeSize,
  from: number,
  head: Header,
): AsyncGenerator<Batch> {
  let pending: { first: number; blocks: number; batch: Promise<Batch> }[] = [];
  const to = head.number;
  let next = from;
  while (next <= to || pending.length > 0) {
    while (next <= to) {
      const read = next - (pending[0]?.first ?? next);
      if (pending.length >= (size.areMany(read) ? AHEAD_IF_FULL : AHEAD)) break;
      const blocks = Math.max(1, Math.min(size.blocks, to - source.singly - next + 1));
      const batch = source.read(next, next + blocks - 1, head);
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
      size.refused(blocks, error.times);
      pending = [];
      next = first;
    }
  }
}
