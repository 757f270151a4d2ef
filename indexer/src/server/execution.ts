import type { DocumentNode, ExecutionArgs, ExecutionResult } from "graphql";
import { getOperationAST } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";

import type { Context } from "../graphql/context.ts";
import { costOf, MAX_COST } from "../graphql/cost.ts";
import { Deadline } from "../graphql/deadline.ts";
import { executeCompiled } from "../graphql/compiled.ts";
import { schema } from "../graphql/schema.ts";
import type { DocumentCache } from "./documentCache.ts";
import type { Observer } from "./observe.ts";

/** What of a request can be answered directly; whoever gives more is answered by the endpoint. */
const PARAMS = new Set(["query", "variables", "operationName"]);

interface Options {
  documents: DocumentCache;
  observer: Pick<Observer, "answered">;
  /** Milliseconds that a query may take. */
  timeLimit: number;
  context(): Context;
}

/** Executes queries, for the endpoint and in its place. */
export class Execution {
  /** Makes the endpoint execute so. */
  readonly plugin: Plugin<Context>;
  readonly #options: Options;
  /** Documents that the endpoint found valid, which depends on their text alone. */
  readonly #valid = new WeakSet<DocumentNode>();
  /** When requests were begun that could not be answered without the endpoint after all. */
  readonly #begun = new WeakMap<GraphQLParams, number>();

  constructor(options: Options) {
    this.#options = options;
    this.plugin = {
      onExecute: ({ args, executeFn, setExecuteFn }) => {
        this.validated(args.document);
        const begun = this.#begun.get(args.contextValue.params);
        setExecuteFn((given: ExecutionArgs) => {
          const deadline = new Deadline(options.timeLimit, begun);
          return inTime(given, deadline, () => {
            const result = begun === undefined ? executeCompiled(given, deadline) : undefined;
            if (result !== undefined) return result;
            const timed = { ...given, signal: deadline.signal() };
            return executeFn(timed) as unknown;
          });
        });
      },
    };
  }

  /** The endpoint found a document well formed, valid and within the limits. */
  validated(document: DocumentNode): void {
    this.#valid.add(document);
  }

  /**
   * Answers a query that the endpoint has executed before, without all that surrounds execution there; nothing
   * if the endpoint must answer it.
   */
  answer(params: GraphQLParams): ExecutionResult | undefined {
    const start = performance.now();
    const { query, variables, operationName } = params;
    if (query === undefined || !isPlain(params)) return undefined;
    const { documents, context, timeLimit, observer } = this.#options;
    const document = documents.get(query);
    if (document === undefined || !this.#valid.has(document)) return undefined;
    const args: ExecutionArgs = { schema, document, contextValue: context() };
    if (variables) args.variableValues = variables;
    if (typeof operationName === "string") args.operationName = operationName;
    if (excessOf(args) !== undefined) return undefined;
    const deadline = new Deadline(timeLimit, start);
    let result: ExecutionResult | undefined;
    try {
      result = inTime(args, deadline, () => executeCompiled(args, deadline));
    } catch {
      // The endpoint comes to the same, and knows how to say it.
    }
    if (result === undefined) this.#begun.set(params, start);
    else observer.answered([document, operationName], start, result);
    return result;
  }
}

/** What an operation costs that may read more than any may. */
export function excessOf(args: ExecutionArgs): number | undefined {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return undefined;
  const cost = costOf(schema, args.document, operation, args.variableValues ?? {});
  return cost > MAX_COST ? cost : undefined;
}

/**
 * Reads all of a query from one state of the database, in one go, and ends it when its time is over: before
 * each value of a list, before each statement, and within statements (see {@link Deadline}).
 */
function inTime<Result>(
  { contextValue }: ExecutionArgs,
  deadline: Deadline,
  execute: () => Result,
): ExecutionResult | Result {
  const { reader } = contextValue as Context;
  try {
    deadline.check();
    const result = reader.snapshot(execute, deadline);
    return deadline.passed ? { errors: [deadline.error()] } : result;
  } catch (error) {
    if (deadline.passed) return { errors: [deadline.error()] };
    throw error;
  }
}

function isPlain(params: GraphQLParams): boolean {
  const { variables, operationName } = params;
  if (Object.keys(params).some((name) => !PARAMS.has(name))) return false;
  if (Array.isArray(variables) || typeof (variables ?? {}) !== "object") return false;
  return typeof (operationName ?? "") === "string";
}
