import type { DealFieldsFragment, ShareProposalFieldsFragment } from "../../../sdk/src/index.ts";
import { formatOptionalTime, formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { table } from "../output/table.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const deals: ListKind<DealFieldsFragment> = {
  filter: "DealFilter",
  page: (registry, request) => registry.deals.list(request),
  headings: ["deal", "status", "seller", "buyer", "licence", "amount", "currency", "concluded"],
  row: (deal) => [
    deal.id,
    paintStatus(deal.status),
    deal.seller.id,
    deal.buyer.id,
    deal.license.id,
    deal.amount,
    deal.currency,
    formatTime(deal.concludedAt),
  ],
};

export const proposals: ListKind<ShareProposalFieldsFragment> = {
  filter: "ShareProposalFilter",
  page: (registry, request) => registry.shares.list(request),
  headings: ["proposal", "status", "certificate", "proposer", "proposed", "agreed"],
  row: ({ id, status, certificate, proposer, proposedAt, parties }) => [
    id,
    paintStatus(status),
    certificate.id,
    proposer.id,
    formatTime(proposedAt),
    `${parties.filter(({ agreedAt }) => agreedAt !== null).length} of ${parties.length}`,
  ],
};

export const showDeal: Show = async ({ registry }, id, at) => {
  const record = await registry.deals.find(id, at);
  if (record === null) return null;
  const optional = (time: string | null) => (time === null ? undefined : formatTime(time));
  const { sandboxNumber, approvalNumber } = record;
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["seller", record.seller.id],
      ["buyer", record.buyer.id],
      ["certificate", record.certificate.id],
      ["licence", record.license.id],
      ["offer", `offer:${record.offerNumber}`],
      ["sandbox", sandboxNumber === null ? undefined : `sandbox:${sandboxNumber}`],
      ["approval", approvalNumber === null ? undefined : `approval:${approvalNumber}`],
      ["asset", record.asset.id],
      ["price", `${record.quantity} x ${record.unitPrice} (${record.priceModel})`],
      ["amount", record.amount],
      ["currency", record.currency],
      ["shares", record.shares?.id],
      ["delivery", `${record.delivery}, ${record.volume} bytes`],
      ["concluded", formatTime(record.concludedAt)],
      ["deliver by", formatTime(record.deliverBy)],
      ["delivered", optional(record.deliveredAt)],
      ["evidence", record.evidenceHash ?? undefined],
      ["accept by", optional(record.acceptBy)],
      ["disputed", optional(record.disputedAt)],
      ["ended", optional(record.endedAt)],
      ["ended by", record.endedBy?.id],
      ["earned", record.endedAt === null ? undefined : record.earned],
      ["refunded", record.endedAt === null ? undefined : record.refunded],
      ["decision", record.decisionHash ?? undefined],
      recordedIn(record),
    ],
    subjects: [id],
  };
};

export const showProposal: Show = async ({ registry }, id, at) => {
  const record = await registry.shares.find(id, at);
  if (record === null) return null;
  const rows = record.parties.map(({ participant, basisPoints, agreedAt }) => [
    participant.id,
    `${basisPoints / 100} %`,
    formatOptionalTime(agreedAt),
  ]);
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["certificate", record.certificate.id],
      ["proposer", record.proposer.id],
      ["proposed", formatTime(record.proposedAt)],
      recordedIn(record),
    ],
    sections: [["Parties", table(["participant", "share", "agreed"], rows)]],
  };
};
