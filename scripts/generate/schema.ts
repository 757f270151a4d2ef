import { writeFileSync } from "node:fs";
import path from "node:path";

import { format } from "prettier";

import { printSdl } from "../../indexer/src/graphql/schema.ts";
import { ROOT } from "./contracts.ts";

/** Where the GraphQL schema is written down: in git, so that a change of the API shows as one. */
export const SDL_FILE = path.join(ROOT, "indexer/schema.graphql");

/** The GraphQL schema as the indexer serves it, in the schema definition language. */
export function schemaDefinition(): Promise<string> {
  return format(printSdl(), { parser: "graphql", printWidth: 100 });
}

/** Writes the GraphQL schema to its file. */
export async function generateSchema(): Promise<void> {
  writeFileSync(SDL_FILE, await schemaDefinition());
}
