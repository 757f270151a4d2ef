import { isIPv4 } from "node:net";

/** A client that was silent may ask this many seconds' worth at once. */
const BURST_SECONDS = 5;
/** So many clients are remembered; a full bucket says no more than a forgotten one. */
const MAX_CLIENTS = 10_000;

interface Bucket {
  tokens: number;
  /** Milliseconds, of the clock given. */
  filledAt: number;
}

/** Lets each client make so many requests a second, and no more. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #capacity: number;
  readonly #now: () => number;
  /** Those that asked last at the end. */
  readonly #buckets = new Map<string, Bucket>();

  /**
   * @param perSecond - requests, on average; five seconds' worth at once
   * @param now - a clock that counts milliseconds
   */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#capacity = Math.max(1, perSecond * BURST_SECONDS);
    this.#now = now;
  }

  /**
   * Takes one request from what the client at this address may make.
   * @returns 0 if it may, or the whole seconds after which it may again
   */
  take(address: string): number {
    const client = clientAt(address);
    const bucket = this.#filled(client);
    this.#buckets.delete(client);
    this.#buckets.set(client, bucket);
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / this.#perSecond);
    bucket.tokens--;
    return 0;
  }

  #filled(client: string): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(client);
    if (bucket === undefined) {
      this.#makeRoom();
      return { tokens: this.#capacity, filledAt: now };
    }
    const gained = ((now - bucket.filledAt) / 1000) * this.#perSecond;
    return { tokens: Math.min(this.#capacity, bucket.tokens + gained), filledAt: now };
  }

  #makeRoom(): void {
    if (this.#buckets.size < MAX_CLIENTS) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

/** Whoever has one IPv6 address has a whole /64 of them, and counts as one. */
function clientAt(address: string): string {
  const mapped = address.replace(/^::ffff:(?=[0-9]+\.)/i, "");
  if (isIPv4(mapped)) return mapped;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  if (tail === undefined) return groups.slice(0, 4).join(":");
  const after = tail.split(":").filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => "0");
  return [...groups, ...zeros, ...after].slice(0, 4).join(":");
}
