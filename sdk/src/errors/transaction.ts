import { RegistryError } from "./RegistryError.ts";

/** Whoever keeps the key did not want to sign: a person at a wallet, say. */
export class SigningRefusedError extends RegistryError {
  constructor(cause: unknown) {
    super({
      code: "SIGNING_REFUSED",
      shortMessage: "The signer refused to sign.",
      hint: "Approve the request in the wallet.",
      cause,
    });
  }
}

/** The account that pays has not enough coin. */
export class InsufficientFundsError extends RegistryError {
  readonly account: string;

  constructor(account: string, cause: unknown) {
    super({
      code: "INSUFFICIENT_FUNDS",
      shortMessage: `${account} has not enough coin to pay for the transaction.`,
      hint: "Fund the account, or give connect() a relayer that pays.",
      cause,
    });
    this.account = account;
  }
}

/** The transaction was sent and is not in a block yet; it may still get there. */
export class TransactionTimeoutError extends RegistryError {
  readonly transactionHash: string;

  constructor(transactionHash: string, seconds: number, cause?: unknown) {
    super({
      code: "TRANSACTION_TIMEOUT",
      shortMessage: `Transaction ${transactionHash} is in no block after ${seconds} s.`,
      hint: "It may still be mined: look it up by its hash before sending it again.",
      cause,
    });
    this.transactionHash = transactionHash;
  }
}

/** The calls need more gas than one block holds. */
export class BatchTooLargeError extends RegistryError {
  readonly size: number;

  constructor(size: number, details: string, cause?: unknown) {
    super({
      code: "BATCH_TOO_LARGE",
      shortMessage: `A batch of ${size} does not fit into one block.`,
      details,
      hint: "Send it in smaller batches.",
      cause,
    });
    this.size = size;
  }
}
