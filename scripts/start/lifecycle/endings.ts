import { accountOf, REGISTRAR } from "../accounts.ts";
import { ANNULLED, holderOf, SURRENDERED, TRANSFERRED } from "../plan.ts";
import type { Act, Sender } from "./sender.ts";
import type { Situation } from "./situation.ts";

type Calls = Sender["calls"];

/** A holder gives a right up. */
export function surrender(situation: Situation, calls: Calls): Act[] {
  const certificate = situation.holding(SURRENDERED);
  if (certificate === undefined) return [];
  const holder = accountOf(holderOf(SURRENDERED, situation.files));
  return [{ by: holder, call: calls.rights.surrender(certificate.id) }];
}

/** The registrar annuls a certificate. */
export function annul(situation: Situation, calls: Calls): Act[] {
  const certificate = situation.holding(ANNULLED);
  if (certificate === undefined) return [];
  const { hash } = situation.documents.put({
    document: "Reason",
    certificate: `certificate:${certificate.id}`,
    reason: "Annulled: the file names neither a source nor a licence, and records known errors.",
  });
  return [{ by: REGISTRAR, call: calls.rights.annul(certificate.id, hash) }];
}

/** A holding passes to another participant. */
export function transfer(situation: Situation, calls: Calls): Act[] {
  const { file, to } = TRANSFERRED;
  const certificate = situation.holding(file);
  if (!certificate || situation.book.happened("HolderChanged", certificate.id)) return [];
  const from = accountOf(holderOf(file, situation.files));
  const receiver = accountOf(to).address;
  const call = calls.rights.transfer({
    certificateId: certificate.id,
    from: from.address,
    to: receiver,
  });
  return [{ by: from, call }];
}
