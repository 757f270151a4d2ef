import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";

import { ROOT } from "./contracts.ts";
import { SDL_FILE } from "./schema.ts";

const OUT = path.join(ROOT, "sdk/src/generated/documents.ts");

const CONFIG = {
  documentMode: "string",
  enumType: "string-literal",
  skipTypename: true,
  strictScalars: true,
  scalars: {
    ID: "string",
    Bytes32: "string",
    Address: "string",
    DateTime: "string",
    BigInt: "string",
    JSON: "unknown",
  },
};

/** What the package of this name declares: inlined, so that the SDK need not depend on it. */
const DECORATION = `/** Carries the types of a document's result and variables. */
interface DocumentTypeDecoration<TResult, TVariables> {
  __apiType?: (variables: TVariables) => TResult;
}
`;
const DECORATION_IMPORT = /^import .*["']@graphql-typed-document-node\/core["'];\n/m;

/**
 * Gives the SDK its GraphQL documents, `sdk/src/**\/*.graphql`, as strings that know the types of their
 * variables and results.
 * @throws If a document does not fit the schema.
 */
export async function generateDocuments(): Promise<void> {
  mkdirSync(path.dirname(OUT), { recursive: true });
  writeFileSync(OUT, await typedDocuments(readFileSync(SDL_FILE, "utf8"), readDocuments()));
}

/** The TypeScript module for documents, given by file name. */
export async function typedDocuments(sdl: string, documents: Map<string, string>): Promise<string> {
  const generated = await codegen({
    filename: OUT,
    schema: parse(sdl),
    documents: [...documents].map(([location, text]) => ({ location, document: parse(text) })),
    config: CONFIG,
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations: typescriptOperations, documents: typedDocumentNode },
  });
  return `${DECORATION}\n${generated.replace(DECORATION_IMPORT, "")}`;
}

function readDocuments(): Map<string, string> {
  const files = globSync("sdk/src/**/*.graphql", { cwd: ROOT }).toSorted();
  return new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), "utf8")]));
}
