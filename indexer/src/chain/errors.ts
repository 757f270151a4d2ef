/** Logs of too many blocks were asked for: too many results, too long an answer, too slow, or too far. */
export class RangeTooLargeError extends Error {
  constructor(why: string) {
    super(why);
    this.name = "RangeTooLargeError";
  }
}

/**
 * What the node answered is not of one chain: blocks were replaced between two questions, or nodes at
 * different heights answered them. To be asked again.
 */
export class UnsettledError extends Error {
  constructor(why: string) {
    super(why);
    this.name = "UnsettledError";
  }
}
