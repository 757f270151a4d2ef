import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from "graphql";
import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
} from "graphql";

import { DEFAULT_PAGE, MAX_PAGE } from "./connection.ts";
import { fragmentsOf } from "./limits.ts";

/** Records that one operation may read. */
export const MAX_COST = 10_000;

/** What a list without pages is taken to hold. */
const LIST_SIZE = 10;
/** A count reads the index of what it counts. */
const COUNT_COST = 10;

type Variables = Readonly<Record<string, unknown>>;

/** How many records an operation may read, if every page is full: an upper bound in all but odd cases. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const meter = new CostMeter(schema, fragmentsOf(document), withDefaults(operation, variables));
  return meter.costOf(operation.selectionSet, schema.getRootType(operation.operation)?.name);
}

class CostMeter {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Map<string, FragmentDefinitionNode>;
  readonly #variables: Variables;
  readonly #known = new Map<string, number>();

  constructor(
    schema: GraphQLSchema,
    fragments: Map<string, FragmentDefinitionNode>,
    variables: Variables,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** Cost of a selection; `page` is the size of the page if it is one of a connection's fields. */
  costOf({ selections }: SelectionSetNode, typeName: string | undefined, page = 1): number {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        cost += this.#costOfField(selection, typeName, page);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        cost += this.#costOfFragment(selection.name.value, page);
      } else {
        const condition = selection.typeCondition?.name.value ?? typeName;
        cost += this.costOf(selection.selectionSet, condition, page);
      }
    }
    return cost;
  }

  #costOfFragment(name: string, page: number): number {
    const key = `${name} ${page}`;
    let cost = this.#known.get(key);
    if (cost === undefined) {
      const fragment = this.#fragments.get(name);
      const condition = fragment?.typeCondition.name.value;
      cost = fragment ? this.costOf(fragment.selectionSet, condition, page) : 0;
      this.#known.set(key, cost);
    }
    return cost;
  }

  #costOfField(node: FieldNode, typeName: string | undefined, page: number): number {
    const name = node.name.value;
    if (name === "totalCount") return COUNT_COST;
    const parent = typeName === undefined ? undefined : this.#schema.getType(typeName);
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
    const field = parent.getFields()[name];
    if (field === undefined || node.selectionSet === undefined) return 0;
    const type = getNamedType(field.type);
    if (type.name.endsWith("Connection")) {
      return this.costOf(node.selectionSet, type.name, this.#pageOf(node));
    }
    const own = isRecord(type) ? 1 : 0;
    const size = type.name.endsWith("Edge") ? page : this.#sizeOf(field, node);
    return size * (own + this.costOf(node.selectionSet, type.name));
  }

  /** How many edges a connection may have. */
  #pageOf(node: FieldNode): number {
    const asked = this.#argument(node, "first") ?? this.#argument(node, "last") ?? DEFAULT_PAGE;
    return typeof asked === "number" ? Math.min(Math.max(asked, 0), MAX_PAGE) : DEFAULT_PAGE;
  }

  /** How many values a field may have. */
  #sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    if (!isListType(getNullableType(field.type))) return 1;
    const ids = this.#argument(node, "ids");
    return Array.isArray(ids) ? ids.length : LIST_SIZE;
  }

  #argument(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    return value && literal(value, this.#variables);
  }
}

/** Types that are read from a table of their own. */
function isRecord(type: unknown): boolean {
  return isInterfaceType(type) || (isObjectType(type) && type.getInterfaces().length > 0);
}

function withDefaults(operation: OperationDefinitionNode, variables: Variables): Variables {
  const defaults = (operation.variableDefinitions ?? []).map(
    ({ variable, defaultValue }) =>
      [variable.name.value, defaultValue && literal(defaultValue, {})] as const,
  );
  return { ...Object.fromEntries(defaults), ...variables };
}

/** The values that page sizes and lists of ids can have; null counts as not given. */
function literal(node: ValueNode, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value] ?? undefined;
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.LIST) return node.values;
  return undefined;
}
