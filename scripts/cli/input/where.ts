import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { InvalidArgumentError } from "commander";
import type * as GraphQL from "graphql";
import type { GraphQLInputField, GraphQLSchema } from "graphql";

import { UsageError } from "../failure.ts";
import { parseTime } from "./time.ts";
import { wholeNumber, wordOf } from "./words.ts";

const SDL = path.resolve(import.meta.dirname, "../../../indexer/schema.graphql");

let schema: GraphQLSchema | undefined;

/** Loaded when first needed, since it takes as long as all the rest and most commands never do. */
function graphql(): typeof GraphQL {
  return createRequire(import.meta.url)("graphql") as typeof GraphQL;
}

/** Collects `key=value` pairs; the option may be given several times. */
export function collectPairs(text: string, earlier: string[] = []): string[] {
  return [...earlier, text];
}

/**
 * Makes a filter of the GraphQL API out of `key=value` pairs. A list is written `key=one,two`, an enum in
 * any case.
 * @throws UsageError naming the keys there are, or the values.
 */
export function parseWhere(filter: string, pairs: readonly string[]): object {
  const known = fieldsOf(filter);
  const where: Record<string, unknown> = {};
  for (const pair of pairs) {
    const [key = "", value] = pair.split(/=(.*)/s);
    const field = known[key];
    if (field === undefined || value === undefined || value === "") {
      const hint = `keys: ${Object.keys(known).join(", ")}`;
      throw new UsageError(`--where: "${pair}" is not key=value with a key that is known`, hint);
    }
    try {
      where[key] = parseValue(field, value);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      throw new UsageError(`--where ${key}: ${error.message}`);
    }
  }
  return where;
}

/** The keys of a filter, for the help text. */
export function keysOf(filter: string): string[] {
  return Object.keys(fieldsOf(filter));
}

function fieldsOf(filter: string): Readonly<Record<string, GraphQLInputField>> {
  const { buildSchema, isInputObjectType } = graphql();
  schema ??= buildSchema(readFileSync(SDL, "utf8"));
  const type = schema.getType(filter);
  return isInputObjectType(type) ? type.getFields() : {};
}

function parseValue({ type }: GraphQLInputField, text: string): unknown {
  const { getNamedType, isEnumType, isListType } = graphql();
  const named = getNamedType(type);
  const parse = isEnumType(named)
    ? wordOf(named.getValues().map(({ name }) => name))
    : (SCALARS[named.name] ?? String);
  return isListType(type) ? text.split(",").map((item) => parse(item)) : parse(text);
}

/** How scalars are written; those that are left out are sent as they are, and the server judges them. */
const SCALARS: Readonly<Record<string, (text: string) => unknown>> = {
  Int: wholeNumber(0, 2 ** 31 - 1),
  Boolean: (text) => wordOf(["TRUE", "FALSE"])(text) === "TRUE",
  DateTime: (text) => parseTime(text).toISOString(),
};
