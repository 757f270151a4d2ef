import { existsSync } from "node:fs";

import type { Wallet } from "ethers";
import { Wallet as EthersWallet } from "ethers";

import type { ConnectRetry, Deployment, Registry } from "../../../sdk/src/index.ts";
import {
  connect,
  DEV_CHAIN_ID,
  devSigner,
  fetchDeployment,
  readDeployment,
} from "../../../sdk/src/index.ts";
import type { Config } from "../../config.ts";
import { isUrl } from "../../config.ts";
import { Failure, UsageError } from "../failure.ts";
import { note } from "../output/note.ts";
import type { Actor } from "./actor.ts";
import { isFunded, RELAYER } from "./actor.ts";
import type { PlaceOptions, SigningOptions } from "./options.ts";
import { configFrom } from "./options.ts";

export interface Connection {
  readonly config: Config;
  readonly registry: Registry;
}

/** A connection that acts for somebody. */
export interface SigningConnection extends Connection {
  readonly signer: Wallet;
  /** Who pays, if it is not the signer. */
  readonly relayer: Wallet | undefined;
  /** Who the signer is, for people. */
  readonly name: string;
}

/** Who acts on the development chain if nobody is named: always the same, or found in the registry. */
export type DefaultActor = Actor | ((registry: Registry) => Promise<Actor | undefined>);

/** Connects to read: from the index, and from the chain unless `offChain`. */
export async function connectToRead(
  options: PlaceOptions,
  { offChain = false } = {},
): Promise<Connection> {
  const config = configFrom(options);
  const deployment = await loadDeployment(config);
  const { rpc, graphql } = config;
  const registry = await connect({
    deployment,
    graphql,
    ...(offChain ? {} : { rpc, onRetry: tellRetry }),
  });
  return { config, registry };
}

/**
 * Connects to write, as the person named or, on the development chain, as `defaultActor`.
 * @param quiet Whether to leave out who acts; programs are never told.
 */
export async function connectToWrite(
  options: SigningOptions,
  defaultActor: DefaultActor,
  { quiet = options.json === true } = {},
): Promise<SigningConnection> {
  const config = configFrom(options);
  const deployment = await loadDeployment(config);
  const { rpc, graphql } = config;
  const reader = await connect({ deployment, rpc, graphql, onRetry: tellRetry });
  const { signer, actor } = await chooseSigner(options, config, reader, defaultActor);
  const relayer = chooseRelayer(config, deployment, actor);
  const registry = await connect({
    deployment,
    rpc,
    graphql,
    signer,
    ...(relayer === undefined ? {} : { relayer }),
  });
  const name = actor === undefined ? signer.address : `${actor.name} (${signer.address})`;
  if (!quiet) note(`Acting as ${name}${relayer === undefined ? "" : `; ${relayer.address} pays`}`);
  return { config, registry, signer, relayer, name };
}

/** Loads the deployment that the configuration names. Throws `Failure` or `DeploymentFileError`. */
export async function loadDeployment({ deployment }: Config): Promise<Deployment> {
  if (isUrl(deployment)) return fetchDeployment(deployment);
  if (existsSync(deployment)) return readDeployment(deployment);
  throw new Failure(
    "NO_DEPLOYMENT",
    `There is no deployment file at ${deployment}`,
    "`npm start` and `rights deploy` make one; --deployment, --home or REGISTRY_HOME name another",
  );
}

/** Tells that the node did not answer, and that it is tried again. */
export function tellRetry({ attempt, attempts, waitMs, url }: ConnectRetry): void {
  note(
    `No answer from the node at ${url} (attempt ${attempt} of ${attempts}); ` +
      `trying again in ${(waitMs / 1000).toFixed(1)} s`,
  );
}

interface Chosen {
  readonly signer: Wallet;
  readonly actor?: Actor;
}

async function chooseSigner(
  { as }: SigningOptions,
  config: Config,
  reader: Registry,
  defaultActor: DefaultActor,
): Promise<Chosen> {
  if (as !== undefined) return { signer: devSigner(as.index), actor: as };
  if (config.key !== undefined) return { signer: new EthersWallet(config.key) };
  const hint = "set RIGHTS_KEY to the private key of the account that acts";
  if (reader.deployment.chainId !== DEV_CHAIN_ID) {
    throw new UsageError("This needs to be signed, and no key is given", hint);
  }
  const actor = typeof defaultActor === "function" ? await defaultActor(reader) : defaultActor;
  if (actor === undefined) {
    throw new UsageError("No development account may do this; no other key is given", hint);
  }
  return { signer: devSigner(actor.index), actor };
}

function chooseRelayer(
  { relayerKey }: Config,
  { chainId }: Deployment,
  actor: Actor | undefined,
): Wallet | undefined {
  if (relayerKey !== undefined) return new EthersWallet(relayerKey);
  if (chainId !== DEV_CHAIN_ID) return undefined;
  return actor !== undefined && isFunded(actor) ? undefined : devSigner(RELAYER.index);
}
