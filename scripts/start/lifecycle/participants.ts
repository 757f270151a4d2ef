import { randomBytes } from "node:crypto";

import { accountOf, REGISTRAR, secondAccountOf } from "../accounts.ts";
import type { Owner } from "../owners.ts";
import { OWNER_KEYS, OWNERS } from "../owners.ts";
import type { Act, Sender } from "./sender.ts";
import type { Situation } from "./situation.ts";

type Calls = Sender["calls"];

/** The registrar enters everybody who is not in the book. */
export function register(situation: Situation, calls: Calls): Act[] {
  return OWNER_KEYS.filter((key) => situation.participant(key) === undefined).map((key) => {
    const { kind, jurisdiction }: Owner = OWNERS[key];
    const credentialHash = credential(situation, OWNERS[key]);
    const account = accountOf(key).address;
    const call = calls.participants.register({ kind, jurisdiction, credentialHash, account });
    return { by: REGISTRAR, call };
  });
}

/** The first owner asks a second account to act for it. */
export function invite(situation: Situation, calls: Calls): Act[] {
  const number = situation.participant("vega");
  const { address } = secondAccountOf("vega");
  if (number === undefined || situation.book.happened("AccountInvited", number, address)) return [];
  return [{ by: accountOf("vega"), call: calls.participants.invite(address) }];
}

/** The second account consents. */
export function accept(situation: Situation, calls: Calls): Act[] {
  const number = situation.participant("vega");
  const account = secondAccountOf("vega");
  if (number === undefined || situation.book.happened("AccountAdded", number, account.address))
    return [];
  return [{ by: account, call: calls.participants.accept(number) }];
}

/**
 * What the registrar has verified. Only its hash goes on the chain; the salt keeps the hash from
 * telling, to whoever guesses a name, that it is this one. Credentials of persons are not served.
 */
function credential({ documents, credentials }: Situation, owner: Owner): string {
  const store = owner.kind === "CITIZEN" ? credentials : documents;
  const { name, kind, jurisdiction } = owner;
  const salt = randomBytes(16).toString("hex");
  return store.put({ document: "Credential", name, kind, jurisdiction, salt }).hash;
}
