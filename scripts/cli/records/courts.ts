import type { CourtOrderFieldsFragment, PledgeFieldsFragment } from "../../../sdk/src/index.ts";
import { formatCurrency } from "../output/currency.ts";
import { formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const orders: ListKind<CourtOrderFieldsFragment> = {
  filter: "CourtOrderFilter",
  page: (registry, request) => registry.courts.list(request),
  headings: ["order", "what", "status", "certificate", "court", "issued"],
  row: ({ id, kind, status, certificate, court, issuedAt }) => [
    id,
    kind,
    paintStatus(status),
    certificate.id,
    court.id,
    formatTime(issuedAt),
  ],
};

export const showOrder: Show = async ({ registry }, id, at) => {
  const record = await registry.courts.find(id, at);
  if (record === null) return null;
  const { appealEnd } = record;
  return {
    record,
    title: `${paint("bold", record.id)}  ${record.kind}  ${paintStatus(record.status)}`,
    facts: [
      ["about", record.certificate.id],
      ["court", record.court.id],
      ["receiver", record.receiver?.id],
      ["issued", formatTime(record.issuedAt)],
      ["appeal until", appealEnd === null ? undefined : formatTime(appealEnd)],
      ["appealed by", record.appellant?.id],
      ["decided by", record.decidedBy.id],
      ["since", formatTime(record.changedAt)],
      ["case", record.caseHash],
      ["document", record.documentHash],
      ["newest document", record.decisionHash],
      recordedIn(record),
    ],
    subjects: [id],
  };
};

export const pledges: ListKind<PledgeFieldsFragment> = {
  filter: "PledgeFilter",
  page: (registry, request) => registry.pledges.list(request),
  headings: ["pledge", "status", "certificate", "pledgor", "lender", "amount", "currency"],
  row: ({ id, status, certificate, pledgor, lender, amount, currency }) => [
    id,
    paintStatus(status),
    certificate.id,
    pledgor.id,
    lender.id,
    String(amount),
    formatCurrency(currency),
  ],
};

export const showPledge: Show = async ({ registry }, id, at) => {
  const record = await registry.pledges.find(id, at);
  if (record === null) return null;
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["of", record.certificate.id],
      ["pledgor", record.pledgor.id],
      ["lender", record.lender.id],
      ["secures", `${record.amount} ${formatCurrency(record.currency)}`],
      ["offered", formatTime(record.offeredAt)],
      ["since", formatTime(record.changedAt)],
      ["agreement", record.documentHash],
      recordedIn(record),
    ],
    subjects: [id],
  };
};
