import type { Registry } from "../../../sdk/src/index.ts";
import type { Act } from "./sender.ts";
import type { Situation } from "./situation.ts";

/** Something that happens on a day of the chain, unless it has happened already. */
export interface Stage {
  /** Counted from the chain's beginning. */
  readonly day: number;
  /** What happened, for people; left out: the next stage says it. */
  readonly said?: (count: number, situation: Situation) => string;
  /**
   * What is still to be done, at the stage's time (Unix seconds). `registry` is there to ask the contracts,
   * and for owners to sign payments.
   */
  readonly acts: (
    situation: Situation,
    calls: Registry["calls"],
    time: number,
    registry: Registry,
  ) => Act[] | Promise<Act[]>;
}
