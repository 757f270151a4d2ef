import { EVENTS } from "../../indexer/src/generated/events.ts";
import { SUBJECTS } from "../../indexer/src/projectors/subject.ts";
import type { Subject } from "../../indexer/src/projectors/subject.ts";
import { packLog } from "../../indexer/src/store/packedLog.ts";
import type { EventRow, Tables } from "../../indexer/src/store/schema.ts";
import { OPEN } from "../../indexer/src/store/schema.ts";
import type { DeployedName } from "../../scripts/generate/contracts.ts";
import { COUNT_EVENTS, countVersions } from "../../test/graphql/fixture/countTotals.ts";
import { encodeLog } from "../../test/graphql/fixture/encodeLog.ts";
import { blocksOf, CHAIN_LENGTH, participantsOf, PER_BLOCK } from "./shape.ts";

const FIRST_TIME = 1_767_225_600;
const TERM = 94_608_000;

/** A row of a table, each value as SQL in which `n` is the number of the certificate. */
type Row<Name extends keyof Tables> = Record<keyof Tables[Name], string | number>;

/** What an event is, in the events table. Its arguments are left at nothing. */
export function eventOf(
  contract: DeployedName,
  name: string,
  about: Subject["type"],
): Pick<EventRow, "kind" | "subject" | "log"> {
  const kind = EVENTS.findIndex((known) => known.contract === contract && known.name === name);
  return { kind, subject: SUBJECTS.indexOf(about), log: packLog(encodeLog(contract, name, {})) };
}

