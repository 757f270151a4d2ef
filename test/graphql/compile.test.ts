import { expect } from "chai";
import type { GraphQLFieldConfig, OperationDefinitionNode } from "graphql";
import {
  getVariableValues,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  Kind,
  parse,
} from "graphql";

import { compile } from "../../indexer/src/graphql/compile.ts";
import type { Context } from "../../indexer/src/graphql/context.ts";
import { Deadline } from "../../indexer/src/graphql/deadline.ts";

const Thing = new GraphQLInterfaceType({
  name: "Thing",
  fields: { name: { type: GraphQLString } },
  resolveType: ({ kind }: { kind: string }) => kind,
});
const One = new GraphQLObjectType({
  name: "One",
  interfaces: [Thing],
  fields: { name: { type: GraphQLString } },
});
const Other = new GraphQLObjectType({ name: "Other", fields: { name: { type: GraphQLString } } });
/** Its field is there whatever the value is. */
const Fixed = new GraphQLObjectType({
  name: "Fixed",
  fields: { name: { type: GraphQLString, resolve: () => "fixed" } },
});
const Told = new GraphQLObjectType({
  name: "Told",
  fields: { name: { type: GraphQLString } },
  isTypeOf: () => true,
});

/** Compiles a query for the one field that there is, and runs it. */
function answerOf(field: GraphQLFieldConfig<unknown, Context>, selection = ""): unknown {
  const query = new GraphQLObjectType<unknown, Context>({ name: "Query", fields: { field } });
  const schema = new GraphQLSchema({ query, types: [One, Other] });
  const { definitions } = parse(`{ field ${selection} }`);
  const operation = definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  const { variableValues: variables } = getVariableValues(schema, [], {});
  if (!operation || !variables) throw new Error("No operation");
  const run = { context: {} as Context, variables, deadline: new Deadline(60_000) };
  return compile(schema, new Map(), operation.selectionSet, variables, { fields: 9 })({}, run);
}

describe("Compiling queries", () => {
  const named = { kind: "One", name: "first" };

  it("completes values by their types", () => {
    const ofInts = new GraphQLList(new GraphQLNonNull(GraphQLInt));
    expect(answerOf({ type: ofInts, resolve: () => [1, 2] })).to.deep.equal({ field: [1, 2] });
    expect(answerOf({ type: GraphQLInt, resolve: () => undefined })).to.deep.equal({ field: null });
    const answer = answerOf({ type: Thing, resolve: () => named }, "{ __typename name }");
    expect(answer).to.deep.equal({ field: { __typename: "One", name: "first" } });
  });

  const left: [what: string, field: GraphQLFieldConfig<unknown, Context>, selection?: string][] = [
    [
      "null where none may be",
      { type: new GraphQLNonNull(Fixed), resolve: () => null },
      "{ name }",
    ],
    ["an error that is given", { type: Fixed, resolve: () => new Error("given") }, "{ name }"],
    ["a promise", { type: Fixed, resolve: () => Promise.resolve(named) }, "{ name }"],
    [
      "a promise in a list",
      { type: new GraphQLList(Fixed), resolve: () => [Promise.resolve(named)] },
      "{ name }",
    ],
    ["a function", { type: Fixed, resolve: () => () => named }, "{ name }"],
    ["a list that is none", { type: new GraphQLList(GraphQLInt), resolve: () => new Set([1]) }],
    ["a value that its type refuses", { type: GraphQLInt, resolve: () => "one" }],
    ["a type that is none", { type: Thing, resolve: () => ({ kind: "None" }) }, "{ name }"],
    ["a type that is another's", { type: Thing, resolve: () => ({ kind: "Other" }) }, "{ name }"],
    ["a type told apart by its values", { type: Told, resolve: () => named }, "{ name }"],
    [
      "a resolver that asks where it is",
      { type: GraphQLString, resolve: (_root, _args, _context, { path }) => String(path.key) },
    ],
    [
      "a resolver that asks for all variables",
      {
        type: GraphQLInt,
        resolve: (_root, _args, _context, info) => Object.keys(info.variableValues.coerced).length,
      },
    ],
  ];
  for (const [what, field, selection] of left) {
    it(`leaves to graphql-js: ${what}`, () => {
      expect(() => answerOf(field, selection)).to.throw();
    });
  }
});
