import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import {
  getArgumentValues,
  getVariableValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from "graphql";

import type { Context } from "./context.ts";
import { fragmentsOf } from "./limits.ts";

type Variables = Extract<ReturnType<typeof getVariableValues>, { variableValues: unknown }>;

/** One execution of a plan. */
interface Run {
  context: Context;
  /** Arguments of the fields that have any, worked out when first needed: for all of a list at once. */
  args: (Record<string, unknown> | undefined)[];
  variables: Variables["variableValues"];
  /** Called before each object. */
  step(): void;
}

/** What the answer holds for a value that a resolver returned. */
type Complete = (value: unknown, run: Run) => unknown;

/** One field of an object in the answer. */
interface Field {
  key: string;
  /** Its value, of the row that the object is made of. */
  resolve(source: unknown, run: Run): unknown;
  complete: Complete;
}

/** More fields than these are not planned. */
const MAX_FIELDS = 2000;

/** Stands for whatever is not plain: no one is told, so one is enough. */
const NOT_PLAIN = new Error("Left to the general executor");
const NO_ARGUMENTS: Record<string, unknown> = Object.freeze({});

/**
 * A query whose selections are worked out once, and not again for every object of every answer, which takes
 * most of the time of a page. It holds what plain queries are made of, and answers only if all goes right.
 */
export class Plan {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #answer: Complete;

  private constructor(schema: GraphQLSchema, operation: OperationDefinitionNode, answer: Complete) {
    this.#schema = schema;
    this.#operation = operation;
    this.#answer = answer;
  }

  /** The plan of a valid operation; nothing if it is not plain, as with directives or interfaces. */
  static of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): Plan | undefined {
    const root = schema.getQueryType();
    if (operation.operation !== "query" || !root || operation.directives?.length) return undefined;
    try {
      const planner = new Planner(schema, fragmentsOf(document));
      return new Plan(schema, operation, planner.object(root, [operation.selectionSet]));
    } catch (error) {
      if (error === NOT_PLAIN) return undefined;
      throw error;
    }
  }

  /**
   * The data that the operation comes to; nothing if anything was not as it should be: the general
   * executor, asked the same, tells what.
   * @param step - called before each object of the answer; what it throws ends the execution
   */
  run(context: Context, inputs: Readonly<Record<string, unknown>>, step: () => void): unknown {
    const definitions = this.#operation.variableDefinitions ?? [];
    const { variableValues: variables } = getVariableValues(this.#schema, definitions, inputs);
    if (variables === undefined) return undefined;
    try {
      return this.#answer({}, { context, args: [], variables, step });
    } catch {
      return undefined;
    }
  }
}

/** Works out plans of the selections of one document. */
class Planner {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Map<string, FragmentDefinitionNode>;
  #fields = 0;

  constructor(schema: GraphQLSchema, fragments: Map<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#fragments = fragments;
  }

  /** @throws NOT_PLAIN */
  object(type: GraphQLObjectType, selections: readonly SelectionSetNode[]): Complete {
    if (type.isTypeOf) throw NOT_PLAIN;
    const nodes = new Map<string, FieldNode[]>();
    for (const selection of selections) this.#collect(type, selection, nodes, new Set());
    const fields = [...nodes].map(([key, same]) => this.#field(type, key, same));
    return (source, run) => {
      run.step();
      const object: Record<string, unknown> = {};
      for (const field of fields) {
        object[field.key] = field.complete(field.resolve(source, run), run);
      }
      return object;
    };
  }

  /** Fields of an object by their name in the answer; those of one name are one. */
  #collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    nodes: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.directives?.length) throw NOT_PLAIN;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const same = nodes.get(key);
        if (same) same.push(selection);
        else nodes.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (this.#meets(type, condition)) {
          this.#collect(type, selection.selectionSet, nodes, spread);
        }
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = this.#fragments.get(selection.name.value);
        if (!fragment || fragment.directives?.length) throw NOT_PLAIN;
        if (this.#meets(type, fragment.typeCondition.name.value)) {
          this.#collect(type, fragment.selectionSet, nodes, spread);
        }
      }
    }
  }

  #meets(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const general = this.#schema.getType(condition);
    return isAbstractType(general) && this.#schema.isSubType(general, type);
  }

  #field(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): Field {
    const [node] = nodes;
    const place = ++this.#fields;
    if (node === undefined || key === "__proto__" || place > MAX_FIELDS) throw NOT_PLAIN;
    const name = node.name.value;
    if (name === "__typename") {
      return { key, resolve: () => type.name, complete: (value) => value };
    }
    const field = type.getFields()[name];
    if (field === undefined) throw NOT_PLAIN;
    const selections = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const complete = this.#completing(field.type, selections);
    return { key, resolve: resolving(field, node, place), complete };
  }

  #completing(type: GraphQLOutputType, selections: readonly SelectionSetNode[]): Complete {
    if (!isNonNullType(type)) {
      const complete = this.#completingNonNull(type, selections);
      return (value, run) => (value === null || value === undefined ? null : complete(value, run));
    }
    const complete = this.#completingNonNull(type.ofType, selections);
    return (value, run) => {
      if (value === null || value === undefined) throw NOT_PLAIN;
      return complete(value, run);
    };
  }

  #completingNonNull(type: GraphQLOutputType, selections: readonly SelectionSetNode[]): Complete {
    if (isListType(type)) {
      const complete = this.#completing(type.ofType, selections);
      return (value, run) => {
        if (!Array.isArray(value)) throw NOT_PLAIN;
        return value.map((item: unknown) => complete(item, run));
      };
    }
    if (isLeafType(type)) {
      return (value) => {
        const leaf: unknown = type.serialize(value);
        if (leaf === null || leaf === undefined) throw NOT_PLAIN;
        return leaf;
      };
    }
    if (!isObjectType(type)) throw NOT_PLAIN;
    const complete = this.object(type, selections);
    return (value, run) => {
      if (value instanceof Promise || value instanceof Error) throw NOT_PLAIN;
      return complete(value, run);
    };
  }
}

/** @param place - of the field among those of the plan */
function resolving(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  place: number,
): Field["resolve"] {
  const { name, resolve } = field;
  if (resolve === undefined) return (source) => propertyOf(source, name);
  // It may ask where in the query it is, which no plan tells.
  if (resolve.length > 3) throw NOT_PLAIN;
  const call = resolve as (source: unknown, args: unknown, context: Context) => unknown;
  if (field.args.length === 0) return (source, { context }) => call(source, NO_ARGUMENTS, context);
  return (source, run) => {
    const args = (run.args[place] ??= getArgumentValues(field, node, run.variables));
    return call(source, args, run.context);
  };
}

/** What a field without a resolver is. */
function propertyOf(source: unknown, name: string): unknown {
  const value = (source as Record<string, unknown>)[name];
  if (typeof value === "function") throw NOT_PLAIN;
  return value;
}
