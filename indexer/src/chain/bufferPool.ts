/** So many are kept for the next answers, none of which is longer than this. */
const MOST_KEPT = 4;
const LARGEST_KEPT = 2 ** 23;
/** Lengths are whole multiples of it, so that a buffer fits more than the answer it was made for. */
const STEP = 2 ** 18;

/** Buffers for what comes back, used again and again: memory anew from the system takes longer to get than to fill. */
export class BufferPool {
  /** The smallest first. */
  #kept: Buffer<ArrayBuffer>[] = [];

  /** One of at least so many bytes: the smallest that fits, so that larger ones are left for longer answers. */
  acquire(bytes: number): Buffer<ArrayBuffer> {
    const fitting = this.#kept.findIndex(({ length }) => length >= bytes);
    const [buffer] = fitting < 0 ? [] : this.#kept.splice(fitting, 1);
    return buffer ?? Buffer.allocUnsafeSlow(Math.max(1, Math.ceil(bytes / STEP)) * STEP);
  }

  /** Nobody looks at this one any more. */
  release(buffer: Buffer<ArrayBuffer>): void {
    const kept = [...this.#kept, buffer].toSorted((one, other) => one.length - other.length);
    const isTooLarge = buffer.length > LARGEST_KEPT;
    const dropped = isTooLarge ? kept.pop() : kept.length > MOST_KEPT ? kept.shift() : undefined;
    // At once, not when it is next looked for.
    dropped?.buffer.transfer(0);
    this.#kept = kept;
  }
}
