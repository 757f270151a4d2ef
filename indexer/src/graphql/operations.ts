import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { OperationRow } from "../store/governanceRows.ts";
import { hex } from "../store/bytes.ts";
import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import type { At } from "./entities.ts";
import { nodeAt } from "./entities.ts";
import { OperationStatus } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { anyOf, given } from "./filter.ts";
import { formatOperationId, parseOperationId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { oneAt } from "./lookup.ts";
import { ordering } from "./order.ts";
import type { Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";
import { totalAt } from "./totals.ts";

type Operation = At<OperationRow>;

const SCHEDULED = 1;
const READY = 2;
const EXPIRED = 3;
/** What is ready can be executed for so many seconds: the AccessManager's `expiration`. */
const LASTING = 604_800;

const OperationRef = builder.objectRef<Operation>("Operation");

const OperationConnection = builder.connectionObject(
  { type: OperationRef, name: "OperationConnection" },
  { name: "OperationEdge" },
);

const order = ordering(
  "Operation",
  {
    SCHEDULED_AT: { columns: ["scheduled_at", "id"], description: "When it was announced." },
    READY_AT: { columns: ["ready_at", "id"], description: "From when on it can be executed." },
  },
  "SCHEDULED_AT",
);

const OperationFilter = builder.inputType("OperationFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    scheduledBy: t.field({ type: "Address", description: "Announced by this account." }),
    target: t.field({ type: "Address", description: "A call of this contract." }),
    status: t.field({
      type: [OperationStatus],
      description: "Status at the moment asked about.",
    }),
  }),
});

interface OperationListArgs extends PageArgs {
  where?: typeof OperationFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

const operations = prepare((p: { id: Buffer; block: number }) =>
  build.selectFrom("operations").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

/** The operation with this id at the moment, if it was announced by then. */
export function operationAt(reader: Reader, id: Buffer, at: Moment): Operation | undefined {
  return oneAt(reader, operations, { id, block: at.block }, at);
}

function listOperations(
  { reader }: Context,
  args: OperationListArgs,
  at: Moment,
): Connection<Operation> {
  const query = build.selectFrom("operations").selectAll().where(heldAt(at.block));
  const where = conditions(args.where ?? {}, at);
  const all = () => totalAt(reader, "operations", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof OperationFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(where.scheduledBy, (account) => sql<SqlBool>`scheduled_by = ${account}`),
    ...given(where.target, (target) => sql<SqlBool>`target = ${target}`),
    ...given(where.status, (values) => anyOf(values, (value) => hasStatus(value, at))),
  ];
}

/** Status at its moment: what was announced becomes ready and expires with time alone. */
function statusOf({ status, ready_at, at }: Operation): number {
  if (status !== SCHEDULED || at.time < ready_at) return status;
  return at.time < ready_at + LASTING ? READY : EXPIRED;
}

/** SQL for {@link statusOf}. */
function hasStatus(status: number, { time }: Moment): Condition {
  const scheduled = sql`status = ${SCHEDULED}`;
  const expired = time - LASTING;
  if (status === SCHEDULED) return sql<SqlBool>`(${scheduled} and ready_at > ${time})`;
  if (status === EXPIRED) return sql<SqlBool>`(${scheduled} and ready_at <= ${expired})`;
  return status === READY
    ? sql<SqlBool>`(${scheduled} and ready_at <= ${time} and ready_at > ${expired})`
    : sql<SqlBool>`status = ${status}`;
}

OperationRef.implement({
  description:
    "An act of governance that was announced in the AccessManager: it can be executed once its delay has passed, unless it is cancelled. Announced anew it keeps its id.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatOperationId(row.id) }),
    status: t.field({
      type: OperationStatus,
      description: "At the moment asked about.",
      resolve: statusOf,
    }),
    contract: t.string({
      nullable: true,
      description: "Name of the contract that is called, as in `_meta.contracts`; null: another.",
      resolve: ({ target }, _args, { deployment }) => {
        const called = hex(target);
        const known = Object.entries(deployment.contracts);
        return known.find(([, address]) => address.toLowerCase() === called)?.[0] ?? null;
      },
    }),
    target: t.expose("target", { type: "Address", description: "The contract that is called." }),
    data: t.string({
      description: "The call data, 0x hex.",
      resolve: ({ data }) => hex(data),
    }),
    scheduledBy: t.expose("scheduled_by", {
      type: "Address",
      description: "The account that announced it, which alone can execute it.",
    }),
    scheduledAt: t.expose("scheduled_at", { type: "DateTime" }),
    readyAt: t.expose("ready_at", {
      type: "DateTime",
      description: "From when on it can be executed.",
    }),
    expiresAt: t.field({
      type: "DateTime",
      description: "From when on it can be executed no more.",
      resolve: (row) => row.ready_at + LASTING,
    }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it was executed or cancelled; null if neither.",
      resolve: (row) => (row.status === SCHEDULED ? null : row.changed_at),
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  operation: t.field({
    type: OperationRef,
    nullable: true,
    description: "By `operation:0x…` or `0x…`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      operationAt(context.reader, parseOperationId(id), momentOf(context, asOf)),
  }),
  operations: t.connection(
    {
      type: OperationRef,
      description: "What governors announced.",
      args: {
        where: t.arg({ type: OperationFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) =>
        listOperations(context, args, momentOf(context, args.asOf)),
    },
    OperationConnection,
  ),
}));
