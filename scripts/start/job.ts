import { existsSync } from "node:fs";
import path from "node:path";

import type { IndexProgress } from "../../indexer/src/index.ts";
import { openStore, removeStore, StoreSchemaError } from "../../indexer/src/index.ts";
import type { Deployment } from "../../sdk/src/index.ts";
import { DeploymentFileError } from "../../sdk/src/index.ts";
import { startChain } from "../chain/chain.ts";
import type { Child } from "../chain/child.ts";
import { startChild } from "../chain/child.ts";
import { INDEX_PROCESS, SERVER_PROCESS } from "../../indexer/src/heap.ts";
import { readBlock } from "../chain/rpc.ts";
import type { IndexPartOptions, ServerPartOptions, ServerPartReady } from "../cli/serve/options.ts";
import { formatBytes, formatCount, plural } from "../cli/output/format.ts";
import type { Config } from "../config.ts";
import { changedContracts } from "../deploy/changes.ts";
import { deployRegistry } from "../deploy/deployRegistry.ts";
import { OtherChainError } from "../deploy/errors.ts";
import { DEPLOYER, EXAMINER, REGISTRAR } from "./accounts.ts";
import type { Book } from "./book.ts";
import { readCatalogue } from "./catalogue.ts";
import { hashByChunks, hashFiles } from "./files.ts";
import { StartError } from "./home.ts";
import { beginLifecycle } from "./lifecycle/begin.ts";
import { STORED } from "./lifecycle/custody.ts";
import { runLifecycle } from "./lifecycle/run.ts";
import { SCHEDULE_DAYS } from "./lifecycle/schedule.ts";
import type { HashedFile, Situation } from "./lifecycle/situation.ts";
import type { Steps } from "./steps.ts";

/** What every step of the main job needs. */
export interface Job {
  readonly config: Config;
  readonly steps: Steps;
  /** Ends the job between two acts. */
  readonly signal: AbortSignal;
  /** Hears of every process that was started, so that it can be ended. */
  readonly onStarted: (child: Child<unknown>) => void;
}

/** What there is once everything answers. */
export interface Running {
  readonly rpc: string;
  /** Where the server listens. */
  readonly url: string;
  readonly situation: Situation;
}

/** Does the main job, up to where everything answers. */
export async function runJob(job: Job): Promise<Running> {
  const { config } = job;
  const { rpc, resumed } = await beginChain(job);
  const deployment = await deploy(job, rpc, resumed);
  const files = await hash(job);
  const situation = await live(job, rpc, deployment, files);
  const outdated = dropOutdatedIndex(config, deployment);
  const server = startServer(job, deployment);
  await index(job, rpc, deployment, outdated);
  const { url } = await serve(job, server);
  return { rpc, url, situation };
}

function beginChain({ config, steps, onStarted }: Job) {
  return steps.step("chain", async () => {
    const genesisTime = Math.floor(Date.now() / 1000) - SCHEDULE_DAYS * 24 * 60 * 60;
    const chain = await startChain({ folder: config.chain, port: config.rpcPort, genesisTime });
    onStarted(chain);
    const { rpc, resumed } = chain.ready;
    const genesis = await readBlock(rpc, 0);
    const head = await readBlock(rpc, "latest");
    const said = resumed
      ? `goes on after block ${head?.number} of ${date(head?.time)}, at ${rpc}`
      : `a new one, begun ${SCHEDULE_DAYS} days ago on ${date(genesis?.time)}, at ${rpc}`;
    return [said, chain.ready] as const;
  });
}

function deploy({ config, steps }: Job, rpc: string, resumed: boolean): Promise<Deployment> {
  return steps.step("contracts", async () => {
    const result = await deployHere(config, rpc, resumed);
    const { deployment, file, kept } = result;
    // An index of what a hard kill undid is of no use.
    if (!kept) removeStore(config.database);
    const changed = kept ? changedContracts(config.ignition, deployment.chainId) : [];
    if (changed.length > 0) {
      throw new StartError(
        `The registry in ${config.home} was deployed from other contracts than this checkout's ` +
          `(${changed.join(", ")} differ). Begin again with: npm start -- --fresh`,
      );
    }
    const count = Object.keys(deployment.contracts).length;
    const said = `${count} ${kept ? "as deployed" : "deployed"}: ${short(file)}`;
    return [said, deployment] as const;
  });
}

