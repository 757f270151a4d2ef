import type { Generated } from "kysely";

import type { LicenseRow, NewestLicensesRow } from "./licenseRows.ts";
import type { MarketTables } from "./marketRows.ts";
import type { AmendmentTables } from "./amendmentRows.ts";
import type { CourtTables } from "./courtRows.ts";
import type { GovernanceTables } from "./governanceRows.ts";
import type { SettlementTables } from "./settlementRows.ts";

/**
 * Tables of the index, and their types for Kysely.
 *
 * Every entity row is one version: it holds for blocks `valid_from <= block < valid_to`. The version
 * that holds now has `valid_to = OPEN`. An entity changed several times in one block keeps the last
 * state of that block only. Rollback to block B deletes versions with `valid_from > B` and reopens
 * those with `valid_to > B`; "as of block N" selects the versions that hold at N.
 *
 * `log_index` is that of the log which made the version, so (valid_from, log_index) names a row of
 * `events`, and through it the transaction.
 *
 * Enums are stored as the numbers the contracts use, hashes and addresses as blobs, times as Unix
 * seconds.
 */
export const SCHEMA_VERSION = 17;

/** `valid_to` of a version that still holds. */
export const OPEN = Number.MAX_SAFE_INTEGER;

export interface Versioned {
  valid_from: number;
  valid_to: number;
  log_index: number;
}

export interface ParticipantRow extends Versioned {
  id: number;
  kind: number;
  status: number;
  jurisdiction: number;
  credential_hash: Buffer;
  primary_account: Buffer;
  registered_at: number;
}

export interface AccountRow extends Versioned {
  address: Buffer;
  participant_id: number;
  /** 1 active, 2 revoked, as in the contract; 0 invited, not yet accepted. */
  status: number;
}

/** An asset's descriptive facts come from its newest confirmed application, or from the first filed. */
export interface AssetRow extends Versioned {
  commitment: Buffer;
  algorithm: number;
  data_class: number;
  /** The application that the facts above and the description come from. */
  described_by: number;
  /** 1 once any right over it was confirmed. */
  confirmed: number;
  first_filed_at: number;
}

/** What an application says, from its filing on: it never changes. */
export interface FilingRow {
  application_id: number;
  applicant: number;
  commitment: Buffer;
  term_end: number;
  description_hash: Buffer;
  description_uri: string;
  filed_at: number;
  /** In which it was filed. */
  block: number;
}

/**
 * How an application stands. What it says is in `filings`, but for what lists are filtered by and its
 * certificate begins with.
 */
export interface ApplicationRow extends Versioned {
  id: number;
  algorithm: number;
  right: number;
  data_class: number;
  status: number;
  /** 0 before notice opens. */
  notice_end: number;
  open_objections: number;
  /** The account that alone decides it; null: any examiner. */
  examiner: Buffer | null;
  /** Flags given before confirmation, with which the certificate begins. */
  flags: number;
  /** Time and document of the final decision; 0 and null before it (and the hash null if withdrawn). */
  decided_at: number;
  decision_hash: Buffer | null;
}

export interface ObjectionRow extends Versioned {
  application_id: number;
  /** Counts from 1 within the application. */
  id: number;
  objector: number;
  status: number;
  evidence_hash: Buffer;
  /** Of the applicant's answer; null before it. */
  answer_hash: Buffer | null;
  decision_hash: Buffer | null;
  raised_at: number;
}

/** What an application, and so its certificate, derives from. */
export interface SourceRow extends Versioned {
  application_id: number;
  /** Order within the filing, from 0. */
  position: number;
  kind: number;
  source_id: number;
}

export interface CertificateRow extends Versioned {
  id: number;
  holder: number;
  commitment: Buffer;
  right: number;
  data_class: number;
  /** 1 active (or expired, by `expires_at`), 3 surrendered, 4 annulled. */
  ended: number;
  confirmed_at: number;
  expires_at: number;
  /** Time of surrender or annulment; 0 if neither. */
  ended_at: number;
  /** 1 frozen, 2 pledged, 4 not transferable. */
  flags: number;
  decision_hash: Buffer;
}

/** Every log of every contract of the deployment. */
export interface EventRow {
  block: number;
  log_index: number;
  tx_index: number;
  /** Which event of which contract: its place in `EVENTS`. */
  kind: number;
  /** What kind of thing the event is about: its place in `SUBJECTS`. */
  subject: number;
  /** Which of them: its number, or what else names it. */
  subject_id: number | string;
  /** Topics and data; see packedLog.ts. */
  log: Buffer;
}

/** Transactions that events came from. */
export interface TransactionRow {
  block: number;
  tx_index: number;
  hash: Buffer;
}

/** Blocks that hold events, and those where a batch ended: the journal that rollback walks. */
export interface BlockRow {
  number: number;
  hash: Buffer;
  timestamp: number;
  /** Rolling digest after this block. */
  digest: Buffer;
  events: number;
}

/** Headers of blocks that hold events and were proved by their receipts, for evidence later. */
export interface HeaderRow {
  number: number;
  /** The whole header: of QBFT with its round and seals, which are not in the block's hash. */
  rlp: Buffer;
}

/** How many there are of what is counted (a table of versions, or `events`), from this block on. */
export interface TotalRow {
  counted: string;
  block: number;
  count: number;
}

/** How far the index has come: the last block taken in, which need not hold events. One row, id 1. */
export interface CheckpointRow {
  id: Generated<number>;
  block: number;
  hash: Buffer;
  timestamp: number;
  digest: Buffer;
  events: number;
  /** Head of the chain as last seen; `lag` is head minus block. */
  head: number;
  /** Newest block that the chain does not replace any more, as last known; 0 before any is. */
  final: number;
  /** Unix milliseconds, wall clock, of the last successful answer of the node. */
  seen_at: number;
}

/** What the process that writes the index counts and measures, for those that serve it; see telemetry.ts. */
export interface TelemetryRow {
  name: string;
  /** The node that it is about; empty if it is about none. */
  endpoint: string;
  value: number;
}

export interface MetaRow {
  key: string;
  value: string;
}

export interface Tables
  extends AmendmentTables, CourtTables, GovernanceTables, MarketTables, SettlementTables {
  participants: ParticipantRow;
  accounts: AccountRow;
  assets: AssetRow;
  filings: FilingRow;
  applications: ApplicationRow;
  objections: ObjectionRow;
  sources: SourceRow;
  certificates: CertificateRow;
  licenses: LicenseRow;
  newest_licenses: NewestLicensesRow;
  events: EventRow;
  transactions: TransactionRow;
  blocks: BlockRow;
  headers: HeaderRow;
  totals: TotalRow;
  checkpoint: CheckpointRow;
  telemetry: TelemetryRow;
  meta: MetaRow;
}
