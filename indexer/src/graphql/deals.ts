import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { AssetRef, CertificateRef, LicenseRef, nodeAt, ParticipantRef } from "./entities.ts";
import { DealStatus, DeliveryMethod, PriceModel } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { assetOf, certificateOf, known, licenseAt, participantOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import type { Deal } from "./settlementEntities.ts";
import { DealConnection, DealRef, ShareProposalRef } from "./settlementEntities.ts";
import { dealAt, proposalAt } from "./settlementLookup.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Deal",
  { NUMBER: { columns: ["id"], description: "Its number: the order in which they were made." } },
  "NUMBER",
);

const DealFilter = builder.inputType("DealFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    buyer: t.id({ description: "Bought by this participant." }),
    seller: t.id({ description: "Sold by this participant." }),
    certificate: t.id({ description: "Of a licence under this certificate." }),
    license: t.id({ description: "Of this licence." }),
    sandbox: t.id({ description: "Made in this sandbox." }),
    status: t.field({ type: [DealStatus] }),
  }),
});

/** Arguments of every list of deals, besides `asOf` and the page. */
export const dealArgs = builder.args((t) => ({
  where: t.field({ type: DealFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface DealListArgs extends PageArgs {
  where?: typeof DealFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of the deals that hold at the moment; of those `within`, if given. */
export function listDeals(
  { reader }: Context,
  args: DealListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<Deal> {
  const query = build.selectFrom("deals").selectAll().where(heldAt(at.block));
  const where = [...within, ...conditions(args.where ?? {})];
  const all = () => totalAt(reader, "deals", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof DealFilter.$inferInput): Condition[] {
  return [
    ...given(where.buyer, (id) => sql<SqlBool>`buyer = ${parseId("participant", id)}`),
    ...given(where.seller, (id) => sql<SqlBool>`seller = ${parseId("participant", id)}`),
    ...given(
      where.certificate,
      (id) => sql<SqlBool>`certificate_id = ${parseId("certificate", id)}`,
    ),
    ...given(where.license, (id) => sql<SqlBool>`license_id = ${parseId("license", id)}`),
    ...given(where.sandbox, (id) => sql<SqlBool>`sandbox_id = ${parseId("sandbox", id)}`),
    ...given(where.status, (values) => among("status", values)),
  ];
}

DealRef.implement({
  description:
    "A digital transaction contract: a licence that was bought, and the price, in escrow until it is settled.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("deal", row.id) }),
    number: t.exposeInt("id"),
    offerNumber: t.exposeInt("offer_id", { description: "Number of the offer that was taken." }),
    certificate: t.field({
      type: CertificateRef,
      resolve: ({ certificate_id: id, at }, _args, { reader }) => certificateOf(reader, id, at),
    }),
    license: t.field({
      type: LicenseRef,
      description: "What was bought; the deal's terms are its terms.",
      resolve: ({ license_id: id, at }, _args, { reader }) =>
        known(licenseAt(reader, id, at), `license ${id}`),
    }),
    buyer: t.field({
      type: ParticipantRef,
      resolve: ({ buyer, at }, _args, { reader }) => participantOf(reader, buyer, at),
    }),
    seller: t.field({
      type: ParticipantRef,
      description: "Who held the certificate then.",
      resolve: ({ seller, at }, _args, { reader }) => participantOf(reader, seller, at),
    }),
    shares: t.field({
      type: ShareProposalRef,
      nullable: true,
      description: "By what shares the seller's side divides the price; null: the seller has all.",
      resolve: ({ shares_id: id, at }, _args, { reader }) =>
        id === 0 ? null : known(proposalAt(reader, id, at), `proposal ${id}`),
    }),
    asset: t.field({
      type: AssetRef,
      resolve: ({ commitment, at }, _args, { reader }) => assetOf(reader, commitment, at),
    }),
    priceModel: t.expose("model", { type: PriceModel }),
    unitPrice: t.expose("unit_price", {
      type: "BigInt",
      description: "In the currency's smallest unit.",
    }),
    quantity: t.expose("quantity", {
      type: "BigInt",
      description: "Units, or periods, that were bought; else 1.",
    }),
    amount: t.expose("amount", { type: "BigInt", description: "What was paid." }),
    currency: t.expose("currency", { type: "Address", description: "The token it was paid in." }),
    delivery: t.expose("method", { type: DeliveryMethod }),
    volume: t.expose("volume", { type: "BigInt", description: "Bytes to be delivered." }),
    sandboxNumber: t.int({
      nullable: true,
      description: "Number of the sandbox it was made in.",
      resolve: (row) => row.sandbox_id || null,
    }),
    approvalNumber: t.int({
      nullable: true,
      description: "Number of the export approval that it rests on.",
      resolve: (row) => row.approval_id || null,
    }),
    status: t.expose("status", { type: DealStatus }),
    concludedAt: t.expose("concluded_at", { type: "DateTime" }),
    deliverBy: t.expose("deliver_by", {
      type: "DateTime",
      description: "From then on the buyer can have the money back, if nothing was delivered.",
    }),
    deliveredAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.delivered_at || null,
    }),
    acceptBy: t.field({
      type: "DateTime",
      nullable: true,
      description: "From then on the seller can be paid, if nothing was disputed.",
      resolve: (row) => row.accept_by || null,
    }),
    evidenceHash: t.expose("evidence_hash", {
      type: "Bytes32",
      nullable: true,
      description: "Hash of the evidence of the delivery.",
    }),
    disputedAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.disputed_at || null,
    }),
    disputeHash: t.expose("dispute_hash", {
      type: "Bytes32",
      nullable: true,
      description: "Hash of the buyer's reasons.",
    }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it was settled or rescinded.",
      resolve: (row) => row.ended_at || null,
    }),
    endedBy: t.field({
      type: ParticipantRef,
      nullable: true,
      description: "Who did so; null while it is open, and if time alone allowed it.",
      resolve: ({ ended_by: id, at }, _args, { reader }) =>
        id === 0 ? null : participantOf(reader, id, at),
    }),
    earned: t.expose("earned", { type: "BigInt", description: "What the seller's side got." }),
    refunded: t.expose("refunded", { type: "BigInt", description: "What the buyer got back." }),
    decisionHash: t.expose("decision_hash", {
      type: "Bytes32",
      nullable: true,
      description: "Hash of the decision, or of the reasons, by which it ended.",
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  deal: t.field({
    type: DealRef,
    nullable: true,
    description: "By `deal:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      dealAt(context.reader, parseId("deal", id), momentOf(context, asOf)),
  }),
  deals: t.connection(
    {
      type: DealRef,
      args: { ...dealArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) => listDeals(context, args, momentOf(context, args.asOf)),
    },
    DealConnection,
  ),
}));
