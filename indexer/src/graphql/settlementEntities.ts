import type {
  BalanceRow,
  CatalogueRow,
  DealRow,
  EarningsRow,
  SharePartyRow,
  ShareProposalRow,
} from "../store/settlementRows.ts";
import { builder } from "./builder.ts";
import type { At } from "./entities.ts";

export type Catalogue = At<CatalogueRow>;
export type Deal = At<DealRow>;
export type ShareProposal = At<ShareProposalRow>;
export type ShareParty = At<SharePartyRow>;
export type Balance = At<BalanceRow>;
export type Earnings = At<EarningsRow>;

export const CatalogueRef = builder.objectRef<Catalogue>("Catalogue");
export const DealRef = builder.objectRef<Deal>("Deal");
export const ShareProposalRef = builder.objectRef<ShareProposal>("ShareProposal");
export const SharePartyRef = builder.objectRef<ShareParty>("ShareParty");
export const BalanceRef = builder.objectRef<Balance>("Balance");
export const EarningsRef = builder.objectRef<Earnings>("Earnings");

export const CatalogueConnection = builder.connectionObject(
  { type: CatalogueRef, name: "CatalogueConnection" },
  { name: "CatalogueEdge" },
);
export const DealConnection = builder.connectionObject(
  { type: DealRef, name: "DealConnection" },
  { name: "DealEdge" },
);
export const ShareProposalConnection = builder.connectionObject(
  { type: ShareProposalRef, name: "ShareProposalConnection" },
  { name: "ShareProposalEdge" },
);
