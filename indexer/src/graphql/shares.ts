import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import type { Certificate } from "./entities.ts";
import { CertificateRef, nodeAt, ParticipantRef } from "./entities.ts";
import { ShareStatus } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { formatId, parseId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { certificateOf, participantOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import type { Reader } from "./reader.ts";
import { build } from "./reader.ts";
import type { ShareProposal } from "./settlementEntities.ts";
import { SharePartyRef, ShareProposalConnection, ShareProposalRef } from "./settlementEntities.ts";
import { partiesTo, proposalAt, sharesInForce } from "./settlementLookup.ts";
import { totalAt } from "./totals.ts";

const WHOLE = 10_000;

const order = ordering(
  "ShareProposal",
  { NUMBER: { columns: ["id"], description: "Its number: the order in which they were made." } },
  "NUMBER",
);

const ShareProposalFilter = builder.inputType("ShareProposalFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    certificate: t.id({ description: "Of shares in this certificate." }),
    party: t.id({ description: "That this participant must agree to." }),
    status: t.field({ type: [ShareStatus] }),
  }),
});

interface ProposalListArgs extends PageArgs {
  where?: typeof ShareProposalFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

function listProposals(
  { reader }: Context,
  args: ProposalListArgs,
  at: Moment,
): Connection<ShareProposal> {
  const query = build.selectFrom("share_proposals").selectAll().where(heldAt(at.block));
  const where = conditions(args.where ?? {});
  const all = () => totalAt(reader, "share_proposals", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof ShareProposalFilter.$inferInput): Condition[] {
  return [
    ...given(
      where.certificate,
      (id) => sql<SqlBool>`certificate_id = ${parseId("certificate", id)}`,
    ),
    ...given(
      where.party,
      (id) =>
        sql<SqlBool>`id in (select proposal_id from share_parties where participant_id = ${parseId("participant", id)})`,
    ),
    ...given(where.status, (values) => among("status", values)),
  ];
}

SharePartyRef.implement({
  description: "Who must agree to a proposal of shares.",
  fields: (t) => ({
    participant: t.field({
      type: ParticipantRef,
      resolve: ({ participant_id: id, at }, _args, { reader }) => participantOf(reader, id, at),
    }),
    basisPoints: t.exposeInt("basis_points", {
      description: "What it would have, of 10,000; 0 for who only had a share before.",
    }),
    agreedAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.agreed_at || null,
    }),
  }),
});

ShareProposalRef.implement({
  description: "Shares of a certificate, as its holder proposed them.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatId("proposal", row.id) }),
    number: t.exposeInt("id"),
    certificate: t.field({
      type: CertificateRef,
      resolve: ({ certificate_id: id, at }, _args, { reader }) => certificateOf(reader, id, at),
    }),
    proposer: t.field({
      type: ParticipantRef,
      description: "The holder then: its share passes with the certificate.",
      resolve: ({ proposer, at }, _args, { reader }) => participantOf(reader, proposer, at),
    }),
    parties: t.field({
      type: [SharePartyRef],
      resolve: ({ id, at }, _args, { reader }) => partiesTo(reader, id, at),
    }),
    status: t.expose("status", { type: ShareStatus }),
    proposedAt: t.expose("proposed_at", { type: "DateTime" }),
    changedAt: t.expose("changed_at", {
      type: "DateTime",
      description: "When it came to its status.",
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

interface CoHolder {
  readonly participant: number;
  readonly basisPoints: number;
  readonly at: Moment;
}

export const CoHolderRef = builder.objectRef<CoHolder>("CoHolder").implement({
  description: "The part that a participant has of a certificate.",
  fields: (t) => ({
    participant: t.field({
      type: ParticipantRef,
      resolve: ({ participant: id, at }, _args, { reader }) => participantOf(reader, id, at),
    }),
    basisPoints: t.exposeInt("basisPoints", { description: "Of 10,000." }),
  }),
});

/** Who has which part of a certificate at its moment: the holder first, then the others by number. */
export function coHoldersOf(reader: Reader, certificate: Certificate): CoHolder[] {
  const { id, holder, at } = certificate;
  const proposal = sharesInForce(reader, id, at);
  if (proposal === undefined) return [{ participant: holder, basisPoints: WHOLE, at }];
  const named = partiesTo(reader, proposal.id, at).filter((party) => party.basis_points > 0);
  const others = named.filter(
    ({ participant_id: party }) => party !== proposal.proposer && party !== holder,
  );
  const theirs = others.map((party) => ({
    participant: party.participant_id,
    basisPoints: party.basis_points,
    at,
  }));
  const rest = theirs.reduce((left, { basisPoints }) => left - basisPoints, WHOLE);
  return [{ participant: holder, basisPoints: rest, at }, ...theirs];
}

builder.queryFields((t) => ({
  shareProposal: t.field({
    type: ShareProposalRef,
    nullable: true,
    description: "By `proposal:3` or `3`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) =>
      proposalAt(context.reader, parseId("proposal", id), momentOf(context, asOf)),
  }),
  shareProposals: t.connection(
    {
      type: ShareProposalRef,
      args: {
        where: t.arg({ type: ShareProposalFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) => listProposals(context, args, momentOf(context, args.asOf)),
    },
    ShareProposalConnection,
  ),
}));
