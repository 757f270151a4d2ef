import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { CertificateRef, nodeAt, ParticipantRef } from "./entities.ts";
import type { Condition } from "./filter.ts";
import { anyOf, among, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { certificateOf, participantOf } from "./lookup.ts";
import type { Appraisal } from "./marketEntities.ts";
import { AppraisalConnection, AppraisalRef } from "./marketEntities.ts";
import { AppraisalMethod, AppraisalStatus } from "./marketEnums.ts";
import { appraisalAt } from "./marketLookup.ts";
import { appraisalHasStatus, appraisalStatus } from "./marketStatus.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Appraisal",
  {
    NUMBER: { columns: ["id"], description: "Its number: the order in which they were recorded." },
    APPRAISED_AT: {
      columns: ["appraised_at", "id"],
      description: "The time that the value is of.",
    },
  },
  "NUMBER",
);

const AppraisalFilter = builder.inputType("AppraisalFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    certificate: t.id({ description: "Of this certificate." }),
    appraiser: t.id({ description: "By this participant." }),
    method: t.field({ type: [AppraisalMethod] }),
    status: t.field({ type: [AppraisalStatus], description: "Status at the moment asked about." }),
  }),
});

/** Arguments of every list of appraisals, besides `asOf` and the page. */
export const appraisalArgs = builder.args((t) => ({
  where: t.field({ type: AppraisalFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface AppraisalListArgs extends PageArgs {
  where?: typeof AppraisalFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of the appraisals that hold at the moment; of those `within`, if given. */
export function listAppraisals(
  { reader }: Context,
  args: AppraisalListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<Appraisal> {
  const query = build.selectFrom("appraisals").selectAll().where(heldAt(at.block));
  const where = [...within, ...conditions(args.where ?? {}, at)];
  const all = () => totalAt(reader, "appraisals", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof AppraisalFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(
      where.certificate,
      (id) => sql<SqlBool>`certificate_id = ${parseId("certificate", id)}`,
    ),
    ...given(where.appraiser, (id) => sql<SqlBool>`appraiser = ${parseId("participant", id)}`),
    ...given(where.method, (values) => among("method", values)),
    ...given(where.status, (values) => anyOf(values, (value) => appraisalHasStatus(value, at))),
  ];
}

AppraisalRef.implement({
  description: "What a licensed appraiser holds a certificate to be worth.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("appraisal", row.id) }),
    number: t.exposeInt("id"),
    certificate: t.field({
      type: CertificateRef,
      resolve: ({ certificate_id: id, at }, _args, { reader }) => certificateOf(reader, id, at),
    }),
    appraiser: t.field({
      type: ParticipantRef,
      resolve: ({ appraiser, at }, _args, { reader }) => participantOf(reader, appraiser, at),
    }),
    method: t.expose("method", { type: AppraisalMethod }),
    value: t.expose("value", { type: "BigInt", description: "In the currency's smallest unit." }),
    currency: t.expose("currency", {
      type: "Address",
      description: "An ERC-20 token or, below 1,000, an ISO 4217 numeric code.",
    }),
    status: t.field({
      type: AppraisalStatus,
      description: "At the moment asked about.",
      resolve: appraisalStatus,
    }),
    appraisedAt: t.expose("appraised_at", {
      type: "DateTime",
      description: "The time that the value is of.",
    }),
    until: t.expose("relied_until", {
      type: "DateTime",
      description: "It may be relied on before it, not at it.",
    }),
    reportHash: t.expose("report_hash", { type: "Bytes32" }),
    recordedAt: t.expose("recorded_at", { type: "DateTime" }),
    revokedAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.revoked_at || null,
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  appraisal: t.field({
    type: AppraisalRef,
    nullable: true,
    description: "By `appraisal:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      appraisalAt(context.reader, parseId("appraisal", id), momentOf(context, asOf)),
  }),
  appraisals: t.connection(
    {
      type: AppraisalRef,
      args: { ...appraisalArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) =>
        listAppraisals(context, args, momentOf(context, args.asOf)),
    },
    AppraisalConnection,
  ),
}));
