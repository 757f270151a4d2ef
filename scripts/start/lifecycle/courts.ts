import { createHash } from "node:crypto";

import type { OrderKind, Registry } from "../../../sdk/src/index.ts";
import { ORDER_KINDS, toCode } from "../../../sdk/src/index.ts";
import { accountOf } from "../accounts.ts";
import type { Facts } from "../book.ts";
import type { OwnerKey } from "../owners.ts";
import type { Act } from "./sender.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";

/** Frozen while a court looks at it, and released. */
const FROZEN = "cities.json";

/** Whose it is by the judgment of two courts. */
const JUDGED = { file: "areas.json", to: "yizhuang" } as const;

/** Courts freeze and release a certificate at once; what takes one away, a second court confirms after the appeal. */
export const COURTS: Stage[] = [
  {
    day: 30.7,
    said: (_, situation) => {
      const { orderId, certificateId, to } = orderOn(situation, JUDGED.file, "TRANSFER") ?? {};
      return `order:${orderId} of a court: certificate:${certificateId} (${JUDGED.file}) to pass to participant:${to} after the appeal`;
    },
    acts: (situation, calls) => issue(situation, calls, JUDGED.file, "TRANSFER", JUDGED.to),
  },
  {
    day: 38,
    said: (_, situation) => {
      const { orderId, certificateId } = orderOn(situation, FROZEN, "FREEZE") ?? {};
      return `order:${orderId} freezes certificate:${certificateId} (${FROZEN})`;
    },
    acts: (situation, calls) => issue(situation, calls, FROZEN, "FREEZE"),
  },
  {
    day: 39,
    said: (_, situation) => {
      const { orderId, certificateId } = orderOn(situation, FROZEN, "RELEASE") ?? {};
      return `order:${orderId} releases certificate:${certificateId}`;
    },
    acts: (situation, calls) =>
      orderOn(situation, FROZEN, "FREEZE") ? issue(situation, calls, FROZEN, "RELEASE") : [],
  },
  {
    day: 46,
    said: (_, situation) => {
      const { orderId, certificateId } = orderOn(situation, JUDGED.file, "TRANSFER") ?? {};
      return `order:${orderId} confirmed by a second court: certificate:${certificateId} has passed`;
    },
    acts: (situation, calls, time) => {
      const order = orderOn(situation, JUDGED.file, "TRANSFER");
      const due = order !== undefined && Number(order.appealEnd) <= time;
      const id = Number(order?.orderId);
      if (!due || situation.book.happened("OrderExecuted", id)) return [];
      const { hash } = situation.documents.put({
        document: "Judgment",
        order: `order:${id}`,
        decision: "Confirmed: nobody appealed in time.",
      });
      return [{ by: accountOf("higherCourt"), call: calls.courts.confirm(id, hash) }];
    },
  },
];

function issue(
  situation: Situation,
  { courts }: Registry["calls"],
  file: string,
  kind: OrderKind,
  to?: OwnerKey,
): Act[] {
  const certificate = situation.holding(file);
  if (!certificate || orderOn(situation, file, kind)) return [];
  const number = `(2026) Capital Internet Court, civil, first instance, no. ${certificate.id}`;
  const { hash } = situation.documents.put({ document: "Order", case: number, kind, file });
  const call = courts.issue({
    kind,
    certificateId: certificate.id,
    caseHash: `0x${createHash("sha256").update(number).digest("hex")}`,
    documentHash: hash,
    ...(to && { to: situation.numberOf(to) }),
  });
  return [{ by: accountOf("court"), call }];
}

function orderOn(situation: Situation, file: string, kind: OrderKind): Facts | undefined {
  const certificate = situation.holding(file);
  if (certificate === undefined) return undefined;
  const code = toCode(ORDER_KINDS, kind, "kind");
  return situation.book.find("OrderIssued", { certificateId: certificate.id, kind: code });
}
