import type { FieldNode, GraphQLField, VariableValues } from "graphql";
import { getArgumentValues, visit } from "graphql";

import type { Context } from "./context.ts";
import type { Deadline } from "./deadline.ts";
import type { QueryInfo } from "./queryInfo.ts";

/** One execution of a compiled query. */
export interface Run {
  readonly context: Context;
  readonly variables: VariableValues;
  readonly deadline: Deadline;
}

/** Makes an answer of what a resolver gave. Throws if it is not plainly right: see `compile`. */
export type Complete = (value: unknown, run: Run) => unknown;

/** Resolves a field and completes it. */
export function readingOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  info: QueryInfo,
  complete: Complete,
): Complete {
  const { resolve, name } = field;
  if (resolve === undefined) {
    return (source, run) => complete(settled((source as Record<string, unknown>)[name]), run);
  }
  const args = argumentsOf(field, node);
  return (source, run) => complete(settled(resolve(source, args(run), run.context, info)), run);
}

/** The arguments of a field: the same in each run if no variable is in them, else once for all of a run. */
function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (run: Run) => Record<string, unknown> {
  let varies = false;
  for (const argument of node.arguments ?? []) {
    visit(argument.value, {
      Variable: () => {
        varies = true;
      },
    });
  }
  if (!varies) {
    const args = getArgumentValues(field, node);
    return () => args;
  }
  let last: { run: Run; args: Record<string, unknown> } | undefined;
  return (run) => {
    if (last?.run !== run) last = { run, args: getArgumentValues(field, node, run.variables) };
    return last.args;
  };
}

/** Completes each value of a list. */
export function listOf(complete: Complete): Complete {
  return (values, run) => {
    if (!Array.isArray(values)) throw new Error("No list where one must be");
    const answer: unknown[] = [];
    for (const value of values) {
      run.deadline.step();
      answer.push(complete(settled(value), run));
    }
    return answer;
  };
}

/** A value that is there, and neither a failure nor still to come. */
function settled(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    if (typeof value === "function") throw new Error("A resolver gave a function");
    return value;
  }
  if (value instanceof Error) throw value;
  if (typeof (value as PromiseLike<unknown>).then === "function") {
    throw new Error("It is still to come");
  }
  return value;
}

/** What is there. */
export function given(value: unknown): unknown {
  if (value === null || value === undefined) throw new Error("Nothing can be answered for it");
  return value;
}
