import { RegistryError } from "./RegistryError.ts";

/** The deadline that was signed has passed, by the chain's clock. */
export class SignatureExpiredError extends RegistryError {
  readonly deadline: Date;

  constructor(from: string, deadline: Date, chainTime: Date) {
    super({
      code: "SIGNATURE_EXPIRED",
      shortMessage: `The request signed by ${from} expired at ${deadline.toISOString()}; the chain's clock shows ${chainTime.toISOString()}.`,
      hint: "Have it signed again, with a later deadline.",
    });
    this.deadline = deadline;
  }
}

/** The request was executed already (or the signer has used its nonce for another one). */
export class RequestReplayedError extends RegistryError {
  readonly nonce: number;

  constructor(from: string, nonce: number, nextNonce: number) {
    super({
      code: "REQUEST_REPLAYED",
      shortMessage: `The request signed by ${from} with nonce ${nonce} was submitted before: the signer's next nonce is ${nextNonce}.`,
      hint: "Nothing is to be done if it was the same request; otherwise have it signed again.",
    });
    this.nonce = nonce;
  }
}

/** A request that the signer signed before this one has not been executed yet. */
export class RequestOutOfOrderError extends RegistryError {
  readonly nonce: number;

  constructor(from: string, nonce: number, nextNonce: number) {
    super({
      code: "REQUEST_OUT_OF_ORDER",
      shortMessage: `The request signed by ${from} has nonce ${nonce}; the signer's next nonce is ${nextNonce}.`,
      hint: "Submit the requests that were signed before it first, in the order of their nonces.",
    });
    this.nonce = nonce;
  }
}

/** The signature is not that of the account the request speaks for, or the request was altered. */
export class InvalidSignatureError extends RegistryError {
  readonly from: string;

  constructor(from: string, recovered: string | undefined) {
    super({
      code: "INVALID_SIGNATURE",
      shortMessage: `The request was not signed by ${from}, or was altered after it was signed.`,
      details: recovered && `The signature is that of ${recovered} over these fields.`,
      hint: "Have it signed again, and pass it on unchanged.",
    });
    this.from = from;
  }
}
