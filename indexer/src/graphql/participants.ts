import type { SqlBool } from "kysely";
import { sql } from "kysely";

import { applicationArgs, listApplications } from "./applications.ts";
import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import { certificateArgs, listCertificates } from "./certificates.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import type { Account, Participant } from "./entities.ts";
import {
  ApplicationConnection,
  ApplicationRef,
  CertificateConnection,
  CertificateRef,
  LicenseConnection,
  LicenseRef,
  nodeAt,
  ParticipantConnection,
  ParticipantRef,
} from "./entities.ts";
import { AccountStatus, Kind, ParticipantStatus } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { licenseArgs, listLicenses } from "./licenses.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { accountsOf, participantAt } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { BalanceRef } from "./settlementEntities.ts";
import { balancesOf } from "./settlementLookup.ts";
import { totalAt } from "./totals.ts";

const INVITED = 0;

const order = ordering(
  "Participant",
  {
    NUMBER: { columns: ["id"], description: "Its number: the order in which they registered." },
  },
  "NUMBER",
);

const ParticipantFilter = builder.inputType("ParticipantFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    kind: t.field({ type: [Kind] }),
    status: t.field({ type: [ParticipantStatus] }),
    jurisdiction: t.intList({ description: "ISO 3166-1 numeric codes." }),
    account: t.field({
      type: "Address",
      description: "Whose account this is or was; an invitation alone does not count.",
    }),
  }),
});

interface ParticipantListArgs extends PageArgs {
  where?: typeof ParticipantFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

function listParticipants(
  { reader }: Context,
  args: ParticipantListArgs,
  at: Moment,
): Connection<Participant> {
  const query = build.selectFrom("participants").selectAll().where(heldAt(at.block));
  const where = conditions(args.where ?? {}, at);
  const all = () => totalAt(reader, "participants", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof ParticipantFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(where.kind, (values) => among("kind", values)),
    ...given(where.status, (values) => among("status", values)),
    ...given(where.jurisdiction, (values) => among("jurisdiction", values)),
    ...given(where.account, (address) => withAccount(address, at)),
  ];
}

function withAccount(address: Buffer, at: Moment): Condition {
  const owners = build
    .selectFrom("accounts")
    .select("participant_id")
    .where("address", "=", address)
    .where("status", "!=", INVITED)
    .where(heldAt(at.block));
  return sql<SqlBool>`id in ${owners}`;
}

const AccountRef = builder.objectRef<Account>("Account").implement({
  description: "A key that acts, acted or is invited to act for a participant.",
  fields: (t) => ({
    address: t.expose("address", { type: "Address" }),
    status: t.expose("status", { type: AccountStatus }),
  }),
});

ParticipantRef.implement({
  description: "A verified person or body.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("participant", row.id) }),
    number: t.exposeInt("id"),
    kind: t.expose("kind", { type: Kind }),
    status: t.expose("status", { type: ParticipantStatus }),
    jurisdiction: t.exposeInt("jurisdiction", { description: "ISO 3166-1 numeric." }),
    credentialHash: t.expose("credential_hash", {
      type: "Bytes32",
      description: "SHA-256 of the credential document that was verified.",
    }),
    primaryAccount: t.expose("primary_account", {
      type: "Address",
      description: "The account that certificates and licences are minted to.",
    }),
    registeredAt: t.expose("registered_at", { type: "DateTime" }),
    accounts: t.field({
      type: [AccountRef],
      description: "All accounts, by address.",
      resolve: ({ id, at }, _args, { reader }) => accountsOf(reader, id, at),
    }),
    certificates: t.connection(
      {
        type: CertificateRef,
        args: certificateArgs,
        description: "Certificates that it holds.",
        resolve: ({ id, at }, args, context) =>
          listCertificates(context, args, at, [sql<SqlBool>`holder = ${id}`]),
      },
      CertificateConnection,
    ),
    applications: t.connection(
      {
        type: ApplicationRef,
        args: applicationArgs,
        description: "Applications that it filed.",
        resolve: ({ id, at }, args, context) =>
          listApplications(context, args, at, [sql<SqlBool>`applicant = ${id}`]),
      },
      ApplicationConnection,
    ),
    licenses: t.connection(
      {
        type: LicenseRef,
        args: licenseArgs,
        description: "Licences granted to it.",
        resolve: ({ id, at }, args, context) =>
          listLicenses(context, args, at, [sql<SqlBool>`licensee = ${id}`]),
      },
      LicenseConnection,
    ),
    balances: t.field({
      type: [BalanceRef],
      description: "What deals have brought it, by currency.",
      resolve: ({ id, at }, _args, { reader }) => balancesOf(reader, id, at),
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  participant: t.field({
    type: ParticipantRef,
    nullable: true,
    description: "By `participant:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      participantAt(context.reader, parseId("participant", id), momentOf(context, asOf)),
  }),
  participants: t.connection(
    {
      type: ParticipantRef,
      args: {
        where: t.arg({ type: ParticipantFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) =>
        listParticipants(context, args, momentOf(context, args.asOf)),
    },
    ParticipantConnection,
  ),
}));
