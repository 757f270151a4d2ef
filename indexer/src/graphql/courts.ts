import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import type { CourtOrder } from "./courtEntities.ts";
import { CourtOrderConnection, CourtOrderRef, orderAt } from "./courtEntities.ts";
import { CertificateRef, nodeAt, ParticipantRef } from "./entities.ts";
import { CourtOrderKind, CourtOrderStatus } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { certificateOf, participantAt, participantOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "CourtOrder",
  { NUMBER: { columns: ["id"], description: "Its number: the order in which they were issued." } },
  "NUMBER",
);

const CourtOrderFilter = builder.inputType("CourtOrderFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    certificate: t.id({ description: "About this certificate." }),
    court: t.id({ description: "Issued by this participant." }),
    kind: t.field({ type: [CourtOrderKind] }),
    status: t.field({ type: [CourtOrderStatus] }),
    case: t.field({ type: "Bytes32", description: "In the case with this hash." }),
  }),
});

interface OrderListArgs extends PageArgs {
  where?: typeof CourtOrderFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

function listOrders({ reader }: Context, args: OrderListArgs, at: Moment): Connection<CourtOrder> {
  const query = build.selectFrom("court_orders").selectAll().where(heldAt(at.block));
  const where = conditions(args.where ?? {});
  const all = () => totalAt(reader, "court_orders", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof CourtOrderFilter.$inferInput): Condition[] {
  return [
    ...given(
      where.certificate,
      (id) => sql<SqlBool>`certificate_id = ${parseId("certificate", id)}`,
    ),
    ...given(where.court, (id) => sql<SqlBool>`court = ${parseId("participant", id)}`),
    ...given(where.kind, (values) => among("kind", values)),
    ...given(where.status, (values) => among("status", values)),
    ...given(where.case, (hash) => sql<SqlBool>`case_hash = ${hash}`),
  ];
}

CourtOrderRef.implement({
  description: "What a court ordered about a certificate.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("order", row.id) }),
    number: t.exposeInt("id"),
    certificate: t.field({
      type: CertificateRef,
      resolve: ({ certificate_id: id, at }, _args, { reader }) => certificateOf(reader, id, at),
    }),
    court: t.field({
      type: ParticipantRef,
      description: "The court that issued it.",
      resolve: ({ court, at }, _args, { reader }) => participantOf(reader, court, at),
    }),
    kind: t.expose("kind", { type: CourtOrderKind }),
    receiver: t.field({
      type: ParticipantRef,
      nullable: true,
      description: "Who receives the certificate; null for orders that move none.",
      resolve: ({ receiver, at }, _args, { reader }) =>
        receiver === 0 ? null : participantAt(reader, receiver, at),
    }),
    status: t.expose("status", { type: CourtOrderStatus }),
    issuedAt: t.expose("issued_at", { type: "DateTime" }),
    appealEnd: t.field({
      type: "DateTime",
      nullable: true,
      description: "Until when the holder can appeal; null if it took effect at once.",
      resolve: (row) => row.appeal_end || null,
    }),
    appellant: t.field({
      type: ParticipantRef,
      nullable: true,
      description: "Who appealed; null if nobody has.",
      resolve: ({ appellant, at }, _args, { reader }) =>
        appellant === 0 ? null : participantAt(reader, appellant, at),
    }),
    decidedBy: t.field({
      type: ParticipantRef,
      description:
        "The court that decided last: issued, confirmed or revoked it, or decided the appeal.",
      resolve: ({ decided_by: court, at }, _args, { reader }) => participantOf(reader, court, at),
    }),
    changedAt: t.expose("changed_at", {
      type: "DateTime",
      description: "When it came to its status.",
    }),
    caseHash: t.expose("case_hash", {
      type: "Bytes32",
      description: "SHA-256 of the case number.",
    }),
    documentHash: t.expose("document_hash", {
      type: "Bytes32",
      description: "SHA-256 of the order.",
    }),
    decisionHash: t.expose("decision_hash", {
      type: "Bytes32",
      description: "SHA-256 of the newest document: the order, the appeal, or a decision.",
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  courtOrder: t.field({
    type: CourtOrderRef,
    nullable: true,
    description: "By `order:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      orderAt(context.reader, parseId("order", id), momentOf(context, asOf)),
  }),
  courtOrders: t.connection(
    {
      type: CourtOrderRef,
      args: {
        where: t.arg({ type: CourtOrderFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) => listOrders(context, args, momentOf(context, args.asOf)),
    },
    CourtOrderConnection,
  ),
}));
