import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import { heldAt } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { nodeAt, ParticipantRef } from "./entities.ts";
import { given } from "./filter.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { participantOf } from "./lookup.ts";
import type { SandboxMember } from "./marketEntities.ts";
import { SandboxMemberRef } from "./marketEntities.ts";
import { ordering } from "./order.ts";
import { build } from "./reader.ts";

const order = ordering(
  "SandboxMember",
  {
    PARTICIPANT: {
      columns: ["participant_id", "sandbox_id"],
      description: "The participant's number.",
    },
  },
  "PARTICIPANT",
);

const SandboxMemberFilter = builder.inputType("SandboxMemberFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({ inIt: t.boolean({ description: "Whether they are in it still." }) }),
});

/** Arguments of a list of members, besides the page. */
export const sandboxMemberArgs = builder.args((t) => ({
  where: t.field({ type: SandboxMemberFilter }),
  orderBy: t.field({ type: order.input }),
}));

interface MemberListArgs extends PageArgs {
  where?: typeof SandboxMemberFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

/** One page of those who were in a sandbox by the moment. */
export function listSandboxMembers(
  { reader }: Context,
  args: MemberListArgs,
  at: Moment,
  sandbox: number,
): Connection<SandboxMember> {
  const present = given(args.where?.inIt, (inIt) =>
    inIt ? sql<SqlBool>`left_at = 0` : sql<SqlBool>`left_at <> 0`,
  );
  const query = build
    .selectFrom("sandbox_members")
    .selectAll()
    .where("sandbox_id", "=", sandbox)
    .where(heldAt(at.block));
  return connect(reader, { query, where: present }, order.of(args.orderBy), args, nodeAt(at));
}

SandboxMemberRef.implement({
  description: "A participant's stay in a sandbox; the last one, if there were several.",
  fields: (t) => ({
    participant: t.field({
      type: ParticipantRef,
      resolve: ({ participant_id: id, at }, _args, { reader }) => participantOf(reader, id, at),
    }),
    joinedAt: t.expose("joined_at", { type: "DateTime" }),
    leftAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "Null while it is in.",
      resolve: (row) => row.left_at || null,
    }),
    expelled: t.boolean({
      description: "Whether the regulator made it leave.",
      resolve: (row) => row.expelled === 1,
    }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});
