export const EXIT = { failed: 1, usage: 2, notInForce: 3, unknown: 4 } as const;

/** The command line cannot be carried out as it is written: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** What was asked for could not be done: exit code 1. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
