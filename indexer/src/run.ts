import { setTimeout as sleep } from "node:timers/promises";

import type { Logger } from "pino";

import { UnsettledError } from "./chain/errors.ts";
import { ChainNode } from "./chain/node.ts";
import { LogSource } from "./chain/source.ts";
import { verifyChain } from "./chain/verify.ts";
import { Decoder } from "./decode/decode.ts";
import type { IndexedDeployment } from "./deployment.ts";
import { keepHeapSmall } from "./heap.ts";
import { Store } from "./store/store.ts";
import { Sync } from "./sync.ts";

/** How often the node is asked for its newest block, once the index is there. */
const POLL_MS = 150;
const PATIENCE_MS = 30_000;
const COMMIT_EVENTS = 10_000;

/** How far the index has come. */
export interface IndexProgress {
  /** The last block taken in. */
  readonly block: number;
  /** The newest block of the chain. */
  readonly head: number;
  /** All events in the index. */
  readonly events: number;
  /** Of this run, since it began. */
  readonly eventsPerSecond: number;
  /** `backfill` until the index has once been where the chain was. */
  readonly phase: "backfill" | "follow";
}

export interface IndexerOptions {
  readonly deployment: IndexedDeployment;
  /** URL of the node, http or https. */
  readonly rpc: string;
  /** Path of the database; made if there is none. */
  readonly database: string;
  /** Whether to go on when the index is where the chain is. */
  readonly follow: boolean;
  /** Ends the run, after the batch that is being taken in. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** Called at the start, after every batch, and once when the index is where the chain is. */
  readonly onProgress?: (progress: IndexProgress) => void;
  /** How long to wait for a node that does not answer at the start, milliseconds. Default: 30,000. */
  readonly patience?: number;
  /** Most blocks to ask for at once, if the node has such a limit and does not say so. */
  readonly maxRange?: number;
  /**
   * Events after which a transaction is committed in any case, while the index catches up. Fewer are seen
   * sooner and need less memory, more are quicker. Default: 10,000.
   */
  readonly commitEvents?: number;
}

/**
 * Mirrors the events of a deployment's contracts into a database: all that there are, then each as it
 * comes. Started again, it goes on where it ended, however it ended. Once it has begun it waits for a
 * node that is away as long as it takes.
 *
 * @returns When the signal is aborted; without `follow`, when the index is where the chain is.
 * @throws BadDeploymentError, NodeUnreachableError, NodeError, WrongChainError or WrongDeploymentError,
 *   before anything is written; StoreSchemaError, StoreDeploymentError or StoreLockedError; later
 *   UnknownEventError, InconsistentEventError, or WrongDeploymentError if the chain was begun anew.
 */
export async function runIndexer(options: IndexerOptions): Promise<void> {
  const { deployment, rpc, database, signal, logger } = options;
  const { patience = PATIENCE_MS, commitEvents = COMMIT_EVENTS } = options;
  keepHeapSmall();
  const decoder = new Decoder(deployment.contracts);
  const node = new ChainNode(rpc, { logger, signal, patience });
  try {
    const genesis = await verifyChain(node, deployment);
    node.waitForEver();
    const store = Store.open(database, deployment, genesis.timestamp, commitEvents);
    try {
      await keepUp(store, node, decoder, options);
    } finally {
      store.close();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    node.close();
  }
}

async function keepUp(
  store: Store,
  node: ChainNode,
  decoder: Decoder,
  { deployment, follow, signal, logger, onProgress, maxRange }: IndexerOptions,
): Promise<void> {
  const began = { at: performance.now(), events: store.checkpoint.events };
  let phase: IndexProgress["phase"] = "backfill";
  const report = () => {
    const { block, head, events } = store.checkpoint;
    const seconds = (performance.now() - began.at) / 1000;
    const eventsPerSecond = Math.max(0, events - began.events) / Math.max(seconds, 0.001);
    onProgress?.({ block, head, events, eventsPerSecond, phase });
  };
  const source = new LogSource(node, decoder.addresses);
  const { startBlock } = deployment;
  const sync = new Sync({
    node,
    source,
    decoder,
    store,
    logger,
    startBlock,
    maxRange,
    onBatch: report,
  });

  report();
  while (!signal.aborted) {
    const arrived = await advance(sync, logger);
    if (arrived && phase === "backfill") {
      store.completeIndexes();
      phase = "follow";
      report();
    }
    if (arrived && !follow) return;
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function advance(sync: Sync, logger: Logger): Promise<boolean> {
  try {
    return await sync.advance();
  } catch (error) {
    if (!(error instanceof UnsettledError)) throw error;
    logger.debug(`Asking again: ${error.message}`);
    return false;
  }
}
