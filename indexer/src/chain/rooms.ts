/** So many are kept for the next answers, none of which is longer than this. */
const MOST_KEPT = 4;
const LARGEST_KEPT = 2 ** 23;
/** Lengths are whole multiples of it, so that a room fits more than the answer it was made for. */
const STEP = 2 ** 18;

/** Room for what comes back, used again and again: to have it from the system anew takes longer than to fill it. */
export class Rooms {
  /** The smallest first. */
  #kept: Buffer<ArrayBuffer>[] = [];

  /** Room for at least so many bytes: the smallest there is, so that larger ones are left for longer answers. */
  take(bytes: number): Buffer<ArrayBuffer> {
    const fitting = this.#kept.findIndex(({ length }) => length >= bytes);
    const [room] = fitting < 0 ? [] : this.#kept.splice(fitting, 1);
    return room ?? Buffer.allocUnsafeSlow(Math.max(1, Math.ceil(bytes / STEP)) * STEP);
  }

  /** Nobody looks at this one any more. */
  giveBack(room: Buffer<ArrayBuffer>): void {
    const kept = [...this.#kept, room].toSorted((one, other) => one.length - other.length);
    const isTooLarge = room.length > LARGEST_KEPT;
    const dropped = isTooLarge ? kept.pop() : kept.length > MOST_KEPT ? kept.shift() : undefined;
    // At once, not when it is next looked for.
    dropped?.buffer.transfer(0);
    this.#kept = kept;
  }
}
