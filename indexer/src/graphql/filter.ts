import type { Expression, SqlBool } from "kysely";
import { sql } from "kysely";

import { userError } from "./errors.ts";

/** One condition on the rows of a list. */
export type Condition = Expression<SqlBool>;

const MAX_VALUES = 100;

/** The condition that a field of a filter makes; none if the field is not given. */
export function given<Value>(
  value: Value | null | undefined,
  condition: (value: Value) => Condition,
): Condition[] {
  return value === null || value === undefined ? [] : [condition(value)];
}

/** The column is one of the values; nothing is, if there are none. */
export function among(column: string, values: readonly (number | string)[]): Condition {
  if (values.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`${sql.ref(column)} in (${sql.join(distinct(values))})`;
}

/** At least one of the conditions that the values make holds; none does, if there are no values. */
export function anyOf<Value extends number>(
  values: readonly Value[],
  condition: (value: Value) => Condition,
): Condition {
  if (values.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`(${sql.join(distinct(values).map(condition), sql` or `)})`;
}

/** The values, each once; as many as a filter may name. */
export function distinct<Value>(values: readonly Value[]): Value[] {
  const found = [...new Set(values)];
  if (found.length > MAX_VALUES) {
    throw userError(
      "BAD_USER_INPUT",
      `A list in a filter holds at most ${MAX_VALUES} values, got ${found.length}`,
    );
  }
  return found;
}
