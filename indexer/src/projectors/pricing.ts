import type { AppraisalsEvent, OffersEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";
import { termsColumns } from "./terms.ts";

/** Keeps `appraisals`. */
export function projectAppraisals(event: AppraisalsEvent, { appraisals }: Entities): void {
  const { at } = event;
  switch (event.name) {
    case "AppraisalRecorded": {
      const { appraisalId, certificateId, appraiser, finding } = event.args;
      appraisals.add(at, {
        id: appraisalId,
        certificate_id: certificateId,
        appraiser,
        method: finding.method,
        currency: finding.currency,
        value: finding.value,
        appraised_at: finding.appraisedAt,
        relied_until: finding.validUntil,
        report_hash: finding.reportHash,
        recorded_at: at.time,
        revoked_at: 0,
      });
      break;
    }
    case "AppraisalRevoked":
      appraisals.update(at, { id: event.args.appraisalId }, { revoked_at: at.time });
      break;
    case "PauseChanged":
    case "AuthorityUpdated":
      break;
  }
}

/** Keeps `offers`. */
export function projectOffers(event: OffersEvent, { offers }: Entities): void {
  const { at } = event;
  switch (event.name) {
    case "OfferMade": {
      const { offerId, certificateId, seller, validUntil, price, terms } = event.args;
      offers.add(at, {
        id: offerId,
        certificate_id: certificateId,
        seller,
        made_at: at.time,
        offered_until: validUntil,
        withdrawn_at: 0,
        model: price.model,
        amount: price.amount,
        currency: price.currency,
        buyer: price.buyer,
        period: price.period,
        ...termsColumns(terms),
      });
      break;
    }
    case "OfferPriceChanged":
      offers.update(at, { id: event.args.offerId }, { amount: event.args.amount });
      break;
    case "OfferWithdrawn":
      offers.update(at, { id: event.args.offerId }, { withdrawn_at: at.time });
      break;
    case "CurrencySet":
    case "PauseChanged":
    case "AuthorityUpdated":
      break;
  }
}
