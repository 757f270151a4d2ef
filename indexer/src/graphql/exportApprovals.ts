import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { AssetRef, CertificateRef, nodeAt, ParticipantRef } from "./entities.ts";
import type { Condition } from "./filter.ts";
import { among, anyOf, given } from "./filter.ts";
import { formatId, parseAssetId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { assetOf, certificateOf, participantOf } from "./lookup.ts";
import type { ExportApproval } from "./marketEntities.ts";
import { ExportApprovalConnection, ExportApprovalRef } from "./marketEntities.ts";
import { ExportApprovalScope, ExportApprovalStatus } from "./marketEnums.ts";
import { approvalAt } from "./marketLookup.ts";
import { approvalHasStatus, approvalStatus } from "./marketStatus.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { totalAt } from "./totals.ts";

// Numbers of Scope.
const CERTIFICATE = 1;
const ASSET = 2;

const order = ordering(
  "ExportApproval",
  {
    NUMBER: { columns: ["id"], description: "Its number: the order in which they were granted." },
    UNTIL: { columns: ["approved_until", "id"], description: "Until when data may move." },
  },
  "NUMBER",
);

const ExportApprovalFilter = builder.inputType("ExportApprovalFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    exporter: t.id({ description: "For this participant." }),
    regulator: t.id({ description: "By this participant." }),
    certificate: t.id({ description: "For this certificate." }),
    asset: t.id({ description: "For this asset, whatever the right." }),
    toJurisdiction: t.intList({ description: "To these jurisdictions, ISO 3166-1 numeric." }),
    status: t.field({
      type: [ExportApprovalStatus],
      description: "Status at the moment asked about.",
    }),
  }),
});

/** Arguments of every list of export approvals, besides `asOf` and the page. */
export const exportApprovalArgs = builder.args((t) => ({
  where: t.field({ type: ExportApprovalFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface ExportApprovalListArgs extends PageArgs {
  where?: typeof ExportApprovalFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of the export approvals that hold at the moment; of those `within`, if given. */
export function listExportApprovals(
  { reader }: Context,
  args: ExportApprovalListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<ExportApproval> {
  const query = build.selectFrom("approvals").selectAll().where(heldAt(at.block));
  const where = [...within, ...conditions(args.where ?? {}, at)];
  const all = () => totalAt(reader, "approvals", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof ExportApprovalFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(where.exporter, (id) => sql<SqlBool>`exporter = ${parseId("participant", id)}`),
    ...given(where.regulator, (id) => sql<SqlBool>`regulator = ${parseId("participant", id)}`),
    ...given(where.certificate, (id) => isFor(CERTIFICATE, wordOf(parseId("certificate", id)))),
    ...given(where.asset, (id) => isFor(ASSET, parseAssetId(id))),
    ...given(where.toJurisdiction, (values) => among("to_jurisdiction", values)),
    ...given(where.status, (values) => anyOf(values, (value) => approvalHasStatus(value, at))),
  ];
}

function isFor(scope: number, subject: Buffer): Condition {
  return sql<SqlBool>`(scope = ${scope} and subject = ${subject})`;
}

/** A number as it is on chain: 32 bytes. */
function wordOf(number: number): Buffer {
  return Buffer.from(number.toString(16).padStart(64, "0"), "hex");
}

ExportApprovalRef.implement({
  description: "A regulator's permission to move data to another jurisdiction.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("approval", row.id) }),
    number: t.exposeInt("id"),
    exporter: t.field({
      type: ParticipantRef,
      description: "Who may move the data.",
      resolve: ({ exporter, at }, _args, { reader }) => participantOf(reader, exporter, at),
    }),
    regulator: t.field({
      type: ParticipantRef,
      resolve: ({ regulator, at }, _args, { reader }) => participantOf(reader, regulator, at),
    }),
    scope: t.expose("scope", { type: ExportApprovalScope }),
    certificate: t.field({
      type: CertificateRef,
      nullable: true,
      description: "What it is for, unless for an asset.",
      resolve: ({ scope, subject, at }, _args, { reader }) => {
        if (scope !== CERTIFICATE) return null;
        const id = Number(subject.readBigUInt64BE(24));
        return certificateOf(reader, id, at);
      },
    }),
    asset: t.field({
      type: AssetRef,
      nullable: true,
      description: "What it is for, unless for a certificate.",
      resolve: ({ scope, subject, at }, _args, { reader }) =>
        scope === ASSET ? assetOf(reader, subject, at) : null,
    }),
    toJurisdiction: t.exposeInt("to_jurisdiction", { description: "ISO 3166-1 numeric." }),
    volume: t.expose("volume", { type: "BigInt", description: "Bytes that may move in all." }),
    consumed: t.expose("consumed", { type: "BigInt", description: "Bytes that have moved." }),
    status: t.field({
      type: ExportApprovalStatus,
      description: "At the moment asked about.",
      resolve: approvalStatus,
    }),
    grantedAt: t.expose("granted_at", { type: "DateTime" }),
    until: t.expose("approved_until", {
      type: "DateTime",
      description: "Data may move before it, not at it.",
    }),
    revokedAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.revoked_at || null,
    }),
    documentHash: t.expose("document_hash", {
      type: "Bytes32",
      description: "SHA-256 of the document with the reasons.",
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  exportApproval: t.field({
    type: ExportApprovalRef,
    nullable: true,
    description: "By `approval:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      approvalAt(context.reader, parseId("approval", id), momentOf(context, asOf)),
  }),
  exportApprovals: t.connection(
    {
      type: ExportApprovalRef,
      args: { ...exportApprovalArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) =>
        listExportApprovals(context, args, momentOf(context, args.asOf)),
    },
    ExportApprovalConnection,
  ),
}));
