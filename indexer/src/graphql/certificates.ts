import type { SqlBool } from "kysely";
import { sql } from "kysely";

import { appraisalArgs, listAppraisals } from "./appraisals.ts";
import { amendmentInForce, AmendmentRef, amendmentsOf } from "./amendmentEntities.ts";
import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { CourtOrderRef, ordersOf, PledgeRef, pledgesOf } from "./courtEntities.ts";
import { DocumentRef } from "./documents.ts";
import type { Certificate } from "./entities.ts";
import {
  ApplicationRef,
  AssetRef,
  CertificateConnection,
  CertificateRef,
  LicenseConnection,
  LicenseRef,
  nodeAt,
  ParticipantRef,
  SourceRef,
} from "./entities.ts";
import { CertificateStatus, DataClass, Right } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, anyOf, given } from "./filter.ts";
import { HoldingRef, holdingsOf } from "./holdings.ts";
import { formatId, parseAssetId, parseId } from "./ids.ts";
import { licenseArgs, listLicenses } from "./licenses.ts";
import { LogRef, recordedIn } from "./logs.ts";
import {
  applicationAt,
  assetOf,
  certificateAt,
  filingOf,
  known,
  participantOf,
  sourcesOf,
} from "./lookup.ts";
import { AppraisalConnection, AppraisalRef, OfferConnection, OfferRef } from "./marketEntities.ts";
import { listOffers, offerArgs } from "./offers.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { EarningsRef } from "./settlementEntities.ts";
import { earningsOf } from "./settlementLookup.ts";
import { CoHolderRef, coHoldersOf } from "./shares.ts";
import { certificateHasStatus, certificateStatus } from "./status.ts";
import { chainOfTitle, TitleLinkRef } from "./title.ts";
import { totalAt } from "./totals.ts";

/** Bits of `flags`, as in the contracts' Flags. */
const FROZEN = 1;
const PLEDGED = 2;
const NOT_TRANSFERABLE = 4;

const order = ordering(
  "Certificate",
  {
    CONFIRMED_AT: { columns: ["confirmed_at", "id"], description: "When it was confirmed." },
    EXPIRES_AT: { columns: ["expires_at", "id"], description: "When its term ends." },
    NUMBER: { columns: ["id"], description: "Its number, which is its application's." },
  },
  "CONFIRMED_AT",
);

const CertificateFilter = builder.inputType("CertificateFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    holder: t.id({ description: "Held by this participant." }),
    asset: t.id({ description: "Over this asset." }),
    right: t.field({ type: [Right] }),
    dataClass: t.field({ type: [DataClass] }),
    status: t.field({
      type: [CertificateStatus],
      description: "Status at the moment asked about.",
    }),
    frozen: t.boolean({ description: "Frozen by a court, or not." }),
    pledged: t.boolean({ description: "Pledged, or not." }),
    confirmedAfter: t.field({ type: "DateTime", description: "Confirmed at this time or later." }),
    confirmedBefore: t.field({ type: "DateTime", description: "Confirmed before this time." }),
    expiresBefore: t.field({
      type: "DateTime",
      description: "With a term ending before this time.",
    }),
  }),
});

