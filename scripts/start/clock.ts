import { callNode, readHead } from "../chain/rpc.ts";

const DAY = 24 * 60 * 60;

/**
 * The clock of the embedded chain. It begins in the past, so that periods of weeks really pass on the
 * chain; it only ever goes forward, and never beyond the present.
 */
export class Clock {
  readonly #rpc: string;
  readonly #genesis: number;

  /** @param genesis - Unix seconds of block 0 */
  constructor(rpc: string, genesis: number) {
    this.#rpc = rpc;
    this.#genesis = genesis;
  }

  /** Time of a day of the chain, counted from its beginning; Unix seconds. */
  timeOf(day: number): number {
    return Math.min(this.#genesis + Math.round(day * DAY), present());
  }

  /** Lets time pass until then. What would be the past is left alone. */
  async reach(time: number): Promise<void> {
    const head = await readHead(this.#rpc);
    if (time > head.time) await callNode(this.#rpc, "evm_setTime", Math.min(time, present()));
  }

  /** From now on the chain's clock is everybody's. */
  async reachPresent(): Promise<void> {
    await this.reach(present());
  }
}

function present(): number {
  return Math.floor(Date.now() / 1000);
}
