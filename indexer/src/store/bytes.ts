/** The bytes that `0x` hex stands for. */
export function bytes(hex: string): Buffer {
  return Buffer.from(hex.slice(2), "hex");
}

/** The `0x` hex that stands for these bytes. */
export function hex(bytes: Buffer): string {
  return `0x${bytes.toString("hex")}`;
}

/**
 * A buffer that has room for `needed` bytes, with the first `used` of this one; this one itself, if it has that.
 * Where it has not, it comes to twice its length at least, so that growing costs little.
 */
export function withRoom(bytes: Buffer, used: number, needed: number): Buffer {
  if (needed <= bytes.length) return bytes;
  const larger = Buffer.allocUnsafeSlow(Math.max(needed, bytes.length * 2));
  larger.set(bytes.subarray(0, used));
  return larger;
}
