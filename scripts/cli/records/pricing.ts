import type { AppraisalFieldsFragment, OfferFieldsFragment } from "../../../sdk/src/index.ts";
import { formatCurrency } from "../output/currency.ts";
import { formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { table } from "../output/table.ts";
import { termsFields } from "../output/terms.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const appraisals: ListKind<AppraisalFieldsFragment> = {
  filter: "AppraisalFilter",
  page: (registry, request) => registry.appraisals.list(request),
  headings: [
    "appraisal",
    "status",
    "certificate",
    "appraiser",
    "method",
    "value",
    "currency",
    "until",
  ],
  row: (appraisal) => [
    appraisal.id,
    paintStatus(appraisal.status),
    appraisal.certificate.id,
    appraisal.appraiser.id,
    appraisal.method,
    appraisal.value,
    formatCurrency(appraisal.currency),
    formatTime(appraisal.until),
  ],
};

export const offers: ListKind<OfferFieldsFragment> = {
  filter: "OfferFilter",
  page: (registry, request) => registry.offers.list(request),
  headings: ["offer", "status", "certificate", "seller", "price", "amount", "currency", "until"],
  row: (offer) => [
    offer.id,
    paintStatus(offer.status),
    offer.certificate.id,
    offer.seller.id,
    offer.priceModel,
    offer.amount,
    formatCurrency(offer.currency),
    formatTime(offer.until),
  ],
};

export const showAppraisal: Show = async ({ registry }, id, at) => {
  const record = await registry.appraisals.find(id, at);
  if (record === null) return null;
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["certificate", record.certificate.id],
      ["appraiser", record.appraiser.id],
      ["method", record.method],
      ["value", `${record.value} of ${formatCurrency(record.currency)}`],
      ["of", formatTime(record.appraisedAt)],
      ["until", formatTime(record.until)],
      ["report", record.reportHash],
      ["revoked", record.revokedAt === null ? undefined : formatTime(record.revokedAt)],
      recordedIn(record),
    ],
    subjects: [id],
  };
};

export const showOffer: Show = async ({ registry }, id, at) => {
  const record = await registry.offers.find(id, at);
  if (record === null) return null;
  const { prices } = record;
  const history = prices.map(({ amount, since }) => [formatTime(since), amount]);
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["certificate", record.certificate.id],
      ["seller", record.seller.id],
      ["buyer", record.buyer?.id],
      ["price", `${record.amount} of ${formatCurrency(record.currency)} (${record.priceModel})`],
      ["period", record.periodSeconds === null ? undefined : `${record.periodSeconds} s`],
      ["made", formatTime(record.madeAt)],
      ["until", formatTime(record.until)],
      ["withdrawn", record.withdrawnAt === null ? undefined : formatTime(record.withdrawnAt)],
      ...termsFields(record.terms),
      recordedIn(record),
    ],
    sections: prices.length > 1 ? [["Prices", table(["since", "amount"], history)]] : [],
    subjects: [id],
  };
};
