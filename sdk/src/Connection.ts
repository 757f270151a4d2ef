import type { Signer } from "ethers";

import type { Chain } from "./chain.ts";
import type { Deployment } from "./deployment.ts";
import { DEV_CHAIN_ID, isDevAddress } from "./devKeys.ts";
import { DevKeyRefusedError, NotConnectedError } from "./errors/connection.ts";
import { asOfInput } from "./graphql/asOf.ts";
import type { GraphQLClient, RequestOptions, TypedDocument } from "./graphql/client.ts";
import type { AtMoment } from "./graphql/Lists.ts";
import type { Platform } from "./platform.ts";

/** What a connection is made of. */
export interface Parts {
  readonly platform: Platform;
  readonly deployment: Deployment;
  readonly chain: Chain | undefined;
  readonly graphql: GraphQLClient | undefined;
  readonly signer: Signer | undefined;
  readonly relayer: Signer | undefined;
}

/** The ways to the chain and to the index, and who acts. What is missing is an error when needed. */
export class Connection {
  readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  get deployment(): Deployment {
    return this.parts.deployment;
  }

  /** The same connection, acting for another signer. */
  as(signer: Signer): Connection {
    return new Connection({ ...this.parts, signer });
  }

  /** The chain; `purpose` is what needs it. Throws {@link NotConnectedError}. */
  chain(purpose: string): Chain {
    if (this.parts.chain === undefined) throw new NotConnectedError("rpc", purpose);
    return this.parts.chain;
  }

  /** The index; `purpose` is what needs it. Throws {@link NotConnectedError}. */
  graphql(purpose: string): GraphQLClient {
    if (this.parts.graphql === undefined) throw new NotConnectedError("graphql", purpose);
    return this.parts.graphql;
  }

  /** Who writes. Throws {@link NotConnectedError} or {@link DevKeyRefusedError}. */
  async signer(purpose: string): Promise<Signer> {
    const { signer } = this.parts;
    if (signer === undefined) throw new NotConnectedError("signer", purpose);
    await this.#refuseDevKey("signer", signer);
    return signer;
  }

  /** Who submits. Throws {@link NotConnectedError} or {@link DevKeyRefusedError}. */
  async relayer(purpose: string): Promise<Signer> {
    const { relayer } = this.parts;
    if (relayer === undefined) throw new NotConnectedError("relayer", purpose);
    await this.#refuseDevKey("relayer", relayer);
    return relayer;
  }

  /** Asks the index. */
  async query<Result, Variables>(
    document: TypedDocument<Result, Variables> | string,
    variables: Variables,
    options: AtMoment & RequestOptions = {},
  ): Promise<Result> {
    const { asOf, signal } = options;
    const all = asOf === undefined ? variables : { ...variables, asOf: asOfInput(asOf) };
    return this.graphql("A query").request(document, all, { signal });
  }

  async #refuseDevKey(role: "signer" | "relayer", account: Signer): Promise<void> {
    const { chainId } = this.deployment;
    if (chainId === DEV_CHAIN_ID) return;
    const address = await account.getAddress();
    if (isDevAddress(address)) throw new DevKeyRefusedError(role, address, chainId);
  }
}
