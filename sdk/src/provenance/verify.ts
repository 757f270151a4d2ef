import { isHexString } from "ethers";

import type { Connection } from "../Connection.ts";
import { WrongDeploymentError } from "../errors/connection.ts";
import type { MetaFieldsFragment, ProvenanceQuery } from "../generated/documents.ts";
import { ProvenanceDocument } from "../generated/documents.ts";
import { asOfInput } from "../graphql/asOf.ts";
import type { AtMoment } from "../graphql/Lists.ts";
import type { Hashable, HashOptions } from "../hash.ts";
import type { Hex } from "../input.ts";
import { RightsState } from "../state/rights.ts";
import { checkAgainstChain } from "./chainCheck.ts";
import type { Provenance } from "./Provenance.ts";
import { assetState } from "./state.ts";

export type VerifyOptions = AtMoment & HashOptions;

/** Looks up whose data something is. */
export class ProvenanceVerifier {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Who holds which rights over a file, now or at a moment, and on which title. The file is hashed
   * here and never leaves the machine; a commitment (0x and 64 hex digits) or an asset's id is taken
   * as it is. With an `rpc` address the answer is compared with the chain itself.
   * Throws {@link FileError}, {@link IndexerMismatchError}, {@link GraphQLRequestError}.
   *
   * @example
   * const { verdict, certificates, chainOfTitle } = await registry.provenance.verify("data.parquet");
   * const then = await registry.provenance.verify(commitment, { asOf: new Date("2026-01-01") });
   */
  async verify(what: Hashable, options: VerifyOptions = {}): Promise<Provenance> {
    const { asOf, ...hashOptions } = options;
    const commitment = await this.#commitmentOf(what, hashOptions);
    const answer = await this.#connection.query(ProvenanceDocument, {
      id: commitment,
      past: asOf !== undefined,
      asOf: asOf === undefined ? null : asOfInput(asOf),
    });
    return this.#conclude(commitment, answer, options);
  }

  async #conclude(
    commitment: Hex,
    answer: ProvenanceQuery,
    options: VerifyOptions,
  ): Promise<Provenance> {
    const { nowMeta, thenMeta } = answer;
    this.#requireSameDeployment(nowMeta);
    const now = assetState(answer.now, nowMeta.block);
    const then = thenMeta === undefined ? now : assetState(answer.then ?? null, thenMeta.block);
    const check = await this.#check(commitment, now, nowMeta);
    const { number: block, hash, time } = nowMeta.block;
    return {
      commitment,
      ...then,
      reasons: check?.doubt === undefined ? then.reasons : [...then.reasons, check.doubt],
      asOf: options.asOf ?? null,
      now,
      checkedAgainst: { block, hash, time, digest: nowMeta.digest, lag: nowMeta.lag },
      confirmedByChain: check?.confirmed ?? null,
    };
  }

  async #check(commitment: Hex, now: Provenance["now"], meta: MetaFieldsFragment) {
    const { chain } = this.#connection.parts;
    if (chain === undefined) return undefined;
    const rights = new RightsState(this.#connection);
    return checkAgainstChain({ chain, rights, url: this.#url }, commitment, now, meta);
  }

  async #commitmentOf(what: Hashable, options: HashOptions): Promise<Hex> {
    if (typeof what === "string") {
      const bare = what.startsWith("asset:") ? what.slice("asset:".length) : what;
      if (isHexString(bare, 32)) return bare.toLowerCase() as Hex;
    }
    return (await this.#connection.parts.platform.hashFile(what, options)).commitment;
  }

  get #url(): string {
    return this.#connection.graphql("Verifying").url;
  }

  #requireSameDeployment(meta: MetaFieldsFragment): void {
    const { chainId, genesisHash } = this.#connection.deployment;
    if (meta.chainId === chainId && meta.genesisHash === genesisHash) return;
    const found = `It indexes chain ${meta.chainId} with block 0 ${meta.genesisHash}.`;
    throw new WrongDeploymentError(`the index at ${this.#url}`, found);
  }
}
