import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { nodeAt, ParticipantRef } from "./entities.ts";
import { CatalogueStatus, DataClass } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { participantOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import type { Catalogue } from "./settlementEntities.ts";
import { CatalogueConnection, CatalogueRef } from "./settlementEntities.ts";
import { catalogueAt } from "./settlementLookup.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Catalogue",
  { NUMBER: { columns: ["id"], description: "Its number: the order in which they were filed." } },
  "NUMBER",
);

const CatalogueFilter = builder.inputType("CatalogueFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    applicant: t.id({ description: "Filed by this participant." }),
    status: t.field({ type: [CatalogueStatus] }),
  }),
});

interface CatalogueListArgs extends PageArgs {
  where?: typeof CatalogueFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

function listCatalogues(
  { reader }: Context,
  args: CatalogueListArgs,
  at: Moment,
): Connection<Catalogue> {
  const query = build.selectFrom("catalogues").selectAll().where(heldAt(at.block));
  const where = conditions(args.where ?? {});
  const all = () => totalAt(reader, "catalogues", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof CatalogueFilter.$inferInput): Condition[] {
  return [
    ...given(where.applicant, (id) => sql<SqlBool>`applicant = ${parseId("participant", id)}`),
    ...given(where.status, (values) => among("status", values)),
  ];
}

CatalogueRef.implement({
  description:
    "Rights that were confirmed together, by one Merkle root; each becomes a certificate when it is claimed.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("catalogue", row.id) }),
    number: t.exposeInt("id"),
    applicant: t.field({
      type: ParticipantRef,
      resolve: ({ applicant, at }, _args, { reader }) => participantOf(reader, applicant, at),
    }),
    root: t.expose("root", { type: "Bytes32" }),
    count: t.exposeInt("count", { description: "How many entries it has." }),
    dataClass: t.expose("data_class", { type: DataClass }),
    fileHash: t.expose("file_hash", {
      type: "Bytes32",
      description: "SHA-256 of the file with all entries.",
    }),
    fileURI: t.exposeString("file_uri"),
    status: t.expose("status", { type: CatalogueStatus }),
    filedAt: t.expose("filed_at", { type: "DateTime" }),
    noticeEnd: t.field({
      type: "DateTime",
      nullable: true,
      description: "Until when entries could be, or can be, objected to.",
      resolve: (row) => row.notice_end || null,
    }),
    openObjections: t.exposeInt("open_objections"),
    struckOut: t.exposeInt("struck_out", { description: "Entries that were struck out." }),
    claimed: t.exposeInt("claimed", { description: "Entries that became certificates." }),
    confirmedAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.confirmed_at || null,
    }),
    expiresAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "Latest end of a right in it.",
      resolve: (row) => row.expires_at || null,
    }),
    decisionHash: t.expose("decision_hash", { type: "Bytes32", nullable: true }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  catalogue: t.field({
    type: CatalogueRef,
    nullable: true,
    description: "By `catalogue:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      catalogueAt(context.reader, parseId("catalogue", id), momentOf(context, asOf)),
  }),
  catalogues: t.connection(
    {
      type: CatalogueRef,
      args: {
        where: t.arg({ type: CatalogueFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) =>
        listCatalogues(context, args, momentOf(context, args.asOf)),
    },
    CatalogueConnection,
  ),
}));