/** The statements that fill the tables of an index of so many certificates. */
export function statements(certificates: number): string[] {
  const participants = participantsOf(certificates);
  const last = blocksOf(certificates);
  // 32 bytes that differ from number to number.
  const digest = "unhex(printf('%064x', n * 2654435761))";
  const account = `substr(${digest}, 13)`;
  const place = `((n - 1) % ${PER_BLOCK})`;
  const filed = `(1 + 2 * ((n - 1) / ${PER_BLOCK}))`;
  const confirmed = `(${filed} + 1)`;
  const moved = `(${confirmed} + 2)`;
  const moves = `n % 10 = 0 AND ${moved} <= ${last}`;
  const movedAt = `(1000 + ${place})`;
  const confirmedAt = `(2 * ${place})`;
  const grantedAt = `(2 * ${place} + 1)`;
  const holder = `(n % ${participants} + 1)`;
  const next = `((n + 1) % ${participants} + 1)`;

  const classified = { algorithm: 1, data_class: 1 };
  const asset = {
    ...classified,
    commitment: digest,
    described_by: "n",
    first_filed_at: timeOf(filed),
  };
  const application = {
    ...classified,
    id: "n",
    right: "1 + n % 3",
    notice_end: timeOf(filed),
    open_objections: 0,
    examiner: "NULL",
    flags: 0,
  };
  const filing = {
    application_id: "n",
    applicant: holder,
    commitment: digest,
    term_end: 0,
    description_hash: digest,
    description_uri: "'https://data.example/' || n",
    filed_at: timeOf(filed),
    block: filed,
  };
  const certificate = {
    id: "n",
    commitment: digest,
    right: "1 + n % 3",
    data_class: 1,
    ended: 1,
    confirmed_at: timeOf(confirmed),
    expires_at: `${timeOf(confirmed)} + ${TERM}`,
    ended_at: 0,
    flags: 0,
    decision_hash: digest,
  };
  const license = {
    id: "n",
    certificate_id: "n",
    licensee: next,
    granted_by: holder,
    granted_at: timeOf(confirmed),
    terminated: 0,
    terminated_at: 0,
    terminated_by: 0,
    suspended: 0,
    cure_until: 0,
    units_used: "'0'",
    units_given: "'0'",
    exhausted: 0,
    parent_id: 0,
    sandbox_id: 0,
    level: 1,
    permitted_uses: "1 + n % 511",
    prohibited_uses: 0,
    term_from: timeOf(confirmed),
    term_until: `${timeOf(confirmed)} + ${TERM}`,
    units: "'0'",
    sublicensing: 0,
    derivatives: 1,
    exclusive: 0,
    attribution: 1,
    royalty: 0,
    transferable: 0,
    meter: 0,
    territory: "zeroblob(32)",
    document_hash: digest,
  };
  const whileMoved = `CASE WHEN ${moves} THEN ${moved} ELSE ${OPEN} END`;
  const all = <Name extends keyof Tables>(table: Name, row: Row<Name>, where?: string) =>
    insert(table, certificates, row, where);
  const event = (
    [block, log, name]: readonly [string, string, string],
    contract: DeployedName,
    about: Subject["type"],
    where?: string,
  ) => {
    const { kind, subject, log: packed } = eventOf(contract, name, about);
    const row = { kind, subject, subject_id: "n", log: `x'${packed.toString("hex")}'` };
    return all("events", { ...row, block, log_index: log, tx_index: place }, where);
  };
  const transaction = (block: string, where?: string) =>
    all("transactions", { block, tx_index: place, hash: digest }, where);

  return [
    insert("participants", participants, {
      id: "n",
      kind: "1 + n % 8",
      status: 1,
      jurisdiction: 156,
      credential_hash: digest,
      primary_account: account,
      registered_at: FIRST_TIME,
      ...holding("1"),
    }),
    insert("accounts", participants, {
      address: account,
      participant_id: "n",
      status: 1,
      ...holding("1"),
    }),
    all("assets", { ...asset, confirmed: 0, ...holding(filed, place, confirmed) }),
    all("assets", { ...asset, confirmed: 1, ...holding(confirmed, confirmedAt) }),
    all("filings", filing),
    all("applications", {
      ...application,
      status: 1,
      decided_at: 0,
      decision_hash: "NULL",
      ...holding(filed, place, confirmed),
    }),
    all("applications", {
      ...application,
      status: 4,
      decided_at: timeOf(confirmed),
      decision_hash: digest,
      ...holding(confirmed, confirmedAt),
    }),
    all(
      "sources",
      { application_id: "n", position: 0, kind: 1, source_id: "n - 1", ...holding(filed, place) },
      `n % ${CHAIN_LENGTH} <> 1`,
    ),
    all("certificates", {
      ...certificate,
      holder,
      ...holding(confirmed, confirmedAt, whileMoved),
    }),
    all("certificates", { ...certificate, holder: next, ...holding(moved, movedAt) }, moves),
    all("licenses", { ...license, ...holding(confirmed, grantedAt) }),
    all("newest_licenses", {
      certificate_id: "n",
      participant_id: next,
      ids: "unhex(printf('%064x', n))",
      ...holding(confirmed, grantedAt),
    }),
    event([filed, place, "ApplicationFiled"], "RightsRegistry", "application"),
    event([confirmed, confirmedAt, "CertificateConfirmed"], "RightsRegistry", "application"),
    event([confirmed, grantedAt, "LicenseGranted"], "Licenses", "license"),
    event([moved, movedAt, "HolderChanged"], "RightsRegistry", "application", moves),
    transaction(filed),
    transaction(confirmed),
    ...Object.entries({
      participants: "id",
      accounts: "address, participant_id",
      assets: "commitment",
      applications: "id",
      sources: "application_id, position",
      certificates: "id",
      licenses: "id",
      newest_licenses: "certificate_id, participant_id",
    }).map(([table, key]) => countVersions(table, key)),
    insert("blocks", last, {
      number: "n",
      hash: digest,
      timestamp: timeOf("n"),
      digest,
      events: "(SELECT count(*) FROM events WHERE block = n)",
    }),
    COUNT_EVENTS,
    `INSERT INTO checkpoint SELECT 1, number, hash, timestamp, digest,
      (SELECT count(*) FROM events), number, number, unixepoch() * 1000
      FROM blocks ORDER BY number DESC LIMIT 1`,
  ];
}

function holding(from: string, log = "0", to = String(OPEN)) {
  return { valid_from: from, valid_to: to, log_index: log };
}

function timeOf(block: string): string {
  return `(${FIRST_TIME} + 5 * ${block})`;
}

/** Rows for n from 1. */
function insert<Name extends keyof Tables>(
  table: Name,
  count: number,
  row: Row<Name>,
  where = "true",
): string {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  return `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
    INSERT INTO ${table} (${columns.join()}) SELECT ${Object.values(row).join()} FROM numbers WHERE ${where}`;
}
