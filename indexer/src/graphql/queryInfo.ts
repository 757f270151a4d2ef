import type {
  FieldNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
} from "graphql";

/**
 * What resolvers of a compiled query are told of it: what is the same in each of its runs. Who asks for the
 * rest is refused, and the query then left to the endpoint's executor.
 */
export class QueryInfo implements GraphQLResolveInfo {
  readonly fieldName: string;
  readonly fieldNodes: readonly FieldNode[];
  readonly returnType: GraphQLOutputType;
  readonly parentType: GraphQLObjectType;
  readonly schema: GraphQLSchema;
  readonly rootValue = undefined;

  constructor(
    schema: GraphQLSchema,
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ) {
    this.fieldName = field.name;
    this.fieldNodes = nodes;
    this.returnType = field.type;
    this.parentType = parent;
    this.schema = schema;
  }

  get path(): never {
    throw new Error("A compiled query keeps no paths");
  }

  get fragments(): never {
    throw new Error("A compiled query keeps no fragments");
  }

  get operation(): never {
    throw new Error("A compiled query keeps no operation");
  }

  get variableValues(): never {
    throw new Error("A compiled query is the same for all variables");
  }

  getAbortSignal(): never {
    throw new Error("A compiled query runs in one go");
  }

  getAsyncHelpers(): never {
    throw new Error("A compiled query runs in one go");
  }
}
