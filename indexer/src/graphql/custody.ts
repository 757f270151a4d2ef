import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import { challengeArgs, listChallenges } from "./challenges.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import type { Attestation } from "./entities.ts";
import {
  AssetRef,
  AttestationConnection,
  AttestationRef,
  ChallengeConnection,
  ChallengeRef,
  nodeAt,
  ParticipantRef,
} from "./entities.ts";
import { AttestationStatus } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { anyOf, given } from "./filter.ts";
import { formatId, parseAssetId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { assetAt, attestationAt, participantOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { attestationHasStatus, attestationStatus } from "./status.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Attestation",
  {
    NUMBER: { columns: ["id"], description: "Its number: the order in which they were made." },
    UNTIL: { columns: ["attested_until", "id"], description: "Until when it is attested." },
  },
  "NUMBER",
);

const AttestationFilter = builder.inputType("AttestationFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    custodian: t.id({ description: "Made by this participant." }),
    asset: t.id({ description: "About this asset's bytes." }),
    status: t.field({
      type: [AttestationStatus],
      description: "Status at the moment asked about.",
    }),
  }),
});

/** Arguments of every list of attestations, besides `asOf` and the page. */
export const attestationArgs = builder.args((t) => ({
  where: t.field({ type: AttestationFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface AttestationListArgs extends PageArgs {
  where?: typeof AttestationFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of the attestations that hold at the moment; of those `within`, if given. */
export function listAttestations(
  { reader }: Context,
  args: AttestationListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<Attestation> {
  const query = build.selectFrom("attestations").selectAll().where(heldAt(at.block));
  const where = [...within, ...conditions(args.where ?? {}, at)];
  const all = () => totalAt(reader, "attestations", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof AttestationFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(where.custodian, (id) => sql<SqlBool>`custodian = ${parseId("participant", id)}`),
    ...given(where.asset, (id) => sql<SqlBool>`commitment = ${parseAssetId(id)}`),
    ...given(where.status, (values) => anyOf(values, (value) => attestationHasStatus(value, at))),
  ];
}

AttestationRef.implement({
  description: "A custodian's statement that it holds the bytes of a commitment.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("attestation", row.id) }),
    number: t.exposeInt("id"),
    custodian: t.field({
      type: ParticipantRef,
      resolve: ({ custodian, at }, _args, { reader }) => participantOf(reader, custodian, at),
    }),
    commitment: t.expose("commitment", { type: "Bytes32" }),
    asset: t.field({
      type: AssetRef,
      nullable: true,
      description: "The asset with this commitment; null while no application names it.",
      resolve: ({ commitment, at }, _args, { reader }) => assetAt(reader, commitment, at),
    }),
    bytes: t.field({
      type: "BigInt",
      description: "How many bytes there are.",
      resolve: (row) => String(row.size),
    }),
    status: t.field({
      type: AttestationStatus,
      description: "At the moment asked about.",
      resolve: attestationStatus,
    }),
    attestedAt: t.expose("attested_at", { type: "DateTime" }),
    until: t.expose("attested_until", {
      type: "DateTime",
      description: "The custodian answers challenges made before it, not at it.",
    }),
    withdrawnAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.withdrawn_at || null,
    }),
    challenges: t.connection(
      {
        type: ChallengeRef,
        args: challengeArgs,
        resolve: ({ id, at }, args, context) =>
          listChallenges(context, args, at, [sql<SqlBool>`attestation_id = ${id}`]),
      },
      ChallengeConnection,
    ),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  attestation: t.field({
    type: AttestationRef,
    nullable: true,
    description: "By `attestation:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      attestationAt(context.reader, parseId("attestation", id), momentOf(context, asOf)),
  }),
  attestations: t.connection(
    {
      type: AttestationRef,
      args: { ...attestationArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) =>
        listAttestations(context, args, momentOf(context, args.asOf)),
    },
    AttestationConnection,
  ),
}));
