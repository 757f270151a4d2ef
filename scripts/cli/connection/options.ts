import type { Config } from "../../config.ts";
import { loadConfig } from "../../config.ts";
import type { OutputOptions } from "../verb.ts";
import type { Actor } from "./actor.ts";

/** Options of every verb that needs to know where the registry is. */
export interface PlaceOptions extends OutputOptions {
  readonly home?: string;
  readonly deployment?: string;
  readonly rpc?: string;
  readonly graphql?: string;
}

/** Options of every verb that signs. */
export interface SigningOptions extends PlaceOptions {
  readonly as?: Actor;
  readonly key?: string;
  readonly relayerKey?: string;
}

/** The configuration that a verb's options ask for. Throws `ConfigError`. */
export function configFrom(options: SigningOptions): Config {
  const { home, deployment, rpc, graphql, key, relayerKey } = options;
  return loadConfig({ home, deployment, rpc, graphql, key, relayerKey });
}
