import type { Sentences } from "./Sentence.ts";

const ANY_ACCOUNT = "Use an active account of the participant that holds it.";

/** ERC-721 errors of certificates and licences. */
export const tokensSentences: Sentences = {
  ERC721IncorrectOwner: (w) => [
    `Token ${w.tokenId} sits in the account ${w.owner}, not in ${w.sender}.`,
    "Name the account it sits in.",
  ],
  ERC721InsufficientApproval: (w) => [
    `The account ${w.operator} may not move token ${w.tokenId}.`,
    ANY_ACCOUNT,
  ],
  ERC721InvalidApprover: (w) => [`The account ${w.approver} may not approve others.`, ANY_ACCOUNT],
  ERC721InvalidOperator: (w) => [
    `${w.operator} cannot be an operator.`,
    "Give the address of an account.",
  ],
  ERC721InvalidOwner: (w) => [`${w.owner} cannot own tokens.`, "Give the address of an account."],
  ERC721InvalidReceiver: (w) => [
    `${w.receiver} cannot receive tokens.`,
    "Give an active account of a participant.",
  ],
  ERC721InvalidSender: (w) => [
    `${w.sender} cannot send this token.`,
    "The token exists already, or its sender is the zero address.",
  ],
  ERC721NonexistentToken: (w) => [
    `There is no token ${w.tokenId}.`,
    "A certificate is a token from its confirmation on, a licence from its grant on.",
  ],
};
