import type { Database } from "better-sqlite3";

import type { CourtTables } from "./courtRows.ts";
import { Versions } from "./versions.ts";

/** The tables of orders and pledges. */
export interface CourtEntities {
  readonly court_orders: Versions<CourtTables["court_orders"], "id">;
  readonly pledges: Versions<CourtTables["pledges"], "id">;
}

const byId = (key: { id: number }) => key.id;

export function openCourtEntities(database: Database): CourtEntities {
  return {
    court_orders: new Versions(database, "court_orders", byId),
    pledges: new Versions(database, "pledges", byId),
  };
}
