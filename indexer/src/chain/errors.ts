import type { RpcError } from "./transport.ts";
import { TransportError } from "./transport.ts";

/** Logs of too many blocks were asked for: too many results, too long an answer, too slow, or too far. */
export class RangeTooLargeError extends Error {
  /** How many times too much it was; 1 if that is not known. */
  readonly times: number;

  constructor(why: string, times = 1) {
    super(why);
    this.times = times;
    this.name = "RangeTooLargeError";
  }
}

/** What a failure means for the range that was asked for: that it was too large. */
export function rangeTooLarge(error: RpcError | TransportError): RangeTooLargeError {
  return new RangeTooLargeError(error.message, error instanceof TransportError ? error.times : 1);
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
