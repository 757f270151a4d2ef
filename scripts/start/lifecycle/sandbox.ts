import { accountOf } from "../accounts.ts";
import type { Facts } from "../book.ts";
import { formatMoney } from "../money.ts";
import { holderOf } from "../plan.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";
import type { Sale } from "./trading.ts";
import { conclude, dealOf, offer } from "./trading.ts";

/** Trained on where it is kept: an experiment. */
const EXPERIMENT: Sale = {
  file: "villages.json",
  buyer: "rhein",
  model: "FIXED",
  amount: 300_000n,
  quantity: 1n,
  delivery: "ENCLAVE",
  terms: {
    permittedUses: ["READ", "ANALYZE", "TRAIN"],
    prohibitedUses: ["DISTRIBUTE"],
    attribution: true,
  },
};

const DAYS = 180;
const MOST_VOLUME = 1_000_000_000n;
const MOST_VALUE = 1_000_000n;

/** A regulator opens a sandbox; what is licensed in it is counted, bears its mark and ends with it. */
export const SANDBOX: Stage[] = [
  {
    day: 58.3,
    said: (_, situation) => {
      const { sandboxId } = opened(situation) ?? {};
      const most = formatMoney(Number(MOST_VALUE));
      return `sandbox:${sandboxId} opened: 2 members, ${DAYS} days, ${most} at most`;
    },
    acts: (situation, calls, time) => {
      if (opened(situation)) return [];
      const { hash } = situation.documents.put({
        document: "Rules",
        purpose: "Models trained on data of divisions, without the data leaving its enclave.",
      });
      const seller = holderOf(EXPERIMENT.file, situation.files);
      const call = calls.sandboxes.open({
        until: new Date((time + DAYS * 24 * 60 * 60) * 1000),
        maxVolume: MOST_VOLUME,
        maxValue: MOST_VALUE,
        currency: situation.money,
        exemptions: ["EXPORT_APPROVAL"],
        rulesHash: hash,
        members: [situation.numberOf(seller), situation.numberOf(EXPERIMENT.buyer)],
      });
      return [{ by: accountOf("regulator"), call }];
    },
  },
  { day: 58.32, acts: (situation, calls, time) => offer(situation, calls, EXPERIMENT, time) },
  {
    day: 58.35,
    said: (_, situation) => {
      const { dealId, licenseId, sandboxId } = dealOf(situation, EXPERIMENT) ?? {};
      return `deal:${dealId} in sandbox:${sandboxId}: license:${licenseId} (${EXPERIMENT.file}) ends with it`;
    },
    acts: async (situation, _calls, _time, registry) => {
      const id = Number(opened(situation)?.sandboxId);
      return id ? conclude(situation, registry, EXPERIMENT, id) : [];
    },
  },
];

function opened(situation: Situation): Facts | undefined {
  return situation.book.find("SandboxOpened", { regulator: situation.numberOf("regulator") });
}
