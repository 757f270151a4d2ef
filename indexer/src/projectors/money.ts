import type {
  Deals_BalanceCredited as BalanceCredited,
  Deals_BalanceWithdrawn as BalanceWithdrawn,
  Deals_EarningsDistributed as EarningsDistributed,
  Deals_RoyaltyAccrued as RoyaltyAccrued,
} from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

type MoneyEvent = BalanceCredited | BalanceWithdrawn | RoyaltyAccrued | EarningsDistributed;

/** Keeps `balances` and `earnings`. */
export function projectMoney(event: MoneyEvent, { balances, earnings }: Entities): void {
  const { at } = event;
  const currency = event.args.currency;
  switch (event.name) {
    case "BalanceCredited": {
      const { participantId: participant_id, amount } = event.args;
      const before = balances.get({ participant_id, currency });
      const available = plus(before?.available, amount);
      const credited = plus(before?.credited, amount);
      balances.put(at, { participant_id, currency, available, credited });
      break;
    }
    case "BalanceWithdrawn": {
      const { participantId: participant_id, amount } = event.args;
      const { available } = balances.require(at, { participant_id, currency });
      const left = String(BigInt(available) - BigInt(amount));
      balances.update(at, { participant_id, currency }, { available: left });
      break;
    }
    case "RoyaltyAccrued": {
      const { certificateId: certificate_id, amount, passing } = event.args;
      const before = earnings.get({ certificate_id, currency });
      earnings.put(at, {
        certificate_id,
        currency,
        own: plus(before?.own, passing ? "0" : amount),
        owed: plus(before?.owed, passing ? amount : "0"),
        accrued: plus(before?.accrued, amount),
      });
      break;
    }
    case "EarningsDistributed": {
      const { certificateId: certificate_id } = event.args;
      earnings.update(at, { certificate_id, currency }, { own: "0", owed: "0" });
      break;
    }
  }
}

function plus(before: string | undefined, amount: string): string {
  return String(BigInt(before ?? "0") + BigInt(amount));
}
