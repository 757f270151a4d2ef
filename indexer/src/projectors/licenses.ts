import type {
  Licenses_LicenseGranted as LicenseGranted,
  Licenses_LicenseRenewed as LicenseRenewed,
  Licenses_LicenseTransferred as LicenseTransferred,
  LicensesEvent,
  Place,
  Licenses_UseRecorded as UseRecorded,
} from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";
import type { LicenseRow } from "../store/licenseRows.ts";
import { termsColumns } from "./terms.ts";

const ID_BYTES = 8;
const NEWEST_BYTES = 4 * ID_BYTES;

/** Keeps `licenses` and `newest_licenses`. */
export function projectLicenses(event: LicensesEvent, entities: Entities): void {
  const { licenses } = entities;
  const { at } = event;
  switch (event.name) {
    case "LicenseGranted":
      grant(event, entities);
      break;
    case "LicenseRenewed":
      renew(event, entities);
      break;
    case "LicenseTransferred":
      transfer(event, entities);
      break;
    case "UseRecorded":
      use(event, entities);
      break;
    case "LicenseSuspended":
      licenses.update(at, { id: event.args.licenseId }, { suspended: 1 });
      break;
    case "LicenseResumed":
      licenses.update(at, { id: event.args.licenseId }, { suspended: 0 });
      break;
    case "BreachNotified":
      licenses.update(at, { id: event.args.licenseId }, { cure_until: event.args.cureUntil });
      break;
    case "BreachCured":
      licenses.update(at, { id: event.args.licenseId }, { cure_until: 0 });
      break;
    case "LicenseTerminated":
      takeBack(at, event.args.licenseId, entities);
      terminate(at, event.args.licenseId, event.args.licenseId, entities);
      break;
    case "PauseChanged":
    case "AuthorityUpdated":
    case "Transfer":
    case "Approval":
    case "ApprovalForAll":
      break;
  }
}

function grant({ at, args }: LicenseGranted, entities: Entities): void {
  const { licenses } = entities;
  const parent = args.parentId === 0 ? undefined : licenses.require(at, { id: args.parentId });
  if (parent !== undefined) give(at, parent, BigInt(args.terms.units), licenses);
  licenses.add(at, {
    id: args.licenseId,
    certificate_id: args.certificateId,
    parent_id: args.parentId,
    sandbox_id: args.sandboxId,
    level: (parent?.level ?? 0) + 1,
    licensee: args.licensee,
    granted_by: args.licensor,
    granted_at: at.time,
    terminated: 0,
    terminated_at: 0,
    terminated_by: 0,
    suspended: 0,
    cure_until: 0,
    units_used: "0",
    units_given: "0",
    exhausted: 0,
    ...termsColumns(args.terms),
  });
  remember(at, args.certificateId, args.licensee, args.licenseId, entities);
}

function transfer({ at, args }: LicenseTransferred, entities: Entities): void {
  const { licenseId: id, to } = args;
  const { certificate_id } = entities.licenses.require(at, { id });
  entities.licenses.update(at, { id }, { licensee: to });
  remember(at, certificate_id, to, id, entities);
}

/** A licence came to a participant: of those that did, the contract keeps the four newest. */
function remember(
  at: Place,
  certificate_id: number,
  participant_id: number,
  licenseId: number,
  { newest_licenses }: Entities,
): void {
  const key = { certificate_id, participant_id };
  const before = newest_licenses.get(key)?.ids ?? Buffer.alloc(NEWEST_BYTES);
  const ids = Buffer.alloc(NEWEST_BYTES);
  before.copy(ids, 0, ID_BYTES);
  ids.writeBigUInt64BE(BigInt(licenseId), NEWEST_BYTES - ID_BYTES);
  newest_licenses.put(at, { ...key, ids });
}

function renew({ at, args }: LicenseRenewed, { licenses }: Entities): void {
  const license = licenses.require(at, { id: args.licenseId });
  const parent = licenses.get({ id: license.parent_id });
  const more = BigInt(args.units) - BigInt(license.units);
  if (parent !== undefined) give(at, parent, more, licenses);
  const renewed = { ...license, term_until: args.validUntil, units: args.units };
  licenses.update(
    at,
    { id: license.id },
    { term_until: renewed.term_until, units: renewed.units, exhausted: exhausted(renewed) },
  );
}

function use({ at, args }: UseRecorded, { licenses }: Entities): void {
  const license = licenses.require(at, { id: args.licenseId });
  const units_used = args.unitsUsed;
  const used = { ...license, units_used };
  licenses.update(at, { id: license.id }, { units_used, exhausted: exhausted(used) });
}

/** Units pass from a metered licence to one below it; less than none: they come back. */
function give(
  at: Place,
  parent: Readonly<LicenseRow>,
  units: bigint,
  licenses: Entities["licenses"],
): void {
  if (parent.units === "0" || units === 0n) return;
  const units_given = String(BigInt(parent.units_given) + units);
  const left = { ...parent, units_given };
  licenses.update(at, { id: parent.id }, { units_given, exhausted: exhausted(left) });
}

/** What a terminated licence was given and has left returns to the one above it. */
function takeBack(at: Place, licenseId: number, { licenses }: Entities): void {
  const license = licenses.require(at, { id: licenseId });
  const parent = licenses.get({ id: license.parent_id });
  if (parent !== undefined) give(at, parent, -unitsLeft(license), licenses);
}

/** Terminates a licence and all below it, as the contract does without an event for each. */
function terminate(at: Place, licenseId: number, terminated_by: number, entities: Entities): void {
  const { licenses } = entities;
  // What had ended with its sandbox ended then.
  const ended = licenses.require(at, { id: licenseId }).terminated_at;
  const changes = { terminated: 1, terminated_at: ended || at.time, terminated_by };
  licenses.update(at, { id: licenseId }, changes);
  for (const below of licenses.having("parent_id", licenseId)) {
    if (below.terminated_by === 0) terminate(at, below.id, terminated_by, entities);
  }
}

/** A sandbox was closed, and what was granted in it has ended, if it had not before; without an event for each. */
export function endWithSandbox(at: Place, sandboxId: number, { licenses }: Entities): void {
  for (const { id, terminated, term_until } of licenses.having("sandbox_id", sandboxId)) {
    if (terminated === 1 || term_until <= at.time) continue;
    licenses.update(at, { id }, { terminated: 1, terminated_at: at.time });
  }
}

function unitsLeft(row: Readonly<LicenseRow>): bigint {
  return BigInt(row.units) - BigInt(row.units_used) - BigInt(row.units_given);
}

/** Whether no unit is left; use that is not metered never ends before 2^64 - 1 units. */
function exhausted(row: Readonly<LicenseRow>): number {
  if (row.units === "0") return Number(BigInt(row.units_used) === 2n ** 64n - 1n);
  return Number(unitsLeft(row) === 0n);
}
