import type { Database } from "better-sqlite3";

import type { SettlementTables } from "./settlementRows.ts";
import { Versions } from "./versions.ts";

/** The tables of catalogues, shares, deals and money. */
export interface SettlementEntities {
  readonly catalogues: Versions<SettlementTables["catalogues"], "id">;
  readonly catalogue_entries: Versions<
    SettlementTables["catalogue_entries"],
    "catalogue_id" | "position"
  >;
  readonly share_proposals: Versions<SettlementTables["share_proposals"], "id">;
  readonly share_parties: Versions<
    SettlementTables["share_parties"],
    "proposal_id" | "participant_id"
  >;
  readonly deals: Versions<SettlementTables["deals"], "id">;
  readonly balances: Versions<SettlementTables["balances"], "participant_id" | "currency">;
  readonly earnings: Versions<SettlementTables["earnings"], "certificate_id" | "currency">;
}

const byId = (key: { id: number }) => key.id;

export function openSettlementEntities(database: Database): SettlementEntities {
  return {
    catalogues: new Versions(database, "catalogues", byId),
    catalogue_entries: new Versions(
      database,
      "catalogue_entries",
      (key) => `${key.catalogue_id}-${key.position}`,
    ),
    share_proposals: new Versions(database, "share_proposals", byId),
    share_parties: new Versions(
      database,
      "share_parties",
      (key) => `${key.proposal_id}-${key.participant_id}`,
    ),
    deals: new Versions(database, "deals", byId),
    balances: new Versions(
      database,
      "balances",
      (key) => `${key.currency.toString("latin1")}${key.participant_id}`,
    ),
    earnings: new Versions(
      database,
      "earnings",
      (key) => `${key.currency.toString("latin1")}${key.certificate_id}`,
    ),
  };
}
