/** What went wrong, as a word that programs can compare. */
export type IndexerErrorCode =
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

const REBUILD =
  "The chain holds everything the index does: build it anew with `rights serve --rebuild`.";

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

/** An event changes what the index knows nothing of: an earlier event is missing. */
export class InconsistentEventError extends IndexerError {
  readonly code = "INCONSISTENT_EVENT";

  constructor(at: { block: number; logIndex: number }, table: string, key: string) {
    super(
      `Log ${at.logIndex} of block ${at.block} changes ${table} ${key}, which the index does not hold`,
      `Check that the deployment's startBlock is not after its first event. ${REBUILD}`,
    );
  }
}

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

/** The node does not answer. */
export class NodeUnreachableError extends IndexerError {
  readonly code = "NODE_UNREACHABLE";

  constructor(url: string, why: string, cause?: unknown) {
    super(
      `The node at ${url} does not answer: ${why}`,
      "Start the node, or give the URL of one that runs (RIGHTS_RPC, or --rpc).",
      cause,
    );
  }
}

/** The node answered a request with an error. */
export class NodeError extends IndexerError {
  readonly code = "NODE_ERROR";

  constructor(url: string, method: string, said: string) {
    super(
      `The node at ${url} refused ${method}: ${said}`,
      "See the node's own log for the reason.",
    );
  }
}

/** The node serves another chain. */
export class WrongChainError extends IndexerError {
  readonly code = "WRONG_CHAIN";

  constructor(url: string, found: number, expected: number) {
    super(
      `The node at ${url} serves chain ${found}; the deployment is on chain ${expected}`,
      "Give the URL of a node of that chain, or the deployment file of this one.",
    );
  }
}

/** The node serves a chain of the right id on which this deployment does not exist. */
export class WrongDeploymentError extends IndexerError {
  readonly code = "WRONG_DEPLOYMENT";

  constructor(url: string, why: string) {
    super(
      `The deployment is not on the chain that the node at ${url} serves: ${why}`,
      "Give the deployment file of this chain, or deploy to it: `rights deploy`.",
    );
  }
}
