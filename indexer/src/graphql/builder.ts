import SchemaBuilder from "@pothos/core";
import RelayPlugin from "@pothos/plugin-relay";

import type { Context } from "./context.ts";

/** Types that the schema's builder knows. */
export interface SchemaTypes {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Bytes32: { Input: Buffer; Output: Buffer };
    Address: { Input: Buffer; Output: Buffer };
    /** Unix seconds, with a fraction if the input has one. */
    DateTime: { Input: number; Output: number };
    BigInt: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
  };
  DefaultEdgesNullability: { list: false; items: false };
  Connection: {
    /** Counts when called: the query is only made if it is asked for. */
    totalCount: () => number;
  };
}

/**
 * The one builder of the schema. Ids are readable strings and resolved in the types themselves: the
 * Relay plugin's own id fields would make every node asynchronous.
 */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay: {
    cursorType: "String",
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    edgesFieldOptions: { nullable: { list: false, items: false } },
    nodeFieldOptions: { nullable: false },
    beforeArgOptions: { description: "Only what stands before this cursor." },
    afterArgOptions: { description: "Only what stands after this cursor." },
    firstArgOptions: { description: "The first so many, 20 unless told, at most 100." },
    lastArgOptions: { description: "The last so many, at most 100; not together with `first`." },
    nodeTypeOptions: { description: "Anything that has an id of its own." },
    pageInfoTypeOptions: { description: "Where a page stands in the whole." },
  },
});

builder.globalConnectionField("totalCount", (t) =>
  t.int({
    description: "How many there are in all, whatever the page.",
    resolve: (connection) => connection.totalCount(),
  }),
);

builder.queryType({ description: "Every field can be asked as of a block or a time." });
builder.subscriptionType({ description: "Streams over server-sent events." });