async function deployHere({ home }: Config, rpc: string, resumed: boolean) {
  try {
    return await deployRegistry({
      rpc,
      home,
      deployerKey: DEPLOYER.privateKey,
      registrar: REGISTRAR.address,
      examiner: EXAMINER.address,
    });
  } catch (error) {
    if (error instanceof DeploymentFileError) {
      throw new StartError(
        `The deployment file in ${home} is damaged, or of another version of this program. ` +
          "Begin again with: npm start -- --fresh",
      );
    }
    if (!(error instanceof OtherChainError) || resumed) throw error;
    throw new StartError(
      `${home} holds the deployment file of a chain that is not there any more. ` +
        "Begin again with: npm start -- --fresh",
    );
  }
}

function hash({ steps }: Job): Promise<HashedFile[]> {
  return steps.step("files", async (show) => {
    const files = await hashFiles(readCatalogue(), (bytes, total) =>
      show(bytes / total, `${formatBytes(bytes)} of ${formatBytes(total)}`),
    );
    const bytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
    const chunked = await hashByChunks(files, STORED);
    const said = `${files.length} of real data, ${formatBytes(bytes)}, hashed`;
    return [said, [...files, chunked]] as const;
  });
}

function live(
  { config, steps, signal }: Job,
  rpc: string,
  deployment: Deployment,
  files: readonly HashedFile[],
): Promise<Situation> {
  return steps.step("lifecycle", async (show) => {
    const lifecycle = await beginLifecycle(config, rpc, deployment, files);
    const { situation, stages } = lifecycle;
    const acts = await runLifecycle(
      lifecycle,
      {
        onStage: (done) => show(done / stages.length, ""),
        onDone: (said, time) => steps.detail(date(time), said),
      },
      signal,
    );
    const said =
      acts === 0
        ? `resumed: ${inBook(situation.book)}; nothing to do`
        : `${formatCount(acts)} acts signed and in blocks: ${inBook(situation.book)}`;
    return [said, situation] as const;
  });
}

function inBook({ applications, licenses }: Book): string {
  return `${plural(applications.size, "application")}, ${plural(licenses.size, "licence")}`;
}

/** Whether there was an index of another version, which is built anew: the chain holds all that it did. */
function dropOutdatedIndex({ database }: Config, deployment: Deployment): boolean {
  if (!existsSync(database)) return false;
  try {
    openStore(database, deployment, { readonly: false }).close();
    return false;
  } catch (error) {
    if (!(error instanceof StoreSchemaError)) throw error;
    removeStore(database);
    return true;
  }
}

function index(
  { config, steps, onStarted }: Job,
  rpc: string,
  deployment: Deployment,
  outdated: boolean,
) {
  return steps.step("index", async (show) => {
    const { database } = config;
    const options: IndexPartOptions = {
      deployment,
      rpc,
      database,
      rebuild: false,
      logLevel: LOG_LEVEL,
    };
    const { promise: caughtUp, resolve } = Promise.withResolvers<IndexProgress>();
    const indexer = await startChild<null, IndexProgress>(programOf("indexChild"), options, {
      ...INDEX_PROCESS,
      onProgress: (progress) => {
        const { block, head, events, phase } = progress;
        if (phase === "follow") resolve(progress);
        show(block / Math.max(1, head), `block ${block} of ${head}, ${plural(events, "event")}`);
      },
    });
    onStarted(indexer);
    const { block, events } = await caughtUp;
    const anew = outdated ? ", built anew by this version" : "";
    const said = `${plural(events, "event")} up to block ${block}${anew}: ${short(database)}`;
    return [said, undefined] as const;
  });
}

/** The server waits for the index by itself, so it can start beside the indexer. */
function startServer({ config }: Job, deployment: Deployment): Promise<Child<ServerPartReady>> {
  const { database, documents, port } = config;
  const options: ServerPartOptions = {
    deployment,
    database,
    documents,
    host: "127.0.0.1",
    port,
    logLevel: LOG_LEVEL,
  };
  const server = startChild<ServerPartReady>(programOf("serverChild"), options, SERVER_PROCESS);
  // Should the index fail before anybody waits for the server, then that is what there is to say.
  server.catch(() => {});
  return server;
}

function serve({ steps, onStarted }: Job, starting: Promise<Child<ServerPartReady>>) {
  return steps.step("server", async () => {
    const server = await starting;
    onStarted(server);
    return [`GraphQL and documents at ${server.ready.url}`, server.ready] as const;
  });
}

/** Only what is wrong is to be seen between the steps. */
const LOG_LEVEL = "error";

/** The processes are those of `rights serve`. */
function programOf(name: string): string {
  return path.join(import.meta.dirname, "../cli/serve", `${name}.ts`);
}

/** A path as a person would write it. */
function short(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}

function date(time: number | undefined): string {
  return new Date((time ?? 0) * 1000).toISOString().slice(0, 10);
}
