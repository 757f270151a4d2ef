import type { GovernedAct } from "../../../sdk/src/index.ts";
import { GOVERNOR, REGISTRAR } from "../accounts.ts";
import type { Act } from "./sender.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";

const EURO = 978;

/** What is announced, in this order: the first is carried out, the second cancelled. */
const ANNOUNCED: readonly GovernedAct[] = [
  { act: "setCurrency", currency: EURO, accepted: true },
  { act: "setPeriods", delivery: 3600, acceptance: 60 },
];
const [ACCEPTED, HASTY] = [0, 1];

/** What changes with law stands announced for 3 days: a guardian can cancel it, else it is carried out. */
export const GOVERNANCE: Stage[] = [
  {
    day: 30,
    said: (_, situation) =>
      `${operation(situation, ACCEPTED)} announced: prices in euro, in 3 days`,
    acts: (situation) => announce(situation, ACCEPTED),
  },
  {
    day: 30.05,
    said: (_, situation) => `${operation(situation, HASTY)} announced: a minute to dispute a deal`,
    acts: (situation) => announce(situation, HASTY),
  },
  {
    day: 31,
    said: (_, situation) => `${operation(situation, HASTY)} cancelled by the guardian`,
    acts: (situation) => {
      const id = announced(situation, HASTY);
      if (id === undefined || situation.book.happened("OperationCanceled", id)) return [];
      return [{ by: REGISTRAR, does: ({ governance }) => governance.cancel(id) }];
    },
  },
  {
    day: 33.1,
    said: (_, situation) => `${operation(situation, ACCEPTED)} carried out after its delay`,
    acts: async (situation, _calls, _time, registry) => {
      const id = announced(situation, ACCEPTED);
      if (id === undefined) return [];
      // A chain that was in the present when it was announced has yet to come so far.
      const operation = await registry.governance.get(id);
      if (operation?.state !== "READY") return [];
      return [{ by: GOVERNOR, does: ({ governance }) => governance.execute(id) }];
    },
  },
];

function announce(situation: Situation, which: number): Act[] {
  const act = ANNOUNCED[which];
  if (act === undefined || announced(situation, which) !== undefined) return [];
  return [{ by: GOVERNOR, does: ({ governance }) => governance.schedule(act) }];
}

function announced(situation: Situation, which: number): string | undefined {
  const operationId = situation.book.told("OperationScheduled")[which]?.operationId;
  return operationId === undefined ? undefined : String(operationId);
}

function operation(situation: Situation, which: number): string {
  return `operation:${announced(situation, which)}`;
}
