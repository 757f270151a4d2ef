import type { Database } from "better-sqlite3";

import type { MarketTables } from "./marketRows.ts";
import { Versions } from "./versions.ts";

/** The tables of custody, pricing, compliance and sandboxes. */
export interface MarketEntities {
  readonly attestations: Versions<MarketTables["attestations"], "id">;
  readonly challenges: Versions<MarketTables["challenges"], "attestation_id" | "id">;
  readonly appraisals: Versions<MarketTables["appraisals"], "id">;
  readonly offers: Versions<MarketTables["offers"], "id">;
  readonly approvals: Versions<MarketTables["approvals"], "id">;
  readonly export_rules: Versions<
    MarketTables["export_rules"],
    "data_class" | "from_jurisdiction" | "to_jurisdiction"
  >;
  readonly sandboxes: Versions<MarketTables["sandboxes"], "id">;
  readonly sandbox_members: Versions<
    MarketTables["sandbox_members"],
    "sandbox_id" | "participant_id"
  >;
}

const byId = (key: { id: number }) => key.id;

export function openMarketEntities(database: Database): MarketEntities {
  return {
    attestations: new Versions(database, "attestations", byId),
    challenges: new Versions(database, "challenges", (key) => `${key.attestation_id}-${key.id}`),
    appraisals: new Versions(database, "appraisals", byId),
    offers: new Versions(database, "offers", byId),
    approvals: new Versions(database, "approvals", byId),
    export_rules: new Versions(
      database,
      "export_rules",
      (key) => `${key.data_class}-${key.from_jurisdiction}-${key.to_jurisdiction}`,
    ),
    sandboxes: new Versions(database, "sandboxes", byId),
    sandbox_members: new Versions(
      database,
      "sandbox_members",
      (key) => `${key.sandbox_id}-${key.participant_id}`,
    ),
  };
}
