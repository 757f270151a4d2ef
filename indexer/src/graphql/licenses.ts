import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import type { License } from "./entities.ts";
import {
  CertificateRef,
  LicenseConnection,
  LicenseRef,
  nodeAt,
  ParticipantRef,
} from "./entities.ts";
import { LicenseStatus, Use } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { anyOf, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { certificateOf, known, licenseAt, participantOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import type { Reader } from "./reader.ts";
import { build } from "./reader.ts";
import { licenseHasStatus, licenseStatus } from "./status.ts";
import { permitsIn, permitsUse, TermsRef } from "./terms.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "License",
  {
    NUMBER: { columns: ["id"], description: "Its number: the order in which they were granted." },
    UNTIL: { columns: ["term_until", "id"], description: "When its term ends." },
  },
  "NUMBER",
);

const LicenseFilter = builder.inputType("LicenseFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    certificate: t.id({ description: "Granted under this certificate." }),
    licensee: t.id({ description: "Granted to this participant." }),
    licensor: t.id({
      description: "Under a certificate that this participant holds, or a licence that it has.",
    }),
    parent: t.id({ description: "Granted under this licence." }),
    sandbox: t.id({ description: "Granted in this sandbox, or under one that was." }),
    status: t.field({ type: [LicenseStatus], description: "Status at the moment asked about." }),
    suspended: t.boolean(),
    use: t.field({ type: Use, description: "Permitting this use." }),
    territory: t.int({
      description: "Good in this country (ISO 3166-1 numeric), by name or because it is anywhere.",
    }),
  }),
});

/** Arguments of every list of licences, besides `asOf` and the page. */
export const licenseArgs = builder.args((t) => ({
  where: t.field({ type: LicenseFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface LicenseListArgs extends PageArgs {
  where?: typeof LicenseFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of the licences that hold at the moment; of those `within`, if given. */
export function listLicenses(
  { reader }: Context,
  args: LicenseListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<License> {
  const query = build.selectFrom("licenses").selectAll().where(heldAt(at.block));
  const where = [...within, ...conditions(args.where ?? {}, at)];
  const all = () => totalAt(reader, "licenses", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof LicenseFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(
      where.certificate,
      (id) => sql<SqlBool>`certificate_id = ${parseId("certificate", id)}`,
    ),
    ...given(where.licensee, (id) => sql<SqlBool>`licensee = ${parseId("participant", id)}`),
    ...given(where.licensor, (id) => grantableBy(parseId("participant", id), at)),
    ...given(where.parent, (id) => sql<SqlBool>`parent_id = ${parseId("license", id)}`),
    ...given(where.sandbox, (id) => sql<SqlBool>`sandbox_id = ${parseId("sandbox", id)}`),
    ...given(where.status, (values) => anyOf(values, (value) => licenseHasStatus(value, at))),
    ...given(where.suspended, (suspended) => sql<SqlBool>`suspended = ${suspended ? 1 : 0}`),
    ...given(where.use, permitsUse),
    ...given(where.territory, permitsIn),
  ];
}

function grantableBy(licensor: number, at: Moment): Condition {
  const held = build
    .selectFrom("certificates")
    .select("id")
    .where("holder", "=", licensor)
    .where(heldAt(at.block));
  const had = build
    .selectFrom("licenses")
    .select("id")
    .where("licensee", "=", licensor)
    .where(heldAt(at.block));
  return sql<SqlBool>`((parent_id = 0 and certificate_id in ${held}) or parent_id in ${had})`;
}

/** Who the licensor is: the licensee of the licence above, else the holder of the certificate. */
function licensorOf(reader: Reader, row: License): number {
  return (
    parentOf(reader, row)?.licensee ?? certificateOf(reader, row.certificate_id, row.at).holder
  );
}

function parentOf(reader: Reader, { parent_id: id, at }: License): License | null {
  return id === 0 ? null : known(licenseAt(reader, id, at), `license ${id}`);
}

LicenseRef.implement({
  description: "A use of data that the holder of a certificate granted; a token of its licensee.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("license", row.id) }),
    number: t.exposeInt("id"),
    certificate: t.field({
      type: CertificateRef,
      resolve: (row, _args, { reader }) => certificateOf(reader, row.certificate_id, row.at),
    }),
    licensor: t.field({
      type: ParticipantRef,
      description:
        "At the moment asked about, who holds the certificate; of a sub-licence, the licensee of the licence above.",
      resolve: (row, _args, { reader }) => participantOf(reader, licensorOf(reader, row), row.at),
    }),
    grantedBy: t.field({
      type: ParticipantRef,
      description: "The licensor when the licence was granted.",
      resolve: (row, _args, { reader }) => participantOf(reader, row.granted_by, row.at),
    }),
    licensee: t.field({
      type: ParticipantRef,
      resolve: (row, _args, { reader }) => participantOf(reader, row.licensee, row.at),
    }),
    status: t.field({
      type: LicenseStatus,
      description: "At the moment asked about.",
      resolve: licenseStatus,
    }),
    parent: t.field({
      type: LicenseRef,
      nullable: true,
      description: "The licence that this sub-licence was granted under.",
      resolve: (row, _args, { reader }) => parentOf(reader, row),
    }),
    sandboxNumber: t.int({
      nullable: true,
      description: "Number of the sandbox that it, or the licence above it, was granted in.",
      resolve: (row) => row.sandbox_id || null,
    }),
    level: t.exposeInt("level", {
      description: "1 if the holder of the certificate granted it, else one more than its parent.",
    }),
    unitsUsed: t.expose("units_used", { type: "BigInt", description: "Recorded as used." }),
    unitsGiven: t.expose("units_given", {
      type: "BigInt",
      description: "Metered units given on to sub-licences.",
    }),
    cureUntil: t.field({
      type: "DateTime",
      nullable: true,
      description: "Until when a breach can be cured that the licensor gave notice of.",
      resolve: (row) => row.cure_until || null,
    }),
    suspended: t.boolean({
      description: "Set by the licensor, and lifted: it cannot be used meanwhile.",
      resolve: (row) => row.suspended === 1,
    }),
    grantedAt: t.expose("granted_at", { type: "DateTime" }),
    terminatedAt: t.field({
      type: "DateTime",
      nullable: true,
      description:
        "When it was terminated, or ended with the licence above it, its sandbox or its annulled certificate.",
      resolve: (row) => row.terminated_at || null,
    }),
    terms: t.field({ type: TermsRef, resolve: (row) => row }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  license: t.field({
    type: LicenseRef,
    nullable: true,
    description: "By `license:4` or `4`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      licenseAt(context.reader, parseId("license", id), momentOf(context, asOf)),
  }),
  licenses: t.connection(
    {
      type: LicenseRef,
      args: { ...licenseArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) => listLicenses(context, args, momentOf(context, args.asOf)),
    },
    LicenseConnection,
  ),
}));
