/** What went wrong, as a word that programs can compare. */
export type ErrorCode =
  | "BAD_DEPLOYMENT"
  | "BAD_INPUT"
  | "BATCH_TOO_LARGE"
  | "CONTRACT_REVERT"
  | "DEV_KEY_REFUSED"
  | "FILE_NOT_FOUND"
  | "FILE_NOT_READABLE"
  | "GRAPHQL_REQUEST_FAILED"
  | "GRAPHQL_UNREACHABLE"
  | "INDEXER_MISMATCH"
  | "INSUFFICIENT_FUNDS"
  | "INVALID_SIGNATURE"
  | "NODE_ERROR"
  | "NODE_UNREACHABLE"
  | "NOT_A_FILE"
  | "NOT_CONNECTED"
  | "NOT_FOUND"
  | "REQUEST_OUT_OF_ORDER"
  | "REQUEST_REPLAYED"
  | "SIGNATURE_EXPIRED"
  | "SIGNING_REFUSED"
  | "TRANSACTION_TIMEOUT"
  | "WRONG_CHAIN"
  | "WRONG_DEPLOYMENT";

/** The parts of a {@link RegistryError}. */
export interface ErrorParts {
  readonly code: ErrorCode;
  /** One sentence: what was wrong, and where. */
  readonly shortMessage: string;
  /** What the node, the server or the file system said. */
  readonly details?: string | undefined;
  /** What would be right, or what to do next. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Every error this package throws on purpose. `message` is made of `shortMessage`, `details` and
 * `hint`, a line each.
 */
export class RegistryError extends Error {
  readonly code: ErrorCode;
  readonly shortMessage: string;
  readonly details: string | undefined;
  readonly hint: string | undefined;

  constructor(parts: ErrorParts) {
    const { code, shortMessage, details, hint, cause } = parts;
    const lines = [shortMessage, details, hint].filter((line) => line !== undefined);
    super(lines.join("\n"), cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.shortMessage = shortMessage;
    this.details = details;
    this.hint = hint;
  }
}
