import { accountOf } from "../accounts.ts";
import type { Grant } from "../plan.ts";
import { holderOf, RESUMED, SUSPENDED, TERMINATED } from "../plan.ts";
import type { Act, Sender } from "./sender.ts";
import type { Situation } from "./situation.ts";

type Calls = Sender["calls"];

const YEAR = 365 * 24 * 60 * 60;

/** Holders grant the licences that they have not granted yet, as far as their certificates are in force. */
export function grant(
  situation: Situation,
  calls: Calls,
  grants: readonly Grant[],
  time: number,
): Act[] {
  return grants.flatMap(({ file, to, terms, years }) => {
    const certificate = situation.holding(file);
    const licensee = situation.participant(to);
    const granted = situation.license(file, to) !== undefined;
    if (certificate === undefined || licensee === undefined || granted) return [];

    const until = new Date(Math.min(time + years * YEAR, certificate.expiresAt) * 1000);
    const { units, ...plain } = terms;
    const { licenses } = situation.file(file);
    const { hash } = situation.documents.put({
      document: "Terms",
      certificate: `certificate:${certificate.id}`,
      licensee: `participant:${licensee}`,
      ...plain,
      ...(units && { units: units.toString() }),
      until: until.toISOString(),
      licensesOfTheData: licenses,
    });
    const call = calls.licenses.grant({
      certificateId: certificate.id,
      licensee,
      terms: { ...terms, until, documentHash: hash },
    });
    return [{ by: accountOf(holderOf(file, situation.files)), call }];
  });
}

/** Licensors suspend licences. */
export function suspend(situation: Situation, calls: Calls): Act[] {
  return SUSPENDED.flatMap(({ file, to }) => {
    const license = situation.license(file, to);
    if (!license || situation.book.happened("LicenseSuspended", license.id)) return [];
    const { hash } = situation.documents.put({
      document: "Reason",
      license: `license:${license.id}`,
      reason: "Suspended until the licensee has shown how it meters its use.",
    });
    const call = calls.licenses.suspend(license.id, hash);
    return [{ by: accountOf(holderOf(file, situation.files)), call }];
  });
}

/** A licensor lifts a suspension. */
export function resume(situation: Situation, calls: Calls): Act[] {
  const { file, to } = RESUMED;
  const license = situation.license(file, to);
  if (!license || situation.book.happened("LicenseResumed", license.id)) return [];
  const call = calls.licenses.resume(license.id);
  return [{ by: accountOf(holderOf(file, situation.files)), call }];
}

/** A licensee ends its licence. */
export function terminate(situation: Situation, calls: Calls): Act[] {
  const { file, to } = TERMINATED;
  const license = situation.license(file, to);
  if (!license || situation.book.happened("LicenseTerminated", license.id)) return [];
  const { hash } = situation.documents.put({
    document: "Reason",
    license: `license:${license.id}`,
    reason: "Terminated by the licensee: the study is finished.",
  });
  return [{ by: accountOf(to), call: calls.licenses.terminate(license.id, hash) }];
}
