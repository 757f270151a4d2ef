import type {
  DocumentNode,
  ExecutionArgs,
  ExecutionResult,
  OperationDefinitionNode,
  VariableValues,
} from "graphql";
import { getOperationAST, getVariableValues, Kind, OperationTypeNode, visit } from "graphql";

import type { Room } from "./compile.ts";
import { compile } from "./compile.ts";
import type { Complete } from "./complete.ts";
import type { Context } from "./context.ts";
import type { Deadline } from "./deadline.ts";
import { fragmentsOf } from "./limits.ts";
import { schema } from "./schema.ts";

/** A query is compiled for each way in which its @skip and @include may turn out; for no more of them than that. */
const MAX_SWITCHES = 4;
/** Of a document of so many characters, no more fields are compiled: what is kept is bounded by what was sent. */
const CHARACTERS_A_FIELD = 3;

/** The queries of a document by their names, compiled as they are asked for. */
interface CompiledDocument {
  readonly queries: Map<string | undefined, CompiledQuery>;
  readonly room: Room;
}

/** For as long as the documents themselves are kept. */
const compiled = new WeakMap<DocumentNode, CompiledDocument>();

/**
 * Executes a query by functions it was compiled into, which takes a fraction of what the endpoint's executor takes and gives the
 * same answer; nothing if that must execute it: because all did not go well, or it is no plain query.
 * @throws TIMEOUT once the deadline has passed.
 */
export function executeCompiled(
  { document, operationName, variableValues, contextValue, rootValue }: ExecutionArgs,
  deadline: Deadline,
): ExecutionResult | undefined {
  const query = queryOf(document, operationName ?? undefined);
  if (query === undefined) return undefined;
  try {
    const data = query.run(rootValue, variableValues ?? {}, contextValue as Context, deadline);
    return data && { data };
  } catch (error) {
    if (deadline.passed) throw error;
    return undefined;
  }
}

function queryOf(document: DocumentNode, name: string | undefined): CompiledQuery | undefined {
  let known = compiled.get(document);
  if (known === undefined) {
    const fields = Math.ceil((document.loc?.source.body.length ?? 0) / CHARACTERS_A_FIELD);
    compiled.set(document, (known = { queries: new Map(), room: { fields } }));
  }
  const { queries, room } = known;
  let query = queries.get(name);
  if (query !== undefined) return query;
  const operation = getOperationAST(document, name);
  if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
  query = new CompiledQuery(document, operation, room);
  queries.set(name, query);
  return query;
}

/** One query, compiled for each way in which its directives turn out. */
class CompiledQuery {
  readonly #document: DocumentNode;
  readonly #operation: OperationDefinitionNode;
  /** Variables that directives name. */
  readonly #switches: readonly string[];
  readonly #ways = new Map<string, Complete | undefined>();
  readonly #room: Room;

  constructor(document: DocumentNode, operation: OperationDefinitionNode, room: Room) {
    this.#room = room;
    this.#document = document;
    this.#operation = operation;
    this.#switches = switchesIn(document);
  }

  run(
    rootValue: unknown,
    raw: Readonly<Record<string, unknown>>,
    context: Context,
    deadline: Deadline,
  ): Record<string, unknown> | undefined {
    const definitions = this.#operation.variableDefinitions ?? [];
    const { variableValues } = getVariableValues(schema, definitions, raw);
    if (variableValues === undefined) return undefined;
    const complete = this.#way(variableValues);
    const run = { context, variables: variableValues, deadline };
    return complete?.(rootValue, run) as Record<string, unknown> | undefined;
  }

  #way(variables: VariableValues): Complete | undefined {
    if (this.#switches.length > MAX_SWITCHES) return undefined;
    const way = this.#switches.map((name) => String(variables.coerced[name])).join();
    if (this.#ways.has(way)) return this.#ways.get(way);
    const complete = this.#compile(variables);
    this.#ways.set(way, complete);
    return complete;
  }

  #compile(variables: VariableValues): Complete | undefined {
    try {
      const fragments = fragmentsOf(this.#document);
      return compile(schema, fragments, this.#operation.selectionSet, variables, this.#room);
    } catch {
      return undefined;
    }
  }
}

function switchesIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      for (const { value } of directive.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
    },
  });
  return [...names];
}
