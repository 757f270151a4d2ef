import path from "node:path";

/** Where everything is: of every program of the registry, by flag, else by environment, else by default. */
export interface Config {
  /** Folder of everything that running makes; absolute, as are the paths below. */
  readonly home: string;
  /** State of the embedded chain. */
  readonly chain: string;
  /** Journals of the deployment. */
  readonly ignition: string;
  /** The index, an SQLite database. */
  readonly database: string;
  /** Off-chain documents, by SHA-256. */
  readonly documents: string;
  /** The deployment file: its path or URL. */
  readonly deployment: string;
  /** Port of the GraphQL server. */
  readonly port: number;
  /** Port of the embedded chain. */
  readonly rpcPort: number;
  /** JSON-RPC address of the chain's node. */
  readonly rpc: string;
  /** Address of the GraphQL endpoint. */
  readonly graphql: string;
  /** Private key of the signer. */
  readonly key: string | undefined;
  /** Private key of the account that pays for what the signer signs. */
  readonly relayerKey: string | undefined;
}

/** Settings as a person wrote them. */
export type Settings = Readonly<Partial<Record<SettingName, string | undefined>>>;

export type SettingName = keyof typeof SETTINGS;

/** Each setting with its flag and its environment variable. */
export const SETTINGS = {
  home: { flag: "--home", variable: "REGISTRY_HOME" },
  port: { flag: "--port", variable: "PORT" },
  rpcPort: { flag: "--rpc-port", variable: "RPC_PORT" },
  rpc: { flag: "--rpc", variable: "RIGHTS_RPC" },
  graphql: { flag: "--graphql", variable: "RIGHTS_GRAPHQL" },
  deployment: { flag: "--deployment", variable: "RIGHTS_DEPLOYMENT" },
  key: { flag: "--key", variable: "RIGHTS_KEY" },
  relayerKey: { flag: "--relayer-key", variable: "RIGHTS_RELAYER_KEY" },
} as const;

/** A setting that cannot be used; the message names the flag or variable and says what would do. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Loads the configuration.
 * @param flags What was given on the command line; it outranks the environment.
 * @throws {ConfigError} for the first setting that is not sound.
 */
export function loadConfig(flags: Settings = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const read = <Value>(name: SettingName, parse: Parse<Value>): Value | undefined => {
    const { flag, variable } = SETTINGS[name];
    const given = flags[name];
    if (given !== undefined) return parse(given, flag);
    // An empty variable is how a shell unsets one for a single command.
    return env[variable] ? parse(env[variable], variable) : undefined;
  };

  const home = path.resolve(read("home", parsePath) ?? ".registry");
  const port = read("port", parsePort) ?? 4000;
  const rpcPort = read("rpcPort", parsePort) ?? 8545;
  return {
    home,
    chain: path.join(home, "chain"),
    ignition: path.join(home, "ignition"),
    database: path.join(home, "index.sqlite"),
    documents: path.join(home, "documents"),
    deployment: read("deployment", parsePathOrUrl) ?? path.join(home, "deployment.json"),
    port,
    rpcPort,
    rpc: read("rpc", parseUrl) ?? `http://127.0.0.1:${rpcPort}`,
    graphql: read("graphql", parseUrl) ?? `http://127.0.0.1:${port}/graphql`,
    key: read("key", parseKey),
    relayerKey: read("relayerKey", parseKey),
  };
}

/** Whether a deployment is named by URL. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** Private keys are below the order of secp256k1. */
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

type Parse<Value> = (text: string, where: string) => Value;

function parsePort(text: string, where: string): number {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) {
    throw new ConfigError(`${where}: "${text}" is not a port, a whole number from 1 to 65535`);
  }
  return port;
}

function parsePath(text: string, where: string): string {
  if (text.trim() === "") throw new ConfigError(`${where}: an empty text is not a path`);
  return text;
}

function parsePathOrUrl(text: string, where: string): string {
  return isUrl(text) ? parseUrl(text, where) : path.resolve(parsePath(text, where));
}

function parseUrl(text: string, where: string): string {
  if (!isUrl(text) || !URL.canParse(text)) {
    const like = "an address such as http://127.0.0.1:8545";
    throw new ConfigError(`${where}: "${text}" is not ${like}`);
  }
  return text;
}

/** Never repeats what was given: it may be a secret with one digit too many. */
function parseKey(text: string, where: string): string {
  const key = text.startsWith("0x") ? text : `0x${text}`;
  const inRange = /^0x[0-9a-f]{64}$/i.test(key) && BigInt(key) > 0n && BigInt(key) < CURVE_ORDER;
  if (!inRange) {
    throw new ConfigError(`${where}: this is not a private key, 0x and 64 hex digits`);
  }
  return key;
}
