import type { Signer } from "ethers";

import type { Call, ResultOf } from "./call.ts";
import type { Chain } from "./chain.ts";
import type { Deployment } from "./deployment.ts";
import { DEV_CHAIN_ID, isDevAddress } from "./devKeys.ts";
import { DevKeyRefusedError, NotConnectedError } from "./errors/connection.ts";
import { InvalidInputError } from "./errors/input.ts";
import * as licenses from "./licenses.ts";
import * as participants from "./participants.ts";
import type { Platform } from "./platform.ts";
import { Relay } from "./relay/Relay.ts";
import { sendRelayed } from "./relay/sendRelayed.ts";
import type { Transaction, Written } from "./results.ts";
import * as rights from "./rights.ts";
import { refuseRivals, sendDirect } from "./send.ts";
import { LicensesState } from "./state/licenses.ts";
import { ParticipantsState } from "./state/participants.ts";
import { RightsState } from "./state/rights.ts";
import type { Verbs } from "./verbs.ts";
import { sending, transferring } from "./verbs.ts";

/** What a connection is made of. */
export interface Parts {
  readonly platform: Platform;
  readonly deployment: Deployment;
  readonly chain: Chain | undefined;
  readonly graphql: string | undefined;
  readonly signer: Signer | undefined;
  readonly relayer: Signer | undefined;
}

/** What became of a batch: the result of each call, in order, and the transactions they are in. */
export interface SentBatch<Calls extends readonly Call[]> {
  /** One for each call; the same for those that went together. */
  readonly transactions: readonly Transaction[];
  readonly results: { readonly [I in keyof Calls]: ResultOf<Calls[I]> };
}

/**
 * A connection to a registry. Make one with `connect`; {@link Registry.as} gives another that acts
 * for another signer.
 */
export class Registry {
  readonly deployment: Deployment;
  /** The writes as data, not sent: for batches, and for requests that somebody else submits. */
  readonly calls = { participants, rights, licenses };
  readonly participants: Verbs<typeof participants> & ParticipantsState;
  readonly rights: Verbs<Omit<typeof rights, "transfer">> &
    RightsState &
    ReturnType<typeof transferring>;
  readonly licenses: Verbs<typeof licenses> & LicensesState;
  /** Requests that are signed here and submitted there. */
  readonly relay: Relay;

  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.deployment = parts.deployment;
    this.relay = new Relay(this);

    const send = async <Result>(call: Call<Result>): Promise<Written<Result>> => {
      const { results, transactions } = await this.send([call]);
      return { ...results[0], transaction: transactions[0] } as Written<Result>;
    };
    const { transfer, ...otherRights } = rights;
    const rightsState = new RightsState(this);
    this.participants = Object.assign(new ParticipantsState(this), sending(participants, send));
    this.rights = Object.assign(
      rightsState,
      sending(otherRights, send),
      transferring(this, transfer, send),
    );
    this.licenses = Object.assign(new LicensesState(this), sending(licenses, send));
  }

  /**
   * The same connection, acting for another signer.
   *
   * @example
   * await registry.as(owner).rights.withdraw(12);
   */
  as(signer: Signer): Registry {
    return new Registry({ ...this.#parts, signer });
  }

  /**
   * Sends several calls, in order, in as few transactions as possible: consecutive calls of one
   * contract go together and succeed or fail together. Relayed, all go in one transaction.
   * What the contracts would refuse is not sent; the error tells which and why.
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
    const chain = this.chain("Writing");
    const signer = this.signer("Writing");
    const { relayer } = this.#parts;
    await this.refuseDevKeys();
    await refuseRivals(chain, calls);
    const sent =
      relayer === undefined
        ? await sendDirect(chain, signer, calls)
        : await sendRelayed(chain, signer, relayer, calls);
    return sent as unknown as SentBatch<Calls>;
  }

  /** The chain; `purpose` is what needs it. Throws {@link NotConnectedError}. */
  chain(purpose: string): Chain {
    if (this.#parts.chain === undefined) throw new NotConnectedError("rpc", purpose);
    return this.#parts.chain;
  }

  /** Who writes. Throws {@link NotConnectedError}. */
  signer(purpose: string): Signer {
    if (this.#parts.signer === undefined) throw new NotConnectedError("signer", purpose);
    return this.#parts.signer;
  }

  /** Who submits. Throws {@link NotConnectedError}. */
  relayer(purpose: string): Signer {
    if (this.#parts.relayer === undefined) throw new NotConnectedError("relayer", purpose);
    return this.#parts.relayer;
  }

  /** Throws {@link DevKeyRefusedError} if a public key would be used on a chain that is not for it. */
  async refuseDevKeys(): Promise<void> {
    const { deployment, signer, relayer } = this.#parts;
    if (deployment.chainId === DEV_CHAIN_ID) return;
    for (const [role, account] of [
      ["signer", signer],
      ["relayer", relayer],
    ] as const) {
      const address = await account?.getAddress();
      if (address !== undefined && isDevAddress(address)) {
        throw new DevKeyRefusedError(role, address, deployment.chainId);
      }
    }
  }
}
