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
export function observe(metrics: Metrics): Plugin<Context> {
  const requests = new WeakMap<Request, Observed>();
  const name = (args: Parameters<typeof getOperationAST>, request: Request | undefined) => {
    const observed = request && requests.get(request);
    if (observed) Object.assign(observed, describe(...args));
  };
  return {
    onRequestParse({ request }) {
      requests.set(request, { start: performance.now(), operation: "none", field: "none" });
    },
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
    onResultProcess({ request, result }) {
      const observed = requests.get(request);
      if (!observed) return;
      const seconds = (performance.now() - observed.start) / 1000;
      metrics.answered(observed.operation, observed.field, outcomeOf(result), seconds);
    },
  };
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
