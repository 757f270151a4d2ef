import type { Signer } from "ethers";

import { Aggregates } from "./Aggregates.ts";
import type { Call } from "./call.ts";
import type { Connection } from "./Connection.ts";
import type { Deployment } from "./deployment.ts";
import { InvalidInputError } from "./errors/input.ts";
import type { EventFieldsFragment, MetaFieldsFragment } from "./generated/documents.ts";
import * as documents from "./generated/documents.ts";
import type { RequestOptions, TypedDocument } from "./graphql/client.ts";
import type { AtMoment } from "./graphql/Lists.ts";
import type { WatchOptions } from "./graphql/watch.ts";
import { watchEvents } from "./graphql/watch.ts";
import { ProvenanceVerifier } from "./provenance/verify.ts";
import { Relay } from "./relay/Relay.ts";
import { sendRelayed } from "./relay/sendRelayed.ts";
import type { SentBatch } from "./results.ts";
import { refuseRivals, sendDirect } from "./send.ts";

/**
 * A connection to a registry. Make one with `connect`; {@link Registry.as} gives another that acts
 * for another signer.
 */
export class Registry extends Aggregates {
  readonly deployment: Deployment;
  /** Whose data something is. */
  readonly provenance: ProvenanceVerifier;
  /** Requests that are signed here and submitted there. */
  readonly relay: Relay;

  readonly #connection: Connection;

  constructor(connection: Connection) {
    super(connection);
    this.#connection = connection;
    this.deployment = connection.deployment;
    this.relay = new Relay(connection);
    this.provenance = new ProvenanceVerifier(connection);
  }

  /**
   * The same connection, acting for another signer.
   *
   * @example
   * await registry.as(owner).rights.withdraw(12);
   */
  as(signer: Signer): Registry {
    return new Registry(this.#connection.as(signer));
  }

  /**
   * Sends several calls, in order, in as few transactions as possible: consecutive calls of one
   * contract go together and succeed or fail together. Relayed, all go in one transaction.
   * What the contracts would refuse is not sent; the error tells why.
   *
   * @example
   * const { results } = await registry.send([
   *   registry.calls.rights.confirm(12, decisionHash),
   *   registry.calls.rights.confirm(13, decisionHash),
   * ]);
   * results[1].expiresAt;
   */
  async send<const Calls extends readonly Call[]>(calls: Calls): Promise<SentBatch<Calls>> {
    if (calls.length === 0) throw new InvalidInputError("calls", "[]", "a list of one or more");
    const connection = this.#connection;
    const chain = connection.chain("Writing");
    const signer = await connection.signer("Writing");
    await refuseRivals(chain, calls);
    const sent =
      connection.parts.relayer === undefined
        ? await sendDirect(chain, signer, calls)
        : await sendRelayed(chain, signer, await connection.relayer("Writing"), calls);
    return sent as unknown as SentBatch<Calls>;
  }

  /**
   * Asks the index anything, in GraphQL. `asOf` becomes the variable `$asOf`. A document generated
   * from the schema knows the types of its variables and result.
   * Throws {@link GraphQLRequestError} or {@link GraphQLUnreachableError}.
   *
   * @example
   * const { certificates } = await registry.query<{ certificates: { totalCount: number } }, object>(
   *   "query ($asOf: AsOf) { certificates(asOf: $asOf) { totalCount } }", {}, { asOf: { block: 120 } },
   * );
   */
  query<Result, Variables>(
    document: TypedDocument<Result, Variables> | string,
    variables: Variables,
    options: AtMoment & RequestOptions = {},
  ): Promise<Result> {
    return this.#connection.query(document, variables, options);
  }

  /**
   * Where the index stands: block, digest, lag.
   *
   * @example
   * const { block, lag } = await registry.meta();
   */
  async meta(at: AtMoment = {}): Promise<MetaFieldsFragment> {
    return (await this.#connection.query(documents.MetaDocument, {}, at)).meta;
  }

  /**
   * Events as they are indexed, in the order of the chain, until `signal` aborts or the loop is left.
   * A lost connection is made anew, and nothing is missed. Throws if the first connection fails.
   *
   * @example
   * for await (const event of registry.watch({ where: { name: ["CertificateConfirmed"] } })) {
   *   console.log(event.subject);
   * }
   */
  watch(options: WatchOptions = {}): AsyncGenerator<EventFieldsFragment, void, undefined> {
    return watchEvents(this.#connection.graphql("Watching"), options);
  }
}