/** Arguments of every list of certificates, besides `asOf` and the page. */
export const certificateArgs = builder.args((t) => ({
  where: t.field({ type: CertificateFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface CertificateListArgs extends PageArgs {
  where?: typeof CertificateFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of the certificates that hold at the moment; of those `within`, if given. */
export function listCertificates(
  { reader }: Context,
  args: CertificateListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<Certificate> {
  const query = build
    .selectFrom("certificates")
    .selectAll()
    .where(heldAt(at.block))
    // True of what holds; it lets the index begin there, and not with what came later.
    .where("confirmed_at", "<=", at.time);
  const where = [...within, ...conditions(args.where ?? {}, at)];
  const all = () => totalAt(reader, "certificates", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof CertificateFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(where.holder, (id) => sql<SqlBool>`holder = ${parseId("participant", id)}`),
    ...given(where.asset, (id) => sql<SqlBool>`commitment = ${parseAssetId(id)}`),
    ...given(where.right, (values) => among("right", values)),
    ...given(where.dataClass, (values) => among("data_class", values)),
    ...given(where.status, (values) => anyOf(values, (value) => certificateHasStatus(value, at))),
    ...given(where.frozen, (on) => sql<SqlBool>`(flags & ${FROZEN}) = ${on ? FROZEN : 0}`),
    ...given(where.pledged, (on) => sql<SqlBool>`(flags & ${PLEDGED}) = ${on ? PLEDGED : 0}`),
    ...given(where.confirmedAfter, (time) => sql<SqlBool>`confirmed_at >= ${time}`),
    ...given(where.confirmedBefore, (time) => sql<SqlBool>`confirmed_at < ${time}`),
    ...given(where.expiresBefore, (time) => sql<SqlBool>`expires_at < ${time}`),
  ];
}

CertificateRef.implement({
  description: "A confirmed right over an asset: an ERC-721 token with a term.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("certificate", row.id) }),
    number: t.exposeInt("id", { description: "Its number, and that of its application." }),
    holder: t.field({
      type: ParticipantRef,
      resolve: ({ holder, at }, _args, { reader }) => participantOf(reader, holder, at),
    }),
    asset: t.field({
      type: AssetRef,
      resolve: ({ commitment, at }, _args, { reader }) => assetOf(reader, commitment, at),
    }),
    description: t.field({
      type: DocumentRef,
      description: "What it says of its asset at the moment: as filed, or as amended since.",
      resolve: ({ id, at }, _args, { reader }) =>
        amendmentInForce(reader, id, at) ?? filingOf(reader, id),
    }),
    right: t.expose("right", { type: Right }),
    dataClass: t.expose("data_class", { type: DataClass }),
    status: t.field({
      type: CertificateStatus,
      description: "At the moment asked about.",
      resolve: certificateStatus,
    }),
    confirmedAt: t.expose("confirmed_at", { type: "DateTime" }),
    expiresAt: t.expose("expires_at", {
      type: "DateTime",
      description: "End of the term: the right is in force before it, not at it.",
    }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it was surrendered or annulled; null if neither.",
      resolve: (row) => row.ended_at || null,
    }),
    frozen: t.boolean({
      description: "A court has frozen it: it can be renewed, and nothing else.",
      resolve: ({ flags }) => (flags & FROZEN) !== 0,
    }),
    pledged: t.boolean({
      description: "A lender has a lien on it: it cannot be transferred, surrendered or licensed.",
      resolve: ({ flags }) => (flags & PLEDGED) !== 0,
    }),
    transferable: t.boolean({
      description: "Whether the right may pass to others while it is neither frozen nor pledged.",
      resolve: ({ flags }) => (flags & NOT_TRANSFERABLE) === 0,
    }),
    decisionHash: t.expose("decision_hash", {
      type: "Bytes32",
      description: "SHA-256 of the document of the latest decision on it.",
    }),
    application: t.field({
      type: ApplicationRef,
      resolve: ({ id, at }, _args, { reader }) =>
        known(applicationAt(reader, id, at), `application ${id}`),
    }),
    sources: t.field({
      type: [SourceRef],
      description: "What the asset derives from, as its application named it.",
      resolve: ({ id, at }, _args, { reader }) => sourcesOf(reader, id, at),
    }),
    licenses: t.connection(
      {
        type: LicenseRef,
        args: licenseArgs,
        description: "Licences granted under it.",
        resolve: ({ id, at }, args, context) =>
          listLicenses(context, args, at, [sql<SqlBool>`certificate_id = ${id}`]),
      },
      LicenseConnection,
    ),
    appraisals: t.connection(
      {
        type: AppraisalRef,
        args: appraisalArgs,
        description: "What it was appraised to be worth.",
        resolve: ({ id, at }, args, context) =>
          listAppraisals(context, args, at, [sql<SqlBool>`certificate_id = ${id}`]),
      },
      AppraisalConnection,
    ),
    offers: t.connection(
      {
        type: OfferRef,
        args: offerArgs,
        description: "At what licences under it are, and were, offered.",
        resolve: ({ id, at }, args, context) =>
          listOffers(context, args, at, [sql<SqlBool>`certificate_id = ${id}`]),
      },
      OfferConnection,
    ),
    coHolders: t.field({
      type: [CoHolderRef],
      description: "Who has which part of it, the holder first; the parts are 10,000 together.",
      resolve: (row, _args, { reader }) => coHoldersOf(reader, row),
    }),
    earnings: t.field({
      type: [EarningsRef],
      description: "What waits with it to be distributed, by currency.",
      resolve: ({ id, at }, _args, { reader }) => earningsOf(reader, id, at),
    }),
    holders: t.field({
      type: [HoldingRef],
      description: "Everyone who has held it, first to last.",
      resolve: (row, _args, { reader }) => holdingsOf(reader, row),
    }),
    chainOfTitle: t.field({
      type: [TitleLinkRef],
      description:
        "The certificate itself, then every certificate that it rests on through sources: nearest first, each once, at most 256.",
      resolve: (row, _args, { reader }) => chainOfTitle(reader, row),
    }),
    orders: t.field({
      type: [CourtOrderRef],
      description: "What courts ordered about it, first to last.",
      resolve: ({ id, at }, _args, { reader }) => ordersOf(reader, id, at),
    }),
    pledges: t.field({
      type: [PledgeRef],
      description: "Liens on it, first to last.",
      resolve: ({ id, at }, _args, { reader }) => pledgesOf(reader, id, at),
    }),
    amendments: t.field({
      type: [AmendmentRef],
      description: "Corrections and changes of what it says of its asset, first to last.",
      resolve: ({ id, at }, _args, { reader }) => amendmentsOf(reader, id, at),
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  certificate: t.field({
    type: CertificateRef,
    nullable: true,
    description: "By `certificate:12` or `12`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      certificateAt(context.reader, parseId("certificate", id), momentOf(context, asOf)),
  }),
  certificates: t.connection(
    {
      type: CertificateRef,
      args: { ...certificateArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) =>
        listCertificates(context, args, momentOf(context, args.asOf)),
    },
    CertificateConnection,
  ),
}));
