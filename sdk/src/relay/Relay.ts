import type { Call, ResultOf } from "../call.ts";
import type { Connection } from "../Connection.ts";
import type { RegistryError } from "../errors/RegistryError.ts";
import type { ResultValues, Transaction } from "../results.ts";
import { runsOf } from "../runs.ts";
import { refuseRivals } from "../send.ts";
import type { SigningOptions } from "./sign.ts";
import { signRuns } from "./sign.ts";
import type { SignedRequest } from "./SignedRequest.ts";
import type { RequestOutcome } from "./submit.ts";
import { submitRequests } from "./submit.ts";

/** All requests were executed: the result of each, in order. */
export interface SubmittedAll<Result> {
  readonly transaction: Transaction;
  readonly results: readonly Result[];
}

/** What became of each request, in order: its result, or why it was refused. */
export interface SubmittedSome<Result> {
  readonly transaction: Transaction;
  readonly outcomes: readonly ({ readonly result: Result } | { readonly error: RegistryError })[];
}

/**
 * Relayed writes. A data owner needs no coin: it signs a request, and anybody may submit it.
 */
export class Relay {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Has the signer sign one call. It is tried first: what the contracts would refuse now is not
   * signed. The request takes the signer's next nonce, so only one can be open at a time; to sign
   * several use {@link signAll}.
   *
   * @example
   * const request = await registry.relay.sign(registry.calls.rights.file(filing));
   * await fetch("https://relayer.example/submit", { method: "POST", body: JSON.stringify(request) });
   */
  async sign<Result>(
    call: Call<Result>,
    options: SigningOptions = {},
  ): Promise<SignedRequest<Result>> {
    const [request] = await this.signAll([call], options);
    return request as SignedRequest<Result>;
  }

  /**
   * Has the signer sign several calls, a request each, with consecutive nonces. Submit them in this
   * order.
   *
   * @example
   * const requests = await registry.relay.signAll(filings.map((f) => registry.calls.rights.file(f)));
   */
  async signAll<const Calls extends readonly Call[]>(
    calls: Calls,
    options: SigningOptions = {},
  ): Promise<{ readonly [I in keyof Calls]: SignedRequest<ResultOf<Calls[I]>> }> {
    const chain = this.#connection.chain("Signing a request");
    const signer = await this.#connection.signer("Signing a request");
    await refuseRivals(chain, calls);
    const runs = calls.flatMap((call) => runsOf([call]));
    const signed = await signRuns(chain, signer, runs, options);
    return signed as { readonly [I in keyof Calls]: SignedRequest<ResultOf<Calls[I]>> };
  }

  /**
   * Submits signed requests, of one or many signers, in one transaction that the relayer pays.
   * Throws, before anything is sent, {@link SignatureExpiredError}, {@link RequestReplayedError},
   * {@link RequestOutOfOrderError}, {@link InvalidSignatureError}, or what a contract refuses.
   * With `atomic: false` faulty requests are reported instead, and the others executed.
   *
   * @example
   * const { results } = await registry.relay.submit(requests);
   */
  submit<Result>(
    requests: readonly SignedRequest<Result>[],
    options?: { readonly atomic?: true },
  ): Promise<SubmittedAll<Result>>;
  submit<Result>(
    requests: readonly SignedRequest<Result>[],
    options: { readonly atomic: false },
  ): Promise<SubmittedSome<Result>>;
  async submit<Result>(
    requests: readonly SignedRequest<Result>[],
    options: { readonly atomic?: boolean } = {},
  ): Promise<SubmittedAll<Result> | SubmittedSome<Result>> {
    const chain = this.#connection.chain("Submitting requests");
    const relayer = await this.#connection.relayer("Submitting requests");
    const atomic = options.atomic ?? true;
    const { transaction, outcomes } = await submitRequests(chain, relayer, requests, atomic);
    if (!atomic)
      return { transaction, outcomes: outcomes.map((one) => withOneResult<Result>(one)) };
    const results = outcomes.flatMap((one) =>
      "results" in one ? [oneResult<Result>(one.results)] : [],
    );
    return { transaction, results };
  }
}

function withOneResult<Result>(
  outcome: RequestOutcome,
): { readonly result: Result } | { readonly error: RegistryError } {
  return "error" in outcome ? outcome : { result: oneResult<Result>(outcome.results) };
}

/** A request carries one call, unless `send` made it: then the results are a list. */
function oneResult<Result>(results: readonly ResultValues[]): Result {
  return (results.length === 1 ? results[0] : results) as Result;
}
