import { accountOf } from "../accounts.ts";
import type { Facts } from "../book.ts";
import type { Owner } from "../owners.ts";
import { OWNERS } from "../owners.ts";
import { holderOf } from "../plan.ts";
import { TERMS_OF_USE } from "../licensing.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";
import type { Sale } from "./trading.ts";
import { conclude, dealOf, deliver, offer } from "./trading.ts";

/** Important data, to a buyer in another country. */
const EXPORT: Sale = {
  file: "political-contributions.json",
  buyer: "rhein",
  model: "NEGOTIATED",
  amount: 250_000n,
  quantity: 1n,
  delivery: "DOWNLOAD",
  terms: TERMS_OF_USE.OPEN,
};

const { jurisdiction: TO }: Owner = OWNERS[EXPORT.buyer];

const YEAR = 365 * 24 * 60 * 60;

/** Important data may not leave its country until a regulator approves; then it is sold abroad. */
export const EXPORTS: Stage[] = [
  { day: 58, acts: (situation, calls, time) => offer(situation, calls, EXPORT, time) },
  {
    day: 58.05,
    said: (_, situation) => {
      const { approvalId, subject } = approved(situation) ?? {};
      const certificate = `certificate:${Number(subject)} (${EXPORT.file})`;
      return `approval:${approvalId} of an export: without it ${certificate} is APPROVAL_MISSING`;
    },
    acts: async (situation, calls, time, registry) => {
      const certificate = situation.holding(EXPORT.file);
      if (!certificate || approved(situation)) return [];
      const moved = {
        exporter: exporterOf(situation),
        certificateId: certificate.id,
        toJurisdiction: TO,
        volume: BigInt(situation.file(EXPORT.file).bytes ?? 0),
      };
      const { verdict } = await registry.compliance.decide(moved);
      if (verdict !== "APPROVAL_MISSING") return [];
      const { hash } = situation.documents.put({
        document: "Assessment",
        certificate: `certificate:${certificate.id}`,
        toJurisdiction: TO,
        decision: "Approved: what is in the file is published by law.",
      });
      const until = new Date((time + YEAR) * 1000);
      const call = calls.compliance.approve({ ...moved, until, documentHash: hash });
      return [{ by: accountOf("exportOffice"), call }];
    },
  },
  {
    day: 58.1,
    acts: async (situation, _calls, _time, registry) =>
      approved(situation) ? conclude(situation, registry, EXPORT) : [],
  },
  {
    day: 58.15,
    said: (_, situation) => {
      const { dealId, licenseId, approvalId } = dealOf(situation, EXPORT) ?? {};
      return `deal:${dealId} under approval:${approvalId}: license:${licenseId} sold abroad, delivered, to be acknowledged`;
    },
    acts: (situation, calls) => deliver(situation, calls, EXPORT),
  },
];

function approved(situation: Situation): Facts | undefined {
  return situation.book.find("ApprovalGranted", { exporter: exporterOf(situation) });
}

function exporterOf(situation: Situation): number {
  return situation.numberOf(holderOf(EXPORT.file, situation.files));
}
