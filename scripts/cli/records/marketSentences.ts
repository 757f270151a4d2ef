import { formatCurrency } from "../output/currency.ts";
import { formatTime } from "../output/format.ts";
import { formatCountry } from "../output/terms.ts";

type Args = Readonly<Record<string, unknown>>;

/** What happened with appraisals, offers, export rules and approvals, and sandboxes. */
export const MARKET_SENTENCES: Readonly<Record<string, (args: Args) => string>> = {
  AppraisalRecorded: (a) =>
    `participant:${a.appraiser} appraised certificate:${a.certificateId} at ${field(a.finding, "value")} of ${currency(field(a.finding, "currency"))}`,
  AppraisalRevoked: () => "revoked by the appraiser",
  OfferMade: (a) =>
    `participant:${a.seller} offered licences under certificate:${a.certificateId} at ${field(a.price, "amount")} of ${currency(field(a.price, "currency"))}`,
  OfferPriceChanged: (a) => `price changed to ${a.amount}`,
  OfferWithdrawn: () => "withdrawn by the seller",
  CurrencySet: (a) =>
    `prices may ${a.accepted === true ? "" : "no longer "}be in ${currency(a.currency)}`,
  ApprovalGranted: (a) =>
    `participant:${a.regulator} let participant:${a.exporter} move ${field(a.grant, "volume")} bytes to ${formatCountry(Number(field(a.grant, "toJurisdiction")))}`,
  ExportRecorded: (a) => `${a.volume} bytes moved, ${a.consumed} in all`,
  ApprovalRevoked: () => "revoked by the regulator",
  CompliancePolicyReplaced: (a) => `the compliance policy is ${a.policy}`,
  SandboxOpened: (a) =>
    `opened by participant:${a.regulator} until ${formatTime(new Date(Number(field(a.bounds, "validUntil")) * 1000))}`,
  SandboxJoined: (a) => `participant:${a.participantId} was let in`,
  SandboxLeft: (a) =>
    `participant:${a.participantId} ${a.expelled === true ? "was expelled" : "left"}`,
  SandboxUsed: (a) =>
    `participant:${a.participantId} traded ${a.volume} bytes worth ${a.value}; ${a.totalVolume} and ${a.totalValue} in all`,
  SandboxClosed: () => "closed by the regulator",
};

function field(struct: unknown, name: string): unknown {
  return (struct as Args | undefined)?.[name];
}

function currency(address: unknown): string {
  return formatCurrency(String(address));
}
