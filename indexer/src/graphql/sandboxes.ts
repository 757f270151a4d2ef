import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { nodeAt, ParticipantRef } from "./entities.ts";
import type { Condition } from "./filter.ts";
import { anyOf, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { participantOf } from "./lookup.ts";
import type { Sandbox } from "./marketEntities.ts";
import {
  SandboxConnection,
  SandboxMemberConnection,
  SandboxMemberRef,
  SandboxRef,
} from "./marketEntities.ts";
import { Exemption, EXEMPTIONS, SandboxStatus } from "./marketEnums.ts";
import { sandboxAt } from "./marketLookup.ts";
import { sandboxHasStatus, sandboxStatus } from "./marketStatus.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { listSandboxMembers, sandboxMemberArgs } from "./sandboxMembers.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Sandbox",
  {
    NUMBER: { columns: ["id"], description: "Its number: the order in which they were opened." },
    UNTIL: { columns: ["open_until", "id"], description: "When it ends." },
  },
  "NUMBER",
);

const SandboxFilter = builder.inputType("SandboxFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    regulator: t.id({ description: "Opened by this participant." }),
    member: t.id({ description: "That this participant is in." }),
    status: t.field({ type: [SandboxStatus], description: "Status at the moment asked about." }),
  }),
});

/** Arguments of every list of sandboxes, besides `asOf` and the page. */
export const sandboxArgs = builder.args((t) => ({
  where: t.field({ type: SandboxFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface SandboxListArgs extends PageArgs {
  where?: typeof SandboxFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of the sandboxes that hold at the moment; of those `within`, if given. */
export function listSandboxes(
  { reader }: Context,
  args: SandboxListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<Sandbox> {
  const query = build.selectFrom("sandboxes").selectAll().where(heldAt(at.block));
  const where = [...within, ...conditions(args.where ?? {}, at)];
  const all = () => totalAt(reader, "sandboxes", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof SandboxFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(where.regulator, (id) => sql<SqlBool>`regulator = ${parseId("participant", id)}`),
    ...given(where.member, (id) => hasMember(parseId("participant", id), at)),
    ...given(where.status, (values) => anyOf(values, (value) => sandboxHasStatus(value, at))),
  ];
}

function hasMember(participant: number, { block }: Moment): Condition {
  return sql<SqlBool>`id in (select sandbox_id from sandbox_members where participant_id = ${participant}
    and left_at = 0 and valid_from <= ${block} and valid_to > ${block})`;
}

function exemptionsIn(set: number): number[] {
  return Array.from({ length: EXEMPTIONS }, (_, bit) => bit).filter((bit) => set & (1 << bit));
}

SandboxRef.implement({
  description: "A bounded place with rules of its own, under a regulator's supervision.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("sandbox", row.id) }),
    number: t.exposeInt("id"),
    regulator: t.field({
      type: ParticipantRef,
      resolve: ({ regulator, at }, _args, { reader }) => participantOf(reader, regulator, at),
    }),
    status: t.field({
      type: SandboxStatus,
      description: "At the moment asked about.",
      resolve: sandboxStatus,
    }),
    openedAt: t.expose("opened_at", { type: "DateTime" }),
    until: t.expose("open_until", {
      type: "DateTime",
      description: "What is licensed in it ends then at the latest.",
    }),
    closedAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.closed_at || null,
    }),
    memberCount: t.exposeInt("members", { description: "Participants who are in it." }),
    members: t.connection(
      {
        type: SandboxMemberRef,
        args: sandboxMemberArgs,
        description: "Who is in it, and who was.",
        resolve: ({ id, at }, args, context) => listSandboxMembers(context, args, at, id),
      },
      SandboxMemberConnection,
    ),
    volume: t.expose("volume", { type: "BigInt", description: "Bytes that its trades moved." }),
    maxVolume: t.expose("max_volume", { type: "BigInt" }),
    value: t.expose("value", {
      type: "BigInt",
      description: "What its trades were worth, in the currency's smallest unit.",
    }),
    maxValue: t.expose("max_value", { type: "BigInt" }),
    currency: t.expose("currency", {
      type: "Address",
      description: "An ERC-20 token or, below 1,000, an ISO 4217 numeric code.",
    }),
    exemptions: t.field({
      type: [Exemption],
      description: "Rules that do not hold within.",
      resolve: (row) => exemptionsIn(row.exemptions),
    }),
    rulesHash: t.expose("rules_hash", {
      type: "Bytes32",
      description: "SHA-256 of the document with its rules.",
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  sandbox: t.field({
    type: SandboxRef,
    nullable: true,
    description: "By `sandbox:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      sandboxAt(context.reader, parseId("sandbox", id), momentOf(context, asOf)),
  }),
  sandboxes: t.connection(
    {
      type: SandboxRef,
      args: { ...sandboxArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) => listSandboxes(context, args, momentOf(context, args.asOf)),
    },
    SandboxConnection,
  ),
}));
