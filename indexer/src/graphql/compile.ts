import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLAbstractType,
  GraphQLNullableOutputType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
  VariableValues,
} from "graphql";
import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from "graphql";

import type { Complete } from "./complete.ts";
import { given, listOf, readingOf } from "./complete.ts";
import { QueryInfo } from "./queryInfo.ts";

/** How many fields may yet be compiled of a document: its fragments could unfold to more than there is memory for. */
export interface Room {
  fields: number;
}

interface AnsweredField {
  /** Under which it is answered. */
  name: string;
  /** Resolves it, given its object, and completes it. */
  read: Complete;
}

/**
 * Compiles the selection of a query into functions: what depends on the query alone (which fields, their
 * resolvers, their types, arguments without variables) is found out once, and not for each row of each answer.
 *
 * They know only the way on which all goes well. Whatever else happens (a resolver throws, a null where none may
 * be, a promise) they throw, and the query is for the endpoint's executor, which knows what to answer then.
 * @throws if the query asks for what they cannot do: the schema itself, or more fields than `room` is for.
 */
export function compile(
  schema: GraphQLSchema,
  fragments: Map<string, FragmentDefinitionNode>,
  selection: SelectionSetNode,
  variables: VariableValues,
  room: Room,
): Complete {
  const root = schema.getQueryType();
  if (!root) throw new Error("The schema has no queries");
  return new Compiler(schema, fragments, variables, room).object(root, [selection]);
}

class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Map<string, FragmentDefinitionNode>;
  /** Of which only those that directives name are looked at. */
  readonly #variables: VariableValues;
  readonly #room: Room;

  constructor(
    schema: GraphQLSchema,
    fragments: Map<string, FragmentDefinitionNode>,
    variables: VariableValues,
    room: Room,
  ) {
    this.#room = room;
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** Completes values of an object type, of which these selections ask together. */
  object(type: GraphQLObjectType, selections: readonly SelectionSetNode[]): Complete {
    const nodes = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    for (const selection of selections) this.#collect(type, selection, nodes, spread);
    const fields = [...nodes].map(([name, asked]) => this.#field(type, name, asked));
    const { isTypeOf } = type;
    if (isTypeOf) throw new Error(`${type.name} is told apart by its values`);
    return (value, run) => {
      const answer: Record<string, unknown> = {};
      for (const { name, read } of fields) answer[name] = read(value, run);
      return answer;
    };
  }

  /** Fields by the name they are answered under, in the order in which they are first asked for. */
  #collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    nodes: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of selections) {
      if (!this.#isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const asked = nodes.get(name);
        if (asked) asked.push(selection);
        else nodes.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.#matches(type, selection.typeCondition?.name.value)) {
          this.#collect(type, selection.selectionSet, nodes, spread);
        }
      } else {
        const name = selection.name.value;
        const fragment = this.#fragments.get(name);
        if (!fragment || spread.has(name)) continue;
        if (!this.#matches(type, fragment.typeCondition.name.value)) continue;
        spread.add(name);
        this.#collect(type, fragment.selectionSet, nodes, spread);
      }
    }
  }

  #isIncluded(selection: SelectionNode): boolean {
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, this.#variables);
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, this.#variables);
    return skip?.["if"] !== true && include?.["if"] !== false;
  }

  #matches(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.#schema.getType(condition);
    return isAbstractType(wanted) && this.#schema.isSubType(wanted, type);
  }

  #field(parent: GraphQLObjectType, name: string, nodes: FieldNode[]): AnsweredField {
    if (--this.#room.fields < 0) throw new Error("The query asks for too many fields");
    if (name === "__proto__") throw new Error("An object literal has no such field of its own");
    const node = first(nodes);
    const fieldName = node.name.value;
    if (fieldName === "__typename") return { name, read: () => parent.name };
    const field = parent.getFields()[fieldName];
    if (field === undefined) throw new Error(`${parent.name} has no field ${fieldName}`);
    const info = new QueryInfo(this.#schema, parent, field, nodes);
    const complete = this.#complete(field.type, nodes, info);
    return { name, read: readingOf(field, node, info, complete) };
  }

  #complete(type: GraphQLOutputType, nodes: FieldNode[], info: QueryInfo): Complete {
    if (isNonNullType(type)) {
      const complete = this.#completeGiven(type.ofType, nodes, info);
      return (value, run) => {
        if (value === null || value === undefined) throw new Error("Null where none may be");
        return complete(value, run);
      };
    }
    const complete = this.#completeGiven(type, nodes, info);
    return (value, run) => (value === null || value === undefined ? null : complete(value, run));
  }

  /** Completes what is not null. */
  #completeGiven(type: GraphQLNullableOutputType, nodes: FieldNode[], info: QueryInfo): Complete {
    if (isListType(type)) return listOf(this.#complete(type.ofType, nodes, info));
    if (isLeafType(type)) return (value) => given(type.coerceOutputValue(value));
    const selections = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isObjectType(type)) return this.object(type, selections);
    return this.#abstract(type, selections, info);
  }

  /** Completes each value by the object type that it is found to be of. */
  #abstract(type: GraphQLAbstractType, selections: SelectionSetNode[], info: QueryInfo): Complete {
    const { resolveType } = type;
    if (!resolveType) throw new Error(`Values of ${type.name} do not tell their type`);
    const known = new Map<unknown, Complete>();
    const completing = (name: unknown): Complete => {
      const found = typeof name === "string" ? this.#schema.getType(name) : undefined;
      if (!isObjectType(found) || !this.#schema.isSubType(type, found)) {
        throw new Error(`A value is no ${type.name}`);
      }
      const complete = this.object(found, selections);
      known.set(name, complete);
      return complete;
    };
    return (value, run) => {
      const name: unknown = resolveType(value, run.context, info, type);
      return (known.get(name) ?? completing(name))(value, run);
    };
  }
}

function first<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined) throw new Error("A field that is not asked for");
  return value;
}
