import { plural } from "../../cli/output/format.ts";
import type { Grant, Registration } from "../plan.ts";
import { RIVAL, WAITING } from "../plan.ts";
import { AMENDMENT } from "./amendment.ts";
import { APPRAISAL } from "./appraisal.ts";
import { CATALOGUE } from "./catalogues.ts";
import { COURTS } from "./courts.ts";
import { CUSTODY } from "./custody.ts";
import { TRADE } from "./deals.ts";
import { decide, object, rejectRival, withdraw } from "./disputes.ts";
import { annul, surrender, transfer } from "./endings.ts";
import { EXPORTS } from "./exports.ts";
import { confirm, file, openNotice } from "./filing.ts";
import { GOVERNANCE } from "./governance.ts";
import { grant, resume, suspend, terminate } from "./licensing.ts";
import { accept, invite, register } from "./participants.ts";
import { PLEDGE } from "./pledge.ts";
import { REVISIONS } from "./revision.ts";
import { SANDBOX } from "./sandbox.ts";
import type { Stage } from "./stage.ts";
import { USE } from "./use.ts";

/** When the chain has to begin, before the present, so that the whole schedule is past. */
export const SCHEDULE_DAYS = 60;

/** How long from one generation to the next: 14 days of notice, and the work around it. */
const ROUND = 14.4;

/**
 * The whole lifecycle. Derived files rest on certificates and licences over their originals, so they
 * come a round of notice later each; the last round is in notice at the present.
 */
export function schedule(
  registrations: readonly Registration[],
  grants: readonly Grant[],
): Stage[] {
  const rounds = Math.max(...registrations.map(({ generation }) => generation)) + 1;
  const stages: Stage[] = [
    {
      day: 0.05,
      said: (n) => `${n} participants registered, by the hash of their credentials`,
      acts: register,
    },
    { day: 0.1, acts: invite },
    {
      day: 0.15,
      said: () => "1 account invited to act for a participant, and accepted",
      acts: accept,
    },
    ...Array.from({ length: rounds }, (_, round) => roundOf(round, registrations, grants)).flat(),
    {
      day: 2,
      said: () => "1 rival application filed",
      acts: (situation, calls) => file(situation, calls, [RIVAL]),
    },
    { day: 4, said: (n) => `${n} objections raised`, acts: object },
    { day: 8, said: () => "1 rival application rejected", acts: rejectRival },
    {
      day: 9,
      said: () => "1 objection upheld: its application is rejected",
      acts: (situation, calls) => decide(situation, calls, "UPHELD"),
    },
    {
      day: 12.5,
      said: () => "1 objection dismissed: notice goes on for 5 days",
      acts: (situation, calls) => decide(situation, calls, "DISMISSED"),
    },
    { day: 16, said: () => "1 application withdrawn", acts: withdraw },
    {
      day: 21.5,
      said: (n) => `${plural(n, "right")} confirmed after longer notice`,
      acts: (situation, calls, time) => confirm(situation, calls, registrations, time),
    },
    { day: 58.2, said: () => "1 certificate surrendered", acts: surrender },
    { day: 58.4, said: () => "1 certificate annulled", acts: annul },
    { day: 58.6, said: () => "1 certificate transferred", acts: transfer },
    { day: 58.8, said: (n) => `${n} licences suspended`, acts: suspend },
    { day: 59, said: () => "1 licence resumed", acts: resume },
    { day: 59.2, said: () => "1 licence terminated", acts: terminate },
    {
      day: SCHEDULE_DAYS,
      said: () => "1 application filed, waiting for the examiner",
      acts: (situation, calls) => file(situation, calls, [WAITING]),
    },
    ...CUSTODY,
    ...CATALOGUE,
    ...APPRAISAL,
    ...TRADE,
    ...USE,
    ...EXPORTS,
    ...SANDBOX,
    ...COURTS,
    ...PLEDGE,
    ...AMENDMENT,
    ...GOVERNANCE,
    ...REVISIONS,
  ];
  return stages.toSorted((one, other) => one.day - other.day);
}

/** Confirmations of the round before, licences under them, and what rests on those. */
function roundOf(
  round: number,
  registrations: readonly Registration[],
  grants: readonly Grant[],
): Stage[] {
  const day = 0.2 + round * ROUND;
  const [before, now] = [round - 1, round].map((generation) =>
    registrations.filter((one) => one.generation === generation),
  );
  return [
    {
      day,
      said: (n) => `${plural(n, "right")} confirmed`,
      acts: (situation, calls, time) => confirm(situation, calls, before ?? [], time),
    },
    {
      day: day + 0.03,
      said: (n) => `${plural(n, "licence")} granted`,
      acts: (situation, calls, time) => grant(situation, calls, grants, time),
    },
    {
      day: day + 0.06,
      said: (n) =>
        `${plural(n, "application")} filed${round === 0 ? "" : ", on what was confirmed or licensed"}`,
      acts: (situation, calls) => file(situation, calls, now ?? []),
    },
    {
      day: day + 0.09,
      said: (n) => `${plural(n, "public notice")} opened`,
      acts: (situation, calls) => openNotice(situation, calls, now ?? []),
    },
  ];
}
