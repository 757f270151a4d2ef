import type { BlockProofCode } from "./proof/index.ts";

/** What went wrong, as a word that programs can compare. */
export type IndexerErrorCode =
  | "AUDIT"
  | "BAD_DEPLOYMENT"
  | "BLOCK_NOT_PROVED"
  | "COPY"
  | "FINAL_BLOCK_REPLACED"
  | "INCONSISTENT_EVENT"
  | "NODE_ERROR"
  | "NODE_UNREACHABLE"
  | "STORE_DAMAGED"
  | "STORE_DEPLOYMENT"
  | "STORE_DISK"
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
    address: string,
    at: { block: number; logIndex: number },
    topic: string,
    why: string,
  ) {
    super(
      `Log ${at.logIndex} of block ${at.block}, by ${contract} at ${address}, ${why} (topic ${topic})`,
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

/** The audit cannot be completed. */
export class AuditError extends IndexerError {
  readonly code = "AUDIT";
}

/** An index cannot be copied, or a copy cannot be used. */
export class CopyError extends IndexerError {
  readonly code = "COPY";
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

  constructor(path: string, found: string, expected: number, hint = REBUILD) {
    super(`The index at ${path} has schema ${found}; this program needs ${expected}`, hint);
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

/** The disk does not take, or does not give, what is in the index: it is full, or must not be written. */
export class StoreDiskError extends IndexerError {
  readonly code = "STORE_DISK";

  constructor(path: string, cause: Error) {
    super(
      `The disk refuses the index at ${path}: ${cause.message}`,
      "Make room, or let this user write the folder; then start again: indexing goes on where it ended.",
      cause,
    );
  }
}

/** The database file is not what was written: a disk, or something else, changed it. */
export class StoreDamagedError extends IndexerError {
  readonly code = "STORE_DAMAGED";

  constructor(path: string, what: string, cause?: Error) {
    super(`The index at ${path} is damaged: ${what}`, `Have the disk checked. ${REBUILD}`, cause);
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

/** What in a node's answer about a block cannot be true. */
export type LieReason =
  | BlockProofCode
  /** The block is not the one that was asked for. */
  | "WRONG_BLOCK"
  /** The block does not follow the one before it. */
  | "PARENT_LINK"
  /** The logs given are not those of the block's receipts. */
  | "LOGS";

/** A node's answer about a block contradicts the block's header, or the block before it. Nothing of it is written. */
export class BlockNotProvedError extends IndexerError {
  readonly code = "BLOCK_NOT_PROVED";
  /** Number of the block. */
  readonly block: number;
  /** Host and port of the node. */
  readonly endpoint: string;
  /** What differs, as a word that programs can compare. */
  readonly reason: LieReason;

  constructor(
    at: { readonly block: number; readonly endpoint: string },
    reason: LieReason,
    why: string,
    cause?: unknown,
  ) {
    super(
      `Block ${at.block} is not as the node at ${at.endpoint} tells it: ${why}`,
      "That node is wrong, or lies, and nothing of its answer was written: see to it, or give others (--rpc).",
      cause,
    );
    this.block = at.block;
    this.endpoint = at.endpoint;
    this.reason = reason;
  }
}

/** The chain has other blocks where it had final ones. */
export class FinalBlockReplacedError extends IndexerError {
  readonly code = "FINAL_BLOCK_REPLACED";

  constructor(endpoint: string, { ancestor, gone }: { ancestor: number; gone: number }) {
    super(
      `The node at ${endpoint} has another chain after block ${ancestor}, and block ${gone} was final`,
      `Nothing was changed in the index. Find out which chain is right: ask other nodes, and their operators. If it is this one: ${REBUILD}`,
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
