import type { GraphQLError } from "graphql";
import { sql } from "kysely";
import type { SqlBool } from "kysely";

import { userError } from "./errors.ts";

/** Ends work that runs in one go: no timer fires, and no signal comes, before it is done. */
export class Deadline {
  readonly #milliseconds: number;
  readonly #end: number;
  #passed = false;
  #steps = 0;

  /**
   * @param milliseconds - from `since`
   * @param since - by `performance.now()`, which it is unless told
   */
  constructor(milliseconds: number, since = performance.now()) {
    this.#milliseconds = milliseconds;
    this.#end = since + milliseconds;
  }

  /** Whether {@link check} ever threw. */
  get passed(): boolean {
    return this.#passed;
  }

  /** @throws TIMEOUT once the time is over. */
  check(): void {
    if (performance.now() < this.#end) return;
    this.#passed = true;
    throw this.error();
  }

  /**
   * Checks once in a while: for steps so short that to look at the clock takes longer.
   * @throws TIMEOUT once the time is over.
   */
  step(): void {
    if ((++this.#steps & 15) === 0) this.check();
  }

  /** What is answered then. */
  error(): GraphQLError {
    return userError(
      "TIMEOUT",
      `This query took longer than the ${this.#milliseconds / 1000} s it may: ask for smaller pages, a narrower filter, or without \`totalCount\``,
    );
  }

  /** The deadline for code that knows signals, and asks them before each step. */
  signal(): AbortSignal {
    return Object.assign(new AbortController().signal, { throwIfAborted: () => this.step() });
  }
}

/** Name of the SQL function that checks the deadline of the operation that reads. */
export const IN_TIME = "in_time";

/**
 * SQL: always true, and ends the statement once the time is over. Of the rows that a statement looks at,
 * every 32nd, at random, asks: to ask costs more than to look.
 */
export const inTime = sql<SqlBool>`(random() & 31 or ${sql.raw(IN_TIME)}())`;
