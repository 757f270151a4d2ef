import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { CertificateRef, nodeAt, ParticipantRef } from "./entities.ts";
import { PriceModel, Use } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, anyOf, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { certificateOf, participantOf } from "./lookup.ts";
import type { Offer } from "./marketEntities.ts";
import { OfferConnection, OfferRef } from "./marketEntities.ts";
import { OfferStatus } from "./marketEnums.ts";
import { offerAt } from "./marketLookup.ts";
import { offerHasStatus, offerStatus } from "./marketStatus.ts";
import { ordering } from "./order.ts";
import { priceHistory, PriceRef } from "./prices.ts";
import { build } from "./reader.ts";
import { permitsIn, permitsUse, TermsRef } from "./terms.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Offer",
  {
    NUMBER: { columns: ["id"], description: "Its number: the order in which they were made." },
    UNTIL: { columns: ["offered_until", "id"], description: "Until when it can be taken." },
  },
  "NUMBER",
);

const OfferFilter = builder.inputType("OfferFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    certificate: t.id({ description: "Of licences under this certificate." }),
    seller: t.id({ description: "By this participant." }),
    buyer: t.id({ description: "Quoted to this participant." }),
    priceModel: t.field({ type: [PriceModel] }),
    use: t.field({ type: Use, description: "Whose terms permit this use." }),
    territory: t.int({ description: "Whose terms are good in this country, ISO 3166-1 numeric." }),
    status: t.field({ type: [OfferStatus], description: "Status at the moment asked about." }),
  }),
});

/** Arguments of every list of offers, besides `asOf` and the page. */
export const offerArgs = builder.args((t) => ({
  where: t.field({ type: OfferFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface OfferListArgs extends PageArgs {
  where?: typeof OfferFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of the offers that hold at the moment; of those `within`, if given. */
export function listOffers(
  { reader }: Context,
  args: OfferListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<Offer> {
  const query = build.selectFrom("offers").selectAll().where(heldAt(at.block));
  const where = [...within, ...conditions(args.where ?? {}, at)];
  const all = () => totalAt(reader, "offers", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof OfferFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(
      where.certificate,
      (id) => sql<SqlBool>`certificate_id = ${parseId("certificate", id)}`,
    ),
    ...given(where.seller, (id) => sql<SqlBool>`seller = ${parseId("participant", id)}`),
    ...given(where.buyer, (id) => sql<SqlBool>`buyer = ${parseId("participant", id)}`),
    ...given(where.priceModel, (values) => among("model", values)),
    ...given(where.use, permitsUse),
    ...given(where.territory, permitsIn),
    ...given(where.status, (values) => anyOf(values, (value) => offerHasStatus(value, at))),
  ];
}

OfferRef.implement({
  description: "Terms and a price at which a holder will license.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("offer", row.id) }),
    number: t.exposeInt("id"),
    certificate: t.field({
      type: CertificateRef,
      resolve: ({ certificate_id: id, at }, _args, { reader }) => certificateOf(reader, id, at),
    }),
    seller: t.field({
      type: ParticipantRef,
      description: "Who held the certificate when it was made.",
      resolve: ({ seller, at }, _args, { reader }) => participantOf(reader, seller, at),
    }),
    priceModel: t.expose("model", { type: PriceModel }),
    amount: t.expose("amount", { type: "BigInt", description: "In the currency's smallest unit." }),
    currency: t.expose("currency", {
      type: "Address",
      description: "An ERC-20 token or, below 1,000, an ISO 4217 numeric code.",
    }),
    buyer: t.field({
      type: ParticipantRef,
      nullable: true,
      description: "The only one who may take it; null: anybody.",
      resolve: ({ buyer, at }, _args, { reader }) =>
        buyer === 0 ? null : participantOf(reader, buyer, at),
    }),
    periodSeconds: t.field({
      type: "BigInt",
      nullable: true,
      description: "What the amount is for, of a subscription.",
      resolve: ({ period }) => (period === 0 ? null : String(period)),
    }),
    terms: t.field({ type: TermsRef, description: "Of the licence.", resolve: (row) => row }),
    status: t.field({
      type: OfferStatus,
      description: "At the moment asked about.",
      resolve: offerStatus,
    }),
    madeAt: t.expose("made_at", { type: "DateTime" }),
    until: t.expose("offered_until", {
      type: "DateTime",
      description: "It can be taken before it, not at it.",
    }),
    withdrawnAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.withdrawn_at || null,
    }),
    prices: t.field({
      type: [PriceRef],
      description: "Every amount it has had, first to last.",
      resolve: (row, _args, { reader }) => priceHistory(reader, row),
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  offer: t.field({
    type: OfferRef,
    nullable: true,
    description: "By `offer:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      offerAt(context.reader, parseId("offer", id), momentOf(context, asOf)),
  }),
  offers: t.connection(
    {
      type: OfferRef,
      args: { ...offerArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) => listOffers(context, args, momentOf(context, args.asOf)),
    },
    OfferConnection,
  ),
}));
