/** The embedded chain cannot run; the message says why and what to do about it. */
export class ChainError extends Error {
  override name = "ChainError";
}
