import type {
  Deals_DealConcluded as DealConcluded,
  Deals_DealRescinded as DealRescinded,
  Deals_DealSettled as DealSettled,
  DealsEvent,
} from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";
import { projectMoney } from "./money.ts";

/** DealStatus. */
const DELIVERED = 2;
const DISPUTED = 3;
const SETTLED = 4;
const RESCINDED = 5;

/** Keeps `deals`; balances and earnings have a projector of their own. */
export function projectDeals(event: DealsEvent, entities: Entities): void {
  const { deals } = entities;
  const { at } = event;
  switch (event.name) {
    case "DealConcluded":
      conclude(event, entities);
      break;
    case "DealDelivered": {
      const { dealId: id, evidenceHash, acceptBy } = event.args;
      const changes = {
        status: DELIVERED,
        delivered_at: at.time,
        accept_by: acceptBy,
        evidence_hash: evidenceHash,
      };
      deals.update(at, { id }, changes);
      break;
    }
    case "DealDisputed": {
      const { dealId: id, reasonHash } = event.args;
      const changes = { status: DISPUTED, disputed_at: at.time, dispute_hash: reasonHash };
      deals.update(at, { id }, changes);
      break;
    }
    case "DealSettled":
      end(event, SETTLED, event.args.decisionHash, entities);
      break;
    case "DealRescinded":
      end(event, RESCINDED, event.args.reasonHash, entities);
      break;
    case "BalanceCredited":
    case "BalanceWithdrawn":
    case "RoyaltyAccrued":
    case "EarningsDistributed":
      projectMoney(event, entities);
      break;
    case "BurdenAssessed":
    case "DealPeriodsSet":
    case "PauseChanged":
    case "AuthorityUpdated":
      break;
  }
}

function conclude({ at, args }: DealConcluded, { deals }: Entities): void {
  const { deal } = args;
  deals.add(at, {
    id: args.dealId,
    offer_id: deal.offerId,
    certificate_id: deal.certificateId,
    license_id: deal.licenseId,
    sandbox_id: deal.sandboxId,
    buyer: deal.buyer,
    seller: deal.seller,
    approval_id: deal.approvalId,
    shares_id: deal.sharesId,
    model: deal.model,
    unit_price: deal.unitPrice,
    quantity: deal.quantity,
    amount: deal.amount,
    currency: deal.currency,
    method: deal.method,
    volume: deal.volume,
    commitment: deal.commitment,
    status: deal.status,
    concluded_at: deal.concludedAt,
    deliver_by: deal.deliverBy,
    delivered_at: 0,
    accept_by: deal.acceptBy,
    evidence_hash: null,
    disputed_at: 0,
    dispute_hash: null,
    ended_at: 0,
    ended_by: 0,
    earned: "0",
    refunded: "0",
    decision_hash: null,
  });
}

function end(
  { at, args }: DealSettled | DealRescinded,
  status: number,
  document: Buffer,
  { deals }: Entities,
): void {
  const changes = {
    status,
    ended_at: at.time,
    ended_by: args.by,
    earned: args.earned,
    refunded: args.refunded,
    decision_hash: document.some((byte) => byte !== 0) ? document : null,
  };
  deals.update(at, { id: args.dealId }, changes);
}
