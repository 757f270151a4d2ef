import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, Order, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { DocumentRef } from "./documents.ts";
import type { Application } from "./entities.ts";
import {
  ApplicationConnection,
  ApplicationRef,
  AssetRef,
  CertificateRef,
  nodeAt,
  ObjectionRef,
  ParticipantRef,
  SourceRef,
} from "./entities.ts";
import { ApplicationStatus, DataClass, Right } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { formatId, parseAssetId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import {
  applicationAt,
  applicationsAsFiled,
  assetOf,
  certificateAt,
  objectionsTo,
  participantOf,
  sourcesOf,
} from "./lookup.ts";
import { ordering } from "./order.ts";
import { derivedFrom } from "./sources.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Application",
  {
    NUMBER: { columns: ["id"], description: "Its number: the order in which they were filed." },
    NOTICE_END: {
      columns: ["notice_end", "id"],
      description: "When public notice ends; before all others if notice has not opened.",
    },
  },
  "NUMBER",
);

const ApplicationFilter = builder.inputType("ApplicationFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    applicant: t.id({ description: "Filed by this participant." }),
    asset: t.id({ description: "Over this asset." }),
    right: t.field({ type: [Right] }),
    dataClass: t.field({ type: [DataClass] }),
    status: t.field({ type: [ApplicationStatus] }),
    filedAfter: t.field({ type: "DateTime", description: "Filed at this time or later." }),
    filedBefore: t.field({ type: "DateTime", description: "Filed before this time." }),
    noticeEndsBefore: t.field({
      type: "DateTime",
      description: "Whose notice was opened and ends before this time.",
    }),
    derivedFrom: t.id({
      description: "Naming a certificate over this asset, or a licence under one, as a source.",
    }),
  }),
});

/** Arguments of every list of applications, besides `asOf` and the page. */
export const applicationArgs = builder.args((t) => ({
  where: t.field({ type: ApplicationFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface ApplicationListArgs extends PageArgs {
  where?: typeof ApplicationFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/**
 * One page of the applications that hold at the moment.
 * @param within - conditions on what was filed: of an applicant, or over an asset
 */
export function listApplications(
  { reader }: Context,
  args: ApplicationListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<Application> {
  const query = applicationsAsFiled.where(heldAt(at.block));
  const where = [...within, ...conditions(args.where ?? {}, at)];
  const all = () => totalAt(reader, "applications", at.block);
  const isOfFilings = within.length > 0 || args.where?.applicant || args.where?.asset;
  const ordered = isOfFilings ? inOrderOfFilings(args.orderBy) : order.of(args.orderBy);
  return connect(reader, { query, where, all }, ordered, args, nodeAt(at));
}

/**
 * The same order by the number as `filings` have it: where those lead to the rows, SQLite sees that they come
 * in order, and does not sort them.
 */
function inOrderOfFilings(orderBy: ApplicationListArgs["orderBy"]): Order {
  const { columns, ...ordered } = order.of(orderBy);
  const ofFilings = columns.map((column) => (column === "id" ? "application_id" : column));
  return { ...ordered, columns: ofFilings };
}

function conditions(where: typeof ApplicationFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(where.applicant, (id) => sql<SqlBool>`applicant = ${parseId("participant", id)}`),
    ...given(where.asset, (id) => sql<SqlBool>`commitment = ${parseAssetId(id)}`),
    ...given(where.right, (values) => among("right", values)),
    ...given(where.dataClass, (values) => among("data_class", values)),
    ...given(where.status, (values) => among("status", values)),
    ...given(where.filedAfter, (time) => sql<SqlBool>`filed_at >= ${time}`),
    ...given(where.filedBefore, (time) => sql<SqlBool>`filed_at < ${time}`),
    ...given(
      where.noticeEndsBefore,
      (time) => sql<SqlBool>`notice_end > 0 and notice_end < ${time}`,
    ),
    ...given(where.derivedFrom, (id) => derivedFrom(parseAssetId(id), at)),
  ];
}

ApplicationRef.implement({
  description: "A request for confirmation of a right over an asset.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("application", row.id) }),
    number: t.exposeInt("id", { description: "Its number, and that of its certificate." }),
    applicant: t.field({
      type: ParticipantRef,
      resolve: ({ applicant, at }, _args, { reader }) => participantOf(reader, applicant, at),
    }),
    asset: t.field({
      type: AssetRef,
      resolve: ({ commitment, at }, _args, { reader }) => assetOf(reader, commitment, at),
    }),
    right: t.expose("right", { type: Right }),
    dataClass: t.expose("data_class", { type: DataClass }),
    status: t.expose("status", { type: ApplicationStatus }),
    termEnd: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the source agreement ends; null if only policy bounds the term.",
      resolve: (row) => row.term_end || null,
    }),
    description: t.field({ type: DocumentRef, resolve: (row) => row }),
    filedAt: t.expose("filed_at", { type: "DateTime" }),
    noticeEnd: t.field({
      type: "DateTime",
      nullable: true,
      description: "When public notice ends; null before it opens.",
      resolve: (row) => row.notice_end || null,
    }),
    examiner: t.expose("examiner", {
      type: "Address",
      nullable: true,
      description: "The account of the examiner that it is assigned to; null: any examiner.",
    }),
    objections: t.field({
      type: [ObjectionRef],
      description: "In the order they were raised.",
      resolve: ({ id, at }, _args, { reader }) => objectionsTo(reader, id, at),
    }),
    decidedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it was confirmed, rejected or withdrawn; null before.",
      resolve: (row) => row.decided_at || null,
    }),
    decisionHash: t.expose("decision_hash", {
      type: "Bytes32",
      nullable: true,
      description: "SHA-256 of the document of the decision; null before it, and if withdrawn.",
    }),
    sources: t.field({
      type: [SourceRef],
      description: "What the asset derives from, in the order of the filing.",
      resolve: ({ id, at }, _args, { reader }) => sourcesOf(reader, id, at),
    }),
    certificate: t.field({
      type: CertificateRef,
      nullable: true,
      description: "The certificate of the same number; null before confirmation.",
      resolve: ({ id, at }, _args, { reader }) => certificateAt(reader, id, at),
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  application: t.field({
    type: ApplicationRef,
    nullable: true,
    description: "By `application:12` or `12`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      applicationAt(context.reader, parseId("application", id), momentOf(context, asOf)),
  }),
  applications: t.connection(
    {
      type: ApplicationRef,
      args: { ...applicationArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) =>
        listApplications(context, args, momentOf(context, args.asOf)),
    },
    ApplicationConnection,
  ),
}));
