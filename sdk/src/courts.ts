import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { OrderKind } from "./enums.ts";
import { ORDER_KINDS, toCode } from "./enums.ts";
import { hash32, recordNumber } from "./input.ts";

/** What a court orders. */
export interface NewOrder {
  readonly kind: OrderKind;
  readonly certificateId: number;
  /** Number of the participant that receives the certificate: for TRANSFER and ENFORCE_PLEDGE alone. */
  readonly to?: number;
  /** SHA-256 of the case number. */
  readonly caseHash: string;
  /** SHA-256 of the order. */
  readonly documentHash: string;
}

/**
 * Issues an order. FREEZE and RELEASE take effect at once; the others can be appealed until `appealEnd`, and
 * then take another court's confirmation. The signer acts for a court.
 *
 * @example
 * const { orderId } = await registry.courts.issue({
 *   kind: "FREEZE", certificateId: 12, caseHash, documentHash,
 * });
 */
export function issue(order: NewOrder): Call<{ orderId: number; appealEnd: Date }> {
  const kind = toCode(ORDER_KINDS, order.kind, "kind");
  const certificateId = recordNumber(order.certificateId, "certificateId");
  const to = order.to === undefined ? 0 : recordNumber(order.to, "to");
  const caseHash = hash32(order.caseHash, "caseHash");
  const documentHash = hash32(order.documentHash, "documentHash");
  return makeCall(
    "Courts",
    (abi) =>
      abi.encodeFunctionData("issueOrder", [kind, certificateId, to, caseHash, documentHash]),
    { event: "OrderIssued", take: ["orderId", "appealEnd"] },
  );
}

/**
 * Confirms another court's order, which takes effect now. The signer acts for a court.
 *
 * @example
 * await registry.courts.confirm(4, documentHash);
 */
export function confirm(orderId: number, documentHash: string): PlainCall {
  return onOrder("confirmOrder", orderId, documentHash);
}

/**
 * Takes back an order that has not taken effect. The signer acts for the court that issued it.
 *
 * @example
 * await registry.courts.revoke(4, documentHash);
 */
export function revoke(orderId: number, documentHash: string): PlainCall {
  return onOrder("revokeOrder", orderId, documentHash);
}

/**
 * Appeals against an order, which stays it. The signer acts for the holder of the certificate.
 *
 * @example
 * await registry.courts.appeal(4, documentHash);
 */
export function appeal(orderId: number, documentHash: string): PlainCall {
  return onOrder("appealOrder", orderId, documentHash);
}

/**
 * Decides the appeal against another court's order; upheld, the order is revoked. The signer acts for a court.
 *
 * @example
 * await registry.courts.decideAppeal(4, false, documentHash);
 */
export function decideAppeal(orderId: number, upheld: boolean, documentHash: string): PlainCall {
  const number = recordNumber(orderId, "orderId");
  const hash = hash32(documentHash, "documentHash");
  return makeCall("Courts", (abi) =>
    abi.encodeFunctionData("decideAppeal", [number, upheld, hash]),
  );
}

function onOrder(
  method: "confirmOrder" | "revokeOrder" | "appealOrder",
  orderId: number,
  documentHash: string,
): PlainCall {
  const args: [number, string] = [
    recordNumber(orderId, "orderId"),
    hash32(documentHash, "documentHash"),
  ];
  return makeCall("Courts", (abi) => abi.encodeFunctionData(method as "confirmOrder", args));
}
