import type { SqlBool } from "kysely";
import { sql } from "kysely";

import { RevisionRef, revisionAt, supersessionAt } from "./amendmentEntities.ts";
import { applicationArgs, listApplications } from "./applications.ts";
import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { attestationArgs, listAttestations } from "./custody.ts";
import { DocumentRef } from "./documents.ts";
import type { Asset } from "./entities.ts";
import {
  ApplicationConnection,
  ApplicationRef,
  AssetConnection,
  AssetRef,
  AttestationConnection,
  AttestationRef,
  CertificateRef,
  nodeAt,
} from "./entities.ts";
import { Algorithm, DataClass, Right } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { formatAssetId, parseAssetId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { applicationAt, assetAt, certificatesOver, filingOf, known } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { derivativesOf } from "./sources.ts";
import { certificateStatus } from "./status.ts";
import { totalAt } from "./totals.ts";

const ACTIVE = 1;

const order = ordering(
  "Asset",
  {
    FIRST_FILED_AT: {
      columns: ["first_filed_at", "commitment"],
      description: "When the first application over it was filed.",
    },
    COMMITMENT: { columns: ["commitment"], description: "Its content commitment." },
  },
  "FIRST_FILED_AT",
);

const AssetFilter = builder.inputType("AssetFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    dataClass: t.field({ type: [DataClass] }),
    algorithm: t.field({ type: [Algorithm] }),
    confirmed: t.boolean({ description: "Whether any right over it was ever confirmed." }),
  }),
});

interface AssetListArgs extends PageArgs {
  where?: typeof AssetFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

function listAssets({ reader }: Context, args: AssetListArgs, at: Moment): Connection<Asset> {
  const query = build
    .selectFrom("assets")
    .selectAll()
    .where(heldAt(at.block))
    // True of what holds; it lets the index begin there, and not with what came later.
    .where("first_filed_at", "<=", at.time);
  const where = conditions(args.where ?? {});
  const all = () => totalAt(reader, "assets", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof AssetFilter.$inferInput): Condition[] {
  return [
    ...given(where.dataClass, (values) => among("data_class", values)),
    ...given(where.algorithm, (values) => among("algorithm", values)),
    ...given(where.confirmed, (confirmed) => sql<SqlBool>`confirmed = ${confirmed ? 1 : 0}`),
  ];
}

AssetRef.implement({
  description: "What is registered: data known by its content commitment.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatAssetId(row.commitment) }),
    commitment: t.expose("commitment", { type: "Bytes32" }),
    algorithm: t.expose("algorithm", { type: Algorithm }),
    dataClass: t.expose("data_class", { type: DataClass }),
    description: t.field({
      type: DocumentRef,
      description: "As filed with `describedBy`; `Certificate.description` is as amended since.",
      resolve: ({ described_by: id }, _args, { reader }) => filingOf(reader, id),
    }),
    describedBy: t.field({
      type: ApplicationRef,
      description:
        "The application that algorithm, class and description come from: the newest confirmed, or the first filed.",
      resolve: ({ described_by: id, at }, _args, { reader }) =>
        known(applicationAt(reader, id, at), `application ${id}`),
    }),
    confirmed: t.boolean({
      description: "Whether any right over it was ever confirmed.",
      resolve: (row) => row.confirmed === 1,
    }),
    firstFiledAt: t.expose("first_filed_at", { type: "DateTime" }),
    certificates: t.field({
      type: [CertificateRef],
      description: "All certificates over it, by number.",
      resolve: ({ commitment, at }, _args, { reader }) => certificatesOver(reader, commitment, at),
    }),
    applications: t.connection(
      {
        type: ApplicationRef,
        args: applicationArgs,
        resolve: ({ commitment, at }, args, context) =>
          listApplications(context, args, at, [sql<SqlBool>`commitment = ${commitment}`]),
      },
      ApplicationConnection,
    ),
    certificateInForce: t.field({
      type: CertificateRef,
      nullable: true,
      description: "The certificate under which the right is in force; null if none.",
      args: { right: t.arg({ type: Right, required: true }) },
      resolve: ({ commitment, at }, { right }, { reader }) =>
        certificatesOver(reader, commitment, at).find(
          (row) => row.right === right && certificateStatus(row) === ACTIVE,
        ),
    }),
    attestations: t.connection(
      {
        type: AttestationRef,
        description: "Who attests, or attested, to hold its bytes.",
        args: attestationArgs,
        resolve: ({ commitment, at }, args, context) =>
          listAttestations(context, args, at, [sql<SqlBool>`commitment = ${commitment}`]),
      },
      AttestationConnection,
    ),
    revisionOf: t.field({
      type: RevisionRef,
      nullable: true,
      description: "What it took the place of; null if it is recorded as the revision of none.",
      resolve: ({ commitment, at }, _args, { reader }) => revisionAt(reader, commitment, at),
    }),
    supersededBy: t.field({
      type: RevisionRef,
      nullable: true,
      description: "What took its place; null if nothing did.",
      resolve: ({ commitment, at }, _args, { reader }) => supersessionAt(reader, commitment, at),
    }),
    derivatives: t.field({
      type: [ApplicationRef],
      description:
        "The first 256 applications that name a certificate over it, or a licence under one, as a source; `applications(where: {derivedFrom})` lists them all.",
      resolve: ({ commitment, at }, _args, { reader }) => derivativesOf(reader, commitment, at),
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  asset: t.field({
    type: AssetRef,
    nullable: true,
    description: "By `asset:0x…` or the bare content commitment.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      assetAt(context.reader, parseAssetId(id), momentOf(context, asOf)),
  }),
  assets: t.connection(
    {
      type: AssetRef,
      args: {
        where: t.arg({ type: AssetFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) => listAssets(context, args, momentOf(context, args.asOf)),
    },
    AssetConnection,
  ),
}));
