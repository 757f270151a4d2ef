import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import type { Pledge } from "./courtEntities.ts";
import { pledgeAt, PledgeConnection, PledgeRef } from "./courtEntities.ts";
import { CertificateRef, nodeAt, ParticipantRef } from "./entities.ts";
import { PledgeStatus } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { certificateOf, participantOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Pledge",
  { NUMBER: { columns: ["id"], description: "Its number: the order in which they were offered." } },
  "NUMBER",
);

const PledgeFilter = builder.inputType("PledgeFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    certificate: t.id({ description: "Of this certificate." }),
    pledgor: t.id({ description: "Offered by this participant." }),
    lender: t.id({ description: "To this participant." }),
    status: t.field({ type: [PledgeStatus] }),
  }),
});

interface PledgeListArgs extends PageArgs {
  where?: typeof PledgeFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

function listPledges({ reader }: Context, args: PledgeListArgs, at: Moment): Connection<Pledge> {
  const query = build.selectFrom("pledges").selectAll().where(heldAt(at.block));
  const where = conditions(args.where ?? {});
  const all = () => totalAt(reader, "pledges", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof PledgeFilter.$inferInput): Condition[] {
  return [
    ...given(
      where.certificate,
      (id) => sql<SqlBool>`certificate_id = ${parseId("certificate", id)}`,
    ),
    ...given(where.pledgor, (id) => sql<SqlBool>`pledgor = ${parseId("participant", id)}`),
    ...given(where.lender, (id) => sql<SqlBool>`lender = ${parseId("participant", id)}`),
    ...given(where.status, (values) => among("status", values)),
  ];
}

PledgeRef.implement({
  description: "A lender's lien on a certificate.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("pledge", row.id) }),
    number: t.exposeInt("id"),
    certificate: t.field({
      type: CertificateRef,
      resolve: ({ certificate_id: id, at }, _args, { reader }) => certificateOf(reader, id, at),
    }),
    pledgor: t.field({
      type: ParticipantRef,
      description: "The holder that offered it.",
      resolve: ({ pledgor, at }, _args, { reader }) => participantOf(reader, pledgor, at),
    }),
    lender: t.field({
      type: ParticipantRef,
      resolve: ({ lender, at }, _args, { reader }) => participantOf(reader, lender, at),
    }),
    currency: t.expose("currency", {
      type: "Address",
      description: "A token's address; below 1,000 a currency's ISO 4217 numeric code.",
    }),
    amount: t.expose("amount", {
      type: "BigInt",
      description: "The sum secured, in the currency's smallest unit.",
    }),
    documentHash: t.expose("document_hash", {
      type: "Bytes32",
      description: "SHA-256 of the agreement.",
    }),
    status: t.expose("status", { type: PledgeStatus }),
    offeredAt: t.expose("offered_at", { type: "DateTime" }),
    changedAt: t.expose("changed_at", {
      type: "DateTime",
      description: "When it came to its status.",
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  pledge: t.field({
    type: PledgeRef,
    nullable: true,
    description: "By `pledge:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      pledgeAt(context.reader, parseId("pledge", id), momentOf(context, asOf)),
  }),
  pledges: t.connection(
    {
      type: PledgeRef,
      args: {
        where: t.arg({ type: PledgeFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) => listPledges(context, args, momentOf(context, args.asOf)),
    },
    PledgeConnection,
  ),
}));
