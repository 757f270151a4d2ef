import type { DecisionReason } from "../../../sdk/src/index.ts";

/** What each reason of a licence decision says, in a sentence. */
export const DECISION_SENTENCES: Readonly<Record<DecisionReason, string>> = {
  HELD: "It may: the certificate is its own.",
  LICENSED: "It may, by this licence.",
  MALFORMED: "Ask about one use at least, and a country.",
  PARTICIPANT_NOT_ACTIVE: "The participant is unknown or suspended.",
  UNKNOWN_CERTIFICATE: "There is no such certificate.",
  CERTIFICATE_NOT_ACTIVE: "The certificate has ended, or has not begun.",
  UNKNOWN_LICENSE: "There is no such licence.",
  NO_LICENSE: "No licence under the certificate ever came to it.",
  NOT_LICENSEE: "The licence is another's.",
  LICENSE_TERMINATED: "The licence was terminated.",
  LICENSE_EXPIRED: "The licence has run out by then.",
  LICENSE_NOT_BEGUN: "The licence has not begun by then.",
  LICENSE_SUSPENDED: "The licence is suspended.",
  LICENSE_EXHAUSTED: "No units of the licence are left.",
  USE_PROHIBITED: "The licence prohibits such use.",
  USE_NOT_PERMITTED: "The licence does not permit such use.",
  OUTSIDE_TERRITORY: "The licence does not reach to that country.",
  SANDBOX_CLOSED: "The licence ended with its sandbox, which was closed.",
};
