import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import type { Challenge } from "./entities.ts";
import {
  AttestationRef,
  ChallengeConnection,
  ChallengeRef,
  nodeAt,
  ParticipantRef,
} from "./entities.ts";
import { ChallengeStatus } from "./enums.ts";
import type { Condition } from "./filter.ts";
import { anyOf, given } from "./filter.ts";
import { formatPairId, parseId, parsePairId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { attestationAt, challengeAt, known, participantOf } from "./lookup.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";
import { challengeHasStatus, challengeStatus } from "./status.ts";
import { totalAt } from "./totals.ts";

const order = ordering(
  "Challenge",
  {
    NUMBER: {
      columns: ["attestation_id", "id"],
      description: "Its attestation, and its number there.",
    },
    ANSWER_BY: {
      columns: ["answer_by", "attestation_id", "id"],
      description: "When its answer is due.",
    },
  },
  "NUMBER",
);

const ChallengeFilter = builder.inputType("ChallengeFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    attestation: t.id({ description: "Of this attestation." }),
    challenger: t.id({ description: "Made by this participant." }),
    status: t.field({ type: [ChallengeStatus], description: "Status at the moment asked about." }),
  }),
});

/** Arguments of every list of challenges, besides `asOf` and the page. */
export const challengeArgs = builder.args((t) => ({
  where: t.field({ type: ChallengeFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface ChallengeListArgs extends PageArgs {
  where?: typeof ChallengeFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of the challenges that hold at the moment; of those `within`, if given. */
export function listChallenges(
  { reader }: Context,
  args: ChallengeListArgs,
  at: Moment,
  within: Condition[] = [],
): Connection<Challenge> {
  const query = build.selectFrom("challenges").selectAll().where(heldAt(at.block));
  const where = [...within, ...conditions(args.where ?? {}, at)];
  const all = () => totalAt(reader, "challenges", at.block);
  return connect(reader, { query, where, all }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof ChallengeFilter.$inferInput, at: Moment): Condition[] {
  return [
    ...given(
      where.attestation,
      (id) => sql<SqlBool>`attestation_id = ${parseId("attestation", id)}`,
    ),
    ...given(where.challenger, (id) => sql<SqlBool>`challenger = ${parseId("participant", id)}`),
    ...given(where.status, (values) => anyOf(values, (value) => challengeHasStatus(value, at))),
  ];
}

ChallengeRef.implement({
  description: "A demand that a custodian show a chunk that chance chose.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatPairId("challenge", row.attestation_id, row.id) }),
    number: t.exposeInt("id", { description: "Its number within the attestation, from 1." }),
    attestation: t.field({
      type: AttestationRef,
      resolve: ({ attestation_id: id, at }, _args, { reader }) =>
        known(attestationAt(reader, id, at), `attestation ${id}`),
    }),
    challenger: t.field({
      type: ParticipantRef,
      resolve: ({ challenger, at }, _args, { reader }) => participantOf(reader, challenger, at),
    }),
    chunk: t.exposeInt("chunk", { description: "Index of the chunk of 1,024 bytes, from 0." }),
    status: t.field({
      type: ChallengeStatus,
      description: "At the moment asked about.",
      resolve: challengeStatus,
    }),
    challengedAt: t.expose("challenged_at", { type: "DateTime" }),
    answerBy: t.expose("answer_by", {
      type: "DateTime",
      description: "It is answered before it, not at it.",
    }),
    answeredAt: t.field({
      type: "DateTime",
      nullable: true,
      resolve: (row) => row.answered_at || null,
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  challenge: t.field({
    type: ChallengeRef,
    nullable: true,
    description: "By `challenge:3-1` or `3-1`: the attestation, and its number there.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) => {
      const [attestation, number] = parsePairId("challenge", id);
      return challengeAt(context.reader, attestation, number, momentOf(context, asOf));
    },
  }),
  challenges: t.connection(
    {
      type: ChallengeRef,
      args: { ...challengeArgs, asOf: t.arg({ type: AsOf }) },
      resolve: (_root, args, context) =>
        listChallenges(context, args, momentOf(context, args.asOf)),
    },
    ChallengeConnection,
  ),
}));
