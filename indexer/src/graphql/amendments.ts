import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Amendment } from "./amendmentEntities.ts";
import {
  amendmentAt,
  AmendmentConnection,
  amendmentInForce,
  AmendmentRef,
  RevisionRef,
} from "./amendmentEntities.ts";
import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { DocumentRef } from "./documents.ts";
import { AssetRef, CertificateRef, nodeAt, ParticipantRef } from "./entities.ts";
import { AmendmentKind, AmendmentStatus } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { assetOf, certificateOf, participantOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Amendment",
  { NUMBER: { columns: ["id"], description: "Its number: the order in which they were begun." } },
  "NUMBER",
);

const AmendmentFilter = builder.inputType("AmendmentFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    certificate: t.id({ description: "Of this certificate." }),
    requester: t.id({ description: "Asked for by this participant." }),
    kind: t.field({ type: [AmendmentKind] }),
    status: t.field({ type: [AmendmentStatus] }),
  }),
});

interface AmendmentListArgs extends PageArgs {
  where?: typeof AmendmentFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

function listAmendments(
  { reader }: Context,
  args: AmendmentListArgs,
  at: Moment,
): Connection<Amendment> {
  const query = build.selectFrom("amendments").selectAll().where(heldAt(at.block));
  const where = conditions(args.where ?? {});
  const all = () => totalAt(reader, "amendments", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof AmendmentFilter.$inferInput): Condition[] {
  return [
    ...given(
      where.certificate,
      (id) => sql<SqlBool>`certificate_id = ${parseId("certificate", id)}`,
    ),
    ...given(where.requester, (id) => sql<SqlBool>`requester = ${parseId("participant", id)}`),
    ...given(where.kind, (values) => among("kind", values)),
    ...given(where.status, (values) => among("status", values)),
  ];
}

AmendmentRef.implement({
  description:
    "A correction or change of what a certificate says of its asset. What was filed is kept; of those accepted the newest is in force.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("amendment", row.id) }),
    number: t.exposeInt("id"),
    certificate: t.field({
      type: CertificateRef,
      resolve: ({ certificate_id: id, at }, _args, { reader }) => certificateOf(reader, id, at),
    }),
    requester: t.field({
      type: ParticipantRef,
      nullable: true,
      description: "The holder that asked for it; null if the registrar made it.",
      resolve: ({ requester, at }, _args, { reader }) =>
        requester === 0 ? null : participantOf(reader, requester, at),
    }),
    kind: t.expose("kind", { type: AmendmentKind }),
    description: t.field({
      type: DocumentRef,
      description: "What the certificate says of its asset by it.",
      resolve: (row) => row,
    }),
    reasonHash: t.expose("reason_hash", {
      type: "Bytes32",
      description: "SHA-256 of the document that gives the grounds.",
    }),
    decisionHash: t.expose("decision_hash", {
      type: "Bytes32",
      nullable: true,
      description: "SHA-256 of the decision; null if there is none.",
    }),
    status: t.expose("status", { type: AmendmentStatus }),
    inForce: t.boolean({
      description: "Whether the certificate stands by it: the newest accepted.",
      resolve: ({ id, certificate_id: certificate, at }, _args, { reader }) =>
        amendmentInForce(reader, certificate, at)?.id === id,
    }),
    requestedAt: t.expose("requested_at", { type: "DateTime" }),
    changedAt: t.expose("changed_at", {
      type: "DateTime",
      description: "When it came to its status.",
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

RevisionRef.implement({
  description: "That an asset took the place of another.",
  fields: (t) => ({
    asset: t.field({
      type: AssetRef,
      description: "The revision.",
      resolve: ({ commitment, at }, _args, { reader }) => assetOf(reader, commitment, at),
    }),
    superseded: t.field({
      type: AssetRef,
      description: "What it took the place of.",
      resolve: ({ superseded, at }, _args, { reader }) => assetOf(reader, superseded, at),
    }),
    holder: t.field({
      type: ParticipantRef,
      description: "Who held both and recorded it.",
      resolve: ({ holder, at }, _args, { reader }) => participantOf(reader, holder, at),
    }),
    recordedAt: t.expose("recorded_at", { type: "DateTime" }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  amendment: t.field({
    type: AmendmentRef,
    nullable: true,
    description: "By `amendment:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      amendmentAt(context.reader, parseId("amendment", id), momentOf(context, asOf)),
  }),
  amendments: t.connection(
    {
      type: AmendmentRef,
      args: {
        where: t.arg({ type: AmendmentFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) =>
        listAmendments(context, args, momentOf(context, args.asOf)),
    },
    AmendmentConnection,
  ),
}));
