import type { SqlBool } from "kysely";
import { sql } from "kysely";

import { SUBJECTS } from "../projectors/subject.ts";
import type { Moment } from "./asOf.ts";
import { AsOf, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { inTime } from "./deadline.ts";
import type { Event } from "./entities.ts";
import { EventConnection, EventRef } from "./entities.ts";
import { userError } from "./errors.ts";
import type { Condition } from "./filter.ts";
import { distinct, given } from "./filter.ts";
import { followEvents } from "./follow.ts";
import { argsOf, kindOf, kindsWhere } from "./eventKinds.ts";
import { formatPairId } from "./ids.ts";
import { timeOf, transactionOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Event",
  { POSITION: { columns: ["block", "log_index"], description: "Its place in the chain." } },
  "POSITION",
);

const EventFilter = builder.inputType("EventFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    contract: t.string({ description: "Name of the contract, as in `_meta.contracts`." }),
    name: t.stringList({ description: "Names of events, such as `CertificateConfirmed`." }),
    subject: t.string({
      description:
        "What it is about, such as `participant:3` or `license:4`; `certificate:12` and `application:12` are the same.",
    }),
    transaction: t.field({ type: "Bytes32" }),
    fromBlock: t.int({ description: "In this block or later." }),
    toBlock: t.int({ description: "In this block or earlier." }),
  }),
});

type EventWhere = typeof EventFilter.$inferInput;

interface EventListArgs extends PageArgs {
  where?: EventWhere | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

function listEvents({ reader }: Context, args: EventListArgs, at: Moment): Connection<Event> {
  const query = build.selectFrom("events").selectAll().where(inTime).where("block", "<=", at.block);
  const where = conditions(args.where ?? {});
  const all = () => totalAt(reader, "events", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, (event) => event);
}

function conditions(where: EventWhere): Condition[] {
  return [
    ...given(where.contract, (name) => isOneOf(kindsWhere("contract", [name]))),
    ...given(where.name, (names) => isOneOf(kindsWhere("name", distinct(names)))),
    ...given(where.subject, isAbout),
    ...given(where.transaction, isOf),
    ...given(where.fromBlock, (block) => sql<SqlBool>`block >= ${block}`),
    ...given(where.toBlock, (block) => sql<SqlBool>`block <= ${block}`),
  ];
}

function isOneOf(kinds: readonly number[]): Condition {
  return kinds.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`kind in (${sql.join(kinds)})`;
}

function isAbout(subject: string): Condition {
  const [, type, id] = /^([a-z]+):(.{1,100})$/.exec(subject) ?? [];
  if (type === undefined || id === undefined) {
    throw userError(
      "BAD_ID",
      `"${subject.slice(0, 100)}" names no subject: expected "certificate:12"`,
    );
  }
  const stored = type === "certificate" ? "application" : type;
  const code = SUBJECTS.findIndex((known) => known === stored);
  const number = /^\d{1,15}$/.test(id) ? Number(id) : id;
  return sql<SqlBool>`subject = ${code} and subject_id in (${id}, ${number})`;
}

function isOf(transaction: Buffer): Condition {
  const place = (column: "block" | "tx_index") =>
    sql`(select ${sql.ref(column)} from transactions where hash = ${transaction})`;
  return sql<SqlBool>`block = ${place("block")} and tx_index = ${place("tx_index")}`;
}

EventRef.implement({
  description: "A log of one of the registry's contracts, decoded.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatPairId("event", row.block, row.log_index) }),
    contract: t.string({ resolve: (row) => kindOf(row).contract }),
    name: t.string({ resolve: (row) => kindOf(row).name }),
    subject: t.string({
      description: "What it is about, such as `application:12`.",
      resolve: (row) => `${SUBJECTS[row.subject]}:${row.subject_id}`,
    }),
    args: t.field({
      type: "JSON",
      description: "Arguments by name.",
      resolve: argsOf,
    }),
    block: t.exposeInt("block"),
    logIndex: t.exposeInt("log_index", { description: "Its number in the block, from 0." }),
    transaction: t.field({
      type: "Bytes32",
      resolve: (row, _args, { reader }) => transactionOf(reader, row.block, row.tx_index),
    }),
    time: t.field({
      type: "DateTime",
      description: "Time of the block.",
      resolve: (row, _args, { reader }) => timeOf(reader, row.block),
    }),
  }),
});

builder.queryFields((t) => ({
  events: t.connection(
    {
      type: EventRef,
      description: "Everything that ever happened, newest first unless told.",
      args: {
        where: t.arg({ type: EventFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) => listEvents(context, args, momentOf(context, args.asOf)),
    },
    EventConnection,
  ),
}));

builder.subscriptionFields((t) => ({
  events: t.field({
    type: EventRef,
    description:
      "Events as they are indexed, in the order of the chain. After a reorganisation the events of the new branch follow, from its first block.",
    args: {
      where: t.arg({ type: EventFilter }),
      since: t.arg.int({
        description:
          "First send what is in this block and later. A client that reconnects passes the block of the last event it got: it misses nothing, and knows by `id` what it has.",
      }),
    },
    subscribe: (_root, { where, since }, context) =>
      followEvents(context, conditions(where ?? {}), since),
    resolve: (event) => event,
  }),
}));
