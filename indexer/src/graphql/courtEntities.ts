import type { CourtOrderRow, PledgeRow } from "../store/courtRows.ts";
import type { Moment } from "./asOf.ts";
import { heldAt } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { At } from "./entities.ts";
import { manyAt, oneAt } from "./lookup.ts";
import type { Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";

export type CourtOrder = At<CourtOrderRow>;
export type Pledge = At<PledgeRow>;

export const CourtOrderRef = builder.objectRef<CourtOrder>("CourtOrder");
export const PledgeRef = builder.objectRef<Pledge>("Pledge");

export const CourtOrderConnection = builder.connectionObject(
  { type: CourtOrderRef, name: "CourtOrderConnection" },
  { name: "CourtOrderEdge" },
);
export const PledgeConnection = builder.connectionObject(
  { type: PledgeRef, name: "PledgeConnection" },
  { name: "PledgeEdge" },
);

interface ById {
  id: number;
  block: number;
}

const orders = prepare((p: ById) =>
  build.selectFrom("court_orders").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const ordersAbout = prepare((p: ById) =>
  build
    .selectFrom("court_orders")
    .selectAll()
    .where("certificate_id", "=", p.id)
    .where(heldAt(p.block))
    .orderBy("id"),
);

const pledges = prepare((p: ById) =>
  build.selectFrom("pledges").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const pledgesOn = prepare((p: ById) =>
  build
    .selectFrom("pledges")
    .selectAll()
    .where("certificate_id", "=", p.id)
    .where(heldAt(p.block))
    .orderBy("id"),
);

/** The order with this number at the moment, if it was issued by then. */
export function orderAt(reader: Reader, id: number, at: Moment): CourtOrder | undefined {
  return oneAt(reader, orders, { id, block: at.block }, at);
}

/** The orders about a certificate, first to last. */
export function ordersOf(reader: Reader, certificate: number, at: Moment): CourtOrder[] {
  return manyAt(reader, ordersAbout, { id: certificate, block: at.block }, at);
}

/** The pledge with this number at the moment, if it was offered by then. */
export function pledgeAt(reader: Reader, id: number, at: Moment): Pledge | undefined {
  return oneAt(reader, pledges, { id, block: at.block }, at);
}

/** The pledges of a certificate, first to last. */
export function pledgesOf(reader: Reader, certificate: number, at: Moment): Pledge[] {
  return manyAt(reader, pledgesOn, { id: certificate, block: at.block }, at);
}
