import { setTimeout as sleep } from "node:timers/promises";

import type { Logger } from "pino";

import { admit } from "./chain/admit.ts";
import type { Source } from "./chain/batch.ts";
import { UnsettledError } from "./chain/errors.ts";
import type { Announcement } from "./chain/heads.ts";
import { Heads } from "./chain/heads.ts";
import { LogSource } from "./chain/logSource.ts";
import { ChainNode } from "./chain/node.ts";
import { ProvedSource } from "./chain/provedSource.ts";
import { Decoder } from "./decode/decode.ts";
import type { IndexedDeployment } from "./deployment.ts";
import { Finality } from "./finality.ts";
import { keepHeapSmall } from "./heap.ts";
import { explainFailure } from "./store/failure.ts";
import { Store } from "./store/store.ts";
import { Sync } from "./sync.ts";
import { Telemetry } from "./telemetry.ts";

/** Id of the embedded chain: its node is our own, and it may be reset at will. */
const DEV_CHAIN_ID = 31_337;

/** How long to leave a chain alone whose answers do not agree. */
const SETTLING_MS = 100;
const PATIENCE_MS = 30_000;
const COMMIT_EVENTS = 12_000;
/** How often what is counted is kept for those that serve the index. */
const TELL_MS = 1000;

/** How logs are read: as each block's receipts prove them, or as a node says, which is quicker. */
export type Verification = "receipts" | "logs";

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
  /** URLs of nodes: http, https, ws or wss; those that are preferred first. */
  readonly rpc: string | readonly string[];
  /** Default: `receipts`, and `logs` on the embedded chain, 31337. */
  readonly verify?: Verification | undefined;
  /**
   * Blocks under the head that may still be replaced. Default: what the chain's consensus or its node says,
   * and all of them on the embedded chain.
   */
  readonly finalityDepth?: number | undefined;
  /** Most calls a second to each node. Default: no limit. */
  readonly rpcRate?: number | undefined;
  /** Path of the database; made if there is none. */
  readonly database: string;
  /** Whether to go on when the index is where the chain is. */
  readonly follow: boolean;
  /** The last block to take in, for one who wants the index as it was after that. Default: none. */
  readonly upTo?: number;
  /** Ends the run, after the batch that is being taken in. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** Where to count what happens. */
  readonly telemetry?: Telemetry;
  /** Called at the start, after every batch, and once when the index is where the chain is. */
  readonly onProgress?: (progress: IndexProgress) => void;
  /** How long to wait for a node that does not answer at the start, milliseconds. Default: 30,000. */
  readonly patience?: number;
  /** Most blocks to ask for at once, if the node has such a limit and does not say so. */
  readonly maxRange?: number;
  /**
   * Events after which a transaction is committed in any case, while the index catches up. Fewer are seen
   * sooner and need less memory, more are quicker. Default: 12,000.
   */
  readonly commitEvents?: number;
}

/**
 * Mirrors the events of a deployment's contracts into a database: all that there are, then each as it
 * comes. Started again, it goes on where it ended, however it ended. Once it has begun it waits for nodes
 * that are away as long as it takes. Of several nodes it asks the next one when one fails, and never takes
 * in what was proved false: when all are caught at that it keeps asking with `follow`, and ends without.
 *
 * @returns When the signal is aborted; without `follow`, when the index is where the chain is, or at `upTo`.
 * @throws BadDeploymentError, NodeUnreachableError, NodeError, WrongChainError or WrongDeploymentError,
 *   before anything is written; StoreSchemaError, StoreDeploymentError or StoreLockedError; later
 *   UnknownEventError, InconsistentEventError, BlockNotProvedError, FinalBlockReplacedError, or
 *   WrongDeploymentError if the chain was begun anew; at any time StoreDiskError or StoreDamagedError, after
 *   which it can be started again.
 */
