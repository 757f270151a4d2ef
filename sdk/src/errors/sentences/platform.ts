import type { Sentences } from "./Sentence.ts";

const REPORT = "This is no state that the registry leads to: please report it.";

/** Errors of the forwarder, and of the libraries that the contracts are built on. */
export const platformSentences: Sentences = {
  ERC2771ForwarderExpiredRequest: (w) => [
    `The request expired at ${w.deadline}, by the chain's clock.`,
    "Have it signed again, with a later deadline.",
  ],
  ERC2771ForwarderInvalidSigner: (w) => [
    `The request speaks for ${w.from}; its signature, with the signer's next nonce, is that of ${w.signer}.`,
    "It was altered, or submitted before: have it signed again.",
  ],
  ERC2771ForwarderMismatchedValue: (w) => [
    `The requests carry ${w.requestedValue} wei and the transaction ${w.msgValue}.`,
    "Requests to the registry carry no value.",
  ],
  ERC2771ForwarderNoRefundReceiver: () => [
    "A request in the batch failed and nobody is named to take its value back.",
    "Requests to the registry carry no value.",
  ],
  ERC2771UntrustfulTarget: (w) => [
    `The contract ${w.target} does not trust the forwarder ${w.forwarder}.`,
    "Sign requests for the contracts of the deployment, through its own forwarder.",
  ],
  InvalidAccountNonce: (w) => [
    `The next nonce of ${w.account} is ${w.currentNonce}.`,
    "Have the request signed again.",
  ],
  FailedCall: () => [
    "The call that was forwarded failed, and gave no reason.",
    "Simulate the call by itself to learn the reason.",
  ],
  AddressEmptyCode: (w) => [`There is no contract at ${w.target}.`, "Check the deployment file."],
  InsufficientBalance: (w) => [
    `The contract has ${w.balance} wei and needs ${w.needed}.`,
    "Calls to the registry carry no value.",
  ],
  InvalidShortString: () => ["A short string is malformed.", REPORT],
  StringTooLong: (w) => [`The string "${w.str}" is too long.`, REPORT],
  SafeCastOverflowedUintDowncast: (w) => [`${w.value} does not fit into ${w.bits} bits.`, REPORT],
};
