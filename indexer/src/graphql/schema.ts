import { printSchema } from "graphql";

import { builder } from "./builder.ts";

// Each of these adds its types and root fields to the builder.
/* oxlint-disable import/no-unassigned-import */
import "./scalars.ts";
import "./participants.ts";
import "./assets.ts";
import "./applications.ts";
import "./objections.ts";
import "./certificates.ts";
import "./licenses.ts";
import "./decisions.ts";
import "./sources.ts";
import "./custody.ts";
import "./challenges.ts";
import "./appraisals.ts";
import "./offers.ts";
import "./exportRules.ts";
import "./exportApprovals.ts";
import "./sandboxes.ts";
import "./catalogues.ts";
import "./courts.ts";
import "./pledges.ts";
import "./amendments.ts";
import "./operations.ts";
import "./deals.ts";
import "./shares.ts";
import "./money.ts";
import "./events.ts";
import "./node.ts";
import "./meta.ts";
/* oxlint-enable import/no-unassigned-import */

/** The executable schema. */
export const schema = builder.toSchema({ sortSchema: false });

/** The schema in GraphQL's schema definition language. */
export function printSdl(): string {
  return `${printSchema(schema)}\n`;
}