export async function runIndexer(options: IndexerOptions): Promise<void> {
  const { deployment, database, signal, commitEvents = COMMIT_EVENTS } = options;
  keepHeapSmall();
  const decoder = new Decoder(deployment.contracts);
  const telemetry = options.telemetry ?? new Telemetry();
  const ended = new AbortController();
  const node = openNode(options, telemetry, AbortSignal.any([signal, ended.signal]));
  try {
    const [genesis] = await node.headers([0]);
    const finality = await Finality.of(node, options.finalityDepth ?? usualDepth(deployment));
    node.endpoints.waitForEver();
    const store = await Store.open(database, deployment, genesis?.timestamp ?? 0, commitEvents);
    const telling = setInterval(() => tell(store, telemetry, options.logger), TELL_MS);
    try {
      await keepUp({ ...options, telemetry }, store, node, finality, decoder);
      tell(store, telemetry, options.logger);
    } finally {
      clearInterval(telling);
      await store.close();
    }
  } catch (error) {
    if (!signal.aborted) throw explainFailure(database, error);
  } finally {
    // What was read ahead, and is not wanted any more, may still be asking a node that does not answer.
    ended.abort();
    node.close();
  }
}

/** Within whatever transaction is open; a disk that refuses it refuses the next batch as well, and that tells. */
function tell(store: Store, telemetry: Telemetry, logger: Logger): void {
  try {
    const samples = telemetry.snapshot();
    store.keepTelemetry(
      samples.map(({ name, labels, value }) => ({ name, endpoint: labels.endpoint ?? "", value })),
    );
  } catch (error) {
    logger.debug(`Telemetry was not kept: ${String(error)}`);
  }
}

function openNode(options: IndexerOptions, telemetry: Telemetry, signal: AbortSignal): ChainNode {
  const { deployment, rpc, follow, logger, rpcRate, patience = PATIENCE_MS } = options;
  return new ChainNode(typeof rpc === "string" ? [rpc] : rpc, {
    logger,
    signal,
    telemetry,
    rate: rpcRate,
    patience,
    bearLies: follow,
    prove: verificationOf(options) === "receipts",
    admit: (endpoint) => admit(endpoint, deployment),
  });
}

async function keepUp(
  options: IndexerOptions & { readonly telemetry: Telemetry },
  store: Store,
  node: ChainNode,
  finality: Finality,
  decoder: Decoder,
): Promise<void> {
  const { deployment, follow, signal, logger, telemetry, onProgress, maxRange, upTo } = options;
  const began = { at: performance.now(), events: store.checkpoint.events };
  let phase: IndexProgress["phase"] = "backfill";
  const report = () => {
    const { block, head, events } = store.checkpoint;
    const seconds = (performance.now() - began.at) / 1000;
    const eventsPerSecond = Math.max(0, events - began.events) / Math.max(seconds, 0.001);
    onProgress?.({ block, head, events, eventsPerSecond, phase });
  };
  const { startBlock } = deployment;
  const parts = { node, decoder, store, finality, telemetry, logger, startBlock, maxRange, upTo };
  const source = sourceOf(options, node, decoder);
  const sync = new Sync({ ...parts, source, onBatch: report });

  report();
  let arrived = await advance(sync, logger);
  while (!signal.aborted && !arrived) {
    await sleep(SETTLING_MS, undefined, { signal });
    arrived = await advance(sync, logger);
  }
  await store.completeIndexes();
  phase = "follow";
  report();
  if (!follow) return;
  const heads = new Heads(node.endpoints, logger, signal);
  while (!signal.aborted) {
    const told = arrived ? await heads.next() : undefined;
    arrived = await advance(sync, logger, told);
    if (!arrived) await sleep(SETTLING_MS, undefined, { signal });
  }
}

function sourceOf(
  options: IndexerOptions & { readonly telemetry: Telemetry },
  node: ChainNode,
  decoder: Decoder,
): Source {
  const proved = new ProvedSource(node.endpoints, decoder.addresses, options.telemetry);
  if (verificationOf(options) === "receipts") return proved;
  return new LogSource(node, decoder.addresses, proved);
}

function verificationOf({ verify, deployment }: IndexerOptions): Verification {
  return verify ?? (deployment.chainId === DEV_CHAIN_ID ? "logs" : "receipts");
}

function usualDepth({ chainId }: IndexedDeployment): number | undefined {
  return chainId === DEV_CHAIN_ID ? Number.POSITIVE_INFINITY : undefined;
}

async function advance(sync: Sync, logger: Logger, told?: Announcement): Promise<boolean> {
  try {
    return await sync.advance(told);
  } catch (error) {
    if (!(error instanceof UnsettledError)) throw error;
    logger.debug(`Asking again: ${error.message}`);
    return false;
  }
}
