/** Bits of a filter; with four for a key, it is of use for up to some two million keys. */
const BITS = 2 ** 23;
const BITS_PER_KEY = 4;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Knows of most keys that were never added that they were not, and takes a megabyte, however many there are:
 * a Bloom filter.
 */
export class BloomFilter {
  readonly #bits = new Uint32Array(BITS / 32);

  add(key: string): void {
    let bit = hashOf(key);
    const step = stepOf(bit);
    for (let left = BITS_PER_KEY; left > 0; left--, bit += step) {
      const place = bit & (BITS - 1);
      this.#bits[place >>> 5] = (this.#bits[place >>> 5] as number) | (1 << (place & 31));
    }
  }

  /** False only of a key that was never added. */
  mayHave(key: string): boolean {
    let bit = hashOf(key);
    const step = stepOf(bit);
    for (let left = BITS_PER_KEY; left > 0; left--, bit += step) {
      const place = bit & (BITS - 1);
      if (((this.#bits[place >>> 5] as number) & (1 << (place & 31))) === 0) return false;
    }
    return true;
  }
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < key.length; at++) {
    hash = Math.imul(hash ^ key.charCodeAt(at), FNV_PRIME);
  }
  return hash >>> 0;
}

/** How far a key's bits are from one another: odd, so that they differ. */
function stepOf(hash: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> 9) | 1;
}
