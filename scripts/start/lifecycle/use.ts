import { formatCount } from "../../cli/output/format.ts";
import { accountOf } from "../accounts.ts";
import type { Facts } from "../book.ts";
import { SALE } from "./deals.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";
import { dealOf } from "./trading.ts";

const USED = 2_500n;
const PASSED_ON = { to: "osaka", units: 1_000n } as const;

/** The buyer of units records what it used, and lets another use a part of the rest. */
export const USE: Stage[] = [
  {
    day: 36,
    said: (_, situation) => {
      const used = `${formatCount(Number(USED))} of ${formatCount(Number(SALE.quantity))} units`;
      return `license:${bought(situation)}: ${used} used, on evidence`;
    },
    acts: (situation, calls) => {
      const id = bought(situation);
      if (!id || situation.book.happened("UseRecorded", id)) return [];
      const { hash } = situation.documents.put({
        document: "Usage",
        license: `license:${id}`,
        units: USED.toString(),
        meter: "Look-ups answered by the interface, from its log.",
      });
      return [{ by: accountOf(SALE.buyer), call: calls.licenses.recordUse(id, USED, hash) }];
    },
  },
  {
    day: 36.1,
    said: (_, situation) => {
      const { licenseId, parentId } = passedOn(situation) ?? {};
      const units = `${formatCount(Number(PASSED_ON.units))} units`;
      return `license:${licenseId}: ${units} of license:${parentId} passed on by sub-licence`;
    },
    acts: (situation, calls) => {
      const parent = situation.book.licenses.get(bought(situation));
      if (!parent || passedOn(situation)) return [];
      const { to, units } = PASSED_ON;
      const until = new Date(parent.validUntil * 1000);
      const { hash } = situation.documents.put({
        document: "Terms",
        parent: `license:${parent.id}`,
        units: units.toString(),
        until: until.toISOString(),
      });
      const call = calls.licenses.sublicense({
        parentId: parent.id,
        licensee: situation.numberOf(to),
        terms: {
          permittedUses: ["READ", "ANALYZE"],
          attribution: true,
          units,
          until,
          documentHash: hash,
        },
      });
      return [{ by: accountOf(SALE.buyer), call }];
    },
  },
];

/** Number of the licence that was bought; 0 before. */
function bought(situation: Situation): number {
  return Number(dealOf(situation, SALE)?.licenseId ?? 0);
}

function passedOn(situation: Situation): Facts | undefined {
  const parentId = bought(situation);
  return parentId ? situation.book.find("LicenseGranted", { parentId }) : undefined;
}
