/** The bytes that `0x` hex stands for. */
export function bytes(hex: string): Buffer {
  return Buffer.from(hex.slice(2), "hex");
}
