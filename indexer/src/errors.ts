/** What went wrong, as a word that programs can compare. */
export type IndexerErrorCode =
  | "BAD_ANSWER"
  | "BAD_DEPLOYMENT"
  | "INCONSISTENT_EVENT"
  | "NODE_ERROR"
  | "NODE_UNREACHABLE"
  | "STORE_DEPLOYMENT"
  | "STORE_LOCKED"
  | "STORE_MISSING"
  | "STORE_SCHEMA"
  | "UNKNOWN_EVENT"
  | "WRONG_CHAIN"
  | "WRONG_DEPLOYMENT";

/** Every error that the indexer throws on purpose. */
export abstract class IndexerError extends Error {
  abstract readonly code: IndexerErrorCode;
  /** What would be right, or what to do next. */
  readonly hint: string;

  constructor(message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.hint = hint;
  }
}

/** The deployment does not name the contracts that this program indexes. */
export class BadDeploymentError extends IndexerError {
  readonly code = "BAD_DEPLOYMENT";

  constructor(message: string) {
    super(message, "Use the deployment file that `rights deploy` of this version wrote.");
  }
}

/** A contract of the deployment emitted a log that the indexer cannot read. */
export class UnknownEventError extends IndexerError {
  readonly code = "UNKNOWN_EVENT";

  constructor(
    contract: string,
    log: { address: string; blockNumber: string; logIndex: string; topics: readonly string[] },
    why: string,
  ) {
    const place = `Log ${Number(log.logIndex)} of block ${Number(log.blockNumber)}`;
    super(
      `${place}, by ${contract} at ${log.address}, ${why} (topic ${log.topics[0] ?? "none"})`,
      "The contract was built from other sources than this program: index it with the version it was deployed with.",
    );
  }
}

const REBUILD =
  "The chain holds everything the index does: build it anew with `rights serve --rebuild`.";

/** There is no index at this path. */
export class StoreMissingError extends IndexerError {
  readonly code = "STORE_MISSING";

  constructor(path: string) {
    super(
      `There is no index at ${path}`,
      "An indexer makes it: `rights serve`, or `npm start` for the whole registry.",
    );
  }
}

/** The index was made by an older or a newer version of this program, or is no index at all. */
export class StoreSchemaError extends IndexerError {
  readonly code = "STORE_SCHEMA";

  constructor(path: string, found: string, expected: number) {
    super(`The index at ${path} has schema ${found}; this program needs ${expected}`, REBUILD);
  }
}

/** The index mirrors another deployment. */
export class StoreDeploymentError extends IndexerError {
  readonly code = "STORE_DEPLOYMENT";

  constructor(path: string, what: string, found: string, expected: string) {
    super(
      `The index at ${path} is of another deployment: its ${what} is ${found}, not ${expected}`,
      `Use the deployment that it was made for, or begin again. ${REBUILD}`,
    );
  }
}

/** Another process writes this index. */
export class StoreLockedError extends IndexerError {
  readonly code = "STORE_LOCKED";

  constructor(path: string) {
    super(
      `Another process writes the index at ${path}`,
      "One indexer at a time: stop the other one, or give this one another database.",
    );
  }
}
