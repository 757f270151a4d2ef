import type { ExecutionResult } from "graphql";
import { getOperationAST, Kind } from "graphql";
import type { Plugin } from "graphql-yoga";

import type { Context } from "../graphql/context.ts";
import type { Metrics, Outcome } from "./metrics.ts";

interface Observed {
  start: number;
  operation: string;
  field: string;
}

/** Counts and times GraphQL requests. */
export interface Observer {
  /** Learns what each request asks for, and observes those that the endpoint itself takes and answers. */
  readonly plugin: Plugin<Context>;
  /** Observes a request that is taken elsewhere, from now on. */
  begin(request: Request): void;
  /** The request was answered so. */
  end(request: Request, result: unknown): void;
  /** An operation was answered so since the start, without a request to the endpoint. */
  answered(operation: Parameters<typeof getOperationAST>, start: number, result: unknown): void;
}

/** Tells the metrics of GraphQL requests. */
export function observing(metrics: Metrics): Observer {
  const requests = new WeakMap<Request, Observed>();
  const name = (args: Parameters<typeof getOperationAST>, request: Request | undefined) => {
    const observed = request && requests.get(request);
    if (observed) Object.assign(observed, describe(...args));
  };
  const begin = (request: Request) => {
    requests.set(request, { start: performance.now(), operation: "none", field: "none" });
  };
  const count = ({ start, operation, field }: Observed, result: unknown) => {
    const seconds = (performance.now() - start) / 1000;
    metrics.answered(operation, field, outcomeOf(result), seconds);
  };
  const end = (request: Request, result: unknown) => {
    const observed = requests.get(request);
    if (observed) count(observed, result);
  };
  const plugin: Plugin<Context> = {
    onRequestParse: ({ request }) => begin(request),
    onExecute({ args }) {
      name([args.document, args.operationName], args.contextValue.request);
    },
    onSubscribe({ args }) {
      name([args.document, args.operationName], args.contextValue.request);
      return {
        onSubscribeResult({ result }) {
          if (!(Symbol.asyncIterator in result)) return undefined;
          metrics.subscriptions(1);
          return { onEnd: () => metrics.subscriptions(-1) };
        },
      };
    },
    onResultProcess: ({ request, result }) => end(request, result),
  };
  const answered: Observer["answered"] = (operation, start, result) => {
    count({ start, ...describe(...operation) }, result);
  };
  return { plugin, begin, end, answered };
}

/** The kind of the operation and its root field, or that it has several. */
function describe(...args: Parameters<typeof getOperationAST>): Omit<Observed, "start"> {
  const operation = getOperationAST(...args);
  if (!operation) return { operation: "none", field: "none" };
  const [first, ...others] = operation.selectionSet.selections;
  const field = first?.kind === Kind.FIELD && others.length === 0 ? first.name.value : "several";
  return { operation: operation.operation, field };
}

function outcomeOf(result: unknown): Outcome {
  const errors = (result as ExecutionResult).errors ?? [];
  if (errors.length === 0) return "ok";
  const internal = errors.some((error) => error.extensions?.["code"] === "INTERNAL");
  return internal ? "internal_error" : "client_error";
}
