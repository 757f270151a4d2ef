import type { GraphQLField, GraphQLNamedType, GraphQLSchema } from "graphql";
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from "graphql";

import type { Random } from "../fixture/history.ts";
import { literal, pick, type Values } from "./values.ts";

/** What a request asks. */
export interface Query {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

/** Makes queries from a schema: most of them valid, some damaged. */
export class Queries {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #values: Values;
  #variables: { definition: string; name: string; value: unknown }[] = [];
  #fragments: string[] = [];

  constructor(schema: GraphQLSchema, random: Random, values: Values) {
    this.#schema = schema;
    this.#random = random;
    this.#values = values;
  }

  next(): Query {
    const random = this.#random;
    this.#variables = [];
    this.#fragments = [];
    const kind = random(25) === 0 ? "subscription" : "query";
    const root =
      kind === "query" ? this.#schema.getQueryType() : this.#schema.getSubscriptionType();
    if (!root) throw new Error(`No ${kind} in the schema`);
    const depth = random(20) === 0 ? 18 : 1 + random(7);
    const selection = this.#selection(root, depth, depth > 7 ? 1 : 1 + random(3));
    const definitions = this.#variables.map(({ definition }) => definition).join(", ");
    const head = `${kind} Fuzz${definitions && `(${definitions})`}`;
    const text = [`${head} ${selection}`, ...this.#fragments].join("\n");
    const variables = Object.fromEntries(this.#variables.map(({ name, value }) => [name, value]));
    if (random(5) > 0) return { query: text, variables };
    return this.#damaged({ query: text, variables });
  }

  #selection(type: GraphQLNamedType, depth: number, width: number): string {
    const random = this.#random;
    if (!isObjectType(type) && !isInterfaceType(type)) return "{ __typename }";
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 1 || !isCompositeType(getNamedType(field.type)),
    );
    if (fields.length === 0) return "{ __typename }";
    const inner = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    const chosen = Array.from({ length: width }, () => pick(fields, random));
    if (inner.length > 0) chosen.push(pick(inner, random));
    const written = [...new Set(chosen)].map((field) => this.#field(field, depth, width));
    if (isAbstractType(type)) written.push(this.#inline(type, depth, width));
    if (random(12) === 0) written.push(this.#fragment(type, depth - 1));
    return `{ ${written.join(" ")} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number, width: number): string {
    const random = this.#random;
    const given = field.args
      .filter(({ type }) => isNonNullType(type) || random(4) === 0)
      .map(
        ({ name, type }) => `${name}: ${this.#argument(name === "id" ? field.name : name, type)}`,
      );
    const type = getNamedType(field.type);
    return [
      random(8) === 0 ? `a${random(60)}: ` : "",
      field.name,
      given.length > 0 ? `(${given.join(", ")})` : "",
      random(20) === 0 ? ` @${pick(["include", "skip"], random)}(if: ${random(2) === 0})` : "",
      isCompositeType(type) ? ` ${this.#selection(type, depth - 1, width)}` : "",
    ].join("");
  }

  #argument(name: string, type: GraphQLField<unknown, unknown>["args"][number]["type"]): string {
    const value = this.#values.of(type, name);
    if (this.#random(3) > 0) return literal(value);
    const variable = `v${this.#variables.length}`;
    const definition = `$${variable}: ${String(type)}`;
    this.#variables.push({ name: variable, definition, value });
    return `$${variable}`;
  }

  #inline(type: GraphQLNamedType, depth: number, width: number): string {
    if (!isAbstractType(type)) return "";
    const possible = pick(this.#schema.getPossibleTypes(type), this.#random);
    return `... on ${possible.name} ${this.#selection(possible, depth, width)}`;
  }

  #fragment(type: GraphQLNamedType, depth: number): string {
    const name = `F${this.#fragments.length}`;
    this.#fragments.push("");
    const index = this.#fragments.length - 1;
    this.#fragments[index] = `fragment ${name} on ${type.name} ${this.#selection(type, depth, 1)}`;
    return `...${name}`;
  }

  /** Something is wrong with it; what, differs. */
  #damaged({ query, variables }: Query): Query {
    const random = this.#random;
    const at = random(query.length);
    const cut = 1 + random(20);
    const damages: (() => Query)[] = [
      () => ({ query: query.slice(0, at) + query.slice(at + cut), variables }),
      () => ({
        query: query.slice(0, at) + query.slice(at, at + cut) + query.slice(at),
        variables,
      }),
      () => ({
        query: query.slice(0, at) + pick([..."{}()[]!$@:.\"'\\#\u0000é"], random) + query.slice(at),
        variables,
      }),
      () => ({ query: query.replace("{ ", "{ nothing "), variables }),
      () => ({ query: query.replace(/\b[a-z]+[A-Z][a-z]+\b/, "misspelt"), variables }),
      () => ({ query, variables: {} }),
      () => ({ query, variables: { v0: [variables], v1: "x", other: 1 } }),
      () => ({ query, variables, operationName: pick(["Fuzz", "Other", ""], random) }),
      () => ({ query: `${query}\n${query}`, variables }),
      () => ({ query: `${query} fragment C on Query { ...C }`, variables }),
      () => ({ query: `{ ${"a: __typename ".repeat(random(600))} }`, variables }),
      () => ({ query: `{ ${"_meta { ".repeat(random(300))} }`, variables }),
      () => ({
        query: `{ __schema { types { fields { args { type { fields { name } } } } } } }`,
        variables,
      }),
      () => ({ query: `mutation { confirm(id: 1) }`, variables }),
    ];
    return pick(damages, random)();
  }
}
