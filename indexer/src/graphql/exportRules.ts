import { EVENTS } from "../generated/events.ts";
import type { Moment } from "./asOf.ts";
import { AsOf, heldAt, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Connection, PageArgs } from "./connection.ts";
import { connect } from "./connection.ts";
import type { Context } from "./context.ts";
import { nodeAt } from "./entities.ts";
import { DataClass } from "./enums.ts";
import { userError } from "./errors.ts";
import type { Condition } from "./filter.ts";
import { among, given } from "./filter.ts";
import { LogRef, recordedIn } from "./logs.ts";
import type { ExportRule } from "./marketEntities.ts";
import { ExportRuleConnection, ExportRuleRef } from "./marketEntities.ts";
import { ExportRuling } from "./marketEnums.ts";
import { ordering } from "./order.ts";
import { build, prepare } from "./reader.ts";

const order = ordering(
  "ExportRule",
  {
    PLACE: {
      columns: ["data_class", "from_jurisdiction", "to_jurisdiction"],
      description: "Class of the data, where it leaves, where it goes.",
    },
  },
  "PLACE",
);

const ExportRuleFilter = builder.inputType("ExportRuleFilter", {
  description: "All of what is given must hold.",
  fields: (t) => ({
    dataClass: t.field({ type: [DataClass] }),
    fromJurisdiction: t.intList({ description: "ISO 3166-1 numeric; 0: those for any." }),
    toJurisdiction: t.intList({ description: "ISO 3166-1 numeric; 0: those for any." }),
    ruling: t.field({ type: [ExportRuling] }),
  }),
});

interface ExportRuleListArgs extends PageArgs {
  where?: typeof ExportRuleFilter.$inferInput | null | undefined;
  orderBy?: Parameters<typeof order.of>[0];
}

const [replaced] = EVENTS.filter(({ name }) => name === "CompliancePolicyReplaced");

const policies = prepare((p: { block: number }) =>
  build
    .selectFrom("events")
    .select(["subject_id", "block"])
    .where("kind", "=", replaced?.kind ?? -1)
    .where("block", "<=", p.block)
    .orderBy("block", "desc")
    .orderBy("log_index", "desc")
    .limit(1),
);

/**
 * The rules of the policy that the deployment began with, the only one whose events are indexed.
 * @throws POLICY_NOT_INDEXED as of a block at which another is in force.
 */
function listExportRules(
  { reader, deployment }: Context,
  args: ExportRuleListArgs,
  at: Moment,
): Connection<ExportRule> {
  const inForce = reader.one(policies, { block: at.block });
  const followed = deployment.contracts["CompliancePolicy"]?.toLowerCase();
  if (inForce !== undefined && inForce.subject_id !== followed) {
    throw userError(
      "POLICY_NOT_INDEXED",
      `Since block ${inForce.block} the policy at ${inForce.subject_id} is in force, whose rules are not indexed: ask it itself (\`ruleFor\`), or ask as of an earlier block`,
    );
  }
  const query = build
    .selectFrom("export_rules")
    .selectAll()
    .where("rule", "<>", 0)
    .where(heldAt(at.block));
  const where = conditions(args.where ?? {});
  return connect(reader, { query, where }, order.of(args.orderBy), args, nodeAt(at));
}

function conditions(where: typeof ExportRuleFilter.$inferInput): Condition[] {
  return [
    ...given(where.dataClass, (values) => among("data_class", values)),
    ...given(where.fromJurisdiction, (values) => among("from_jurisdiction", values)),
    ...given(where.toJurisdiction, (values) => among("to_jurisdiction", values)),
    ...given(where.ruling, (values) => among("rule", values)),
  ];
}

ExportRuleRef.implement({
  description:
    "What the law says of moving data of a class. The rule for both jurisdictions decides, or else that for where the data leaves, or for where it goes, or for the class; without any it is forbidden.",
  fields: (t) => ({
    dataClass: t.expose("data_class", { type: DataClass }),
    fromJurisdiction: t.int({
      nullable: true,
      description: "ISO 3166-1 numeric; null: any.",
      resolve: (row) => row.from_jurisdiction || null,
    }),
    toJurisdiction: t.int({
      nullable: true,
      description: "ISO 3166-1 numeric; null: any.",
      resolve: (row) => row.to_jurisdiction || null,
    }),
    ruling: t.expose("rule", { type: ExportRuling }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});

builder.queryFields((t) => ({
  exportRules: t.connection(
    {
      type: ExportRuleRef,
      description:
        "Of the policy that the registry began with; POLICY_NOT_INDEXED as of when another is in force.",
      args: {
        where: t.arg({ type: ExportRuleFilter }),
        orderBy: t.arg({ type: order.input }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_root, args, context) =>
        listExportRules(context, args, momentOf(context, args.asOf)),
    },
    ExportRuleConnection,
  ),
}));
