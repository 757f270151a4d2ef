import { builder } from "./builder.ts";
import type { Order } from "./connection.ts";
import { OrderDirection } from "./enums.ts";

interface OrderField {
  description: string;
  /** Columns that decide, of which the last make the order total. */
  columns: readonly string[];
}

/** Declares how a list can be ordered: an enum of fields, and an input of field and direction. */
export function ordering<Field extends string>(
  entity: string,
  fields: Record<Field, OrderField>,
  unlessTold: NoInfer<Field>,
) {
  const names = Object.keys(fields) as Field[];
  const values = Object.fromEntries(
    names.map((name) => [name, { value: name, description: fields[name].description }]),
  ) as Record<Field, { value: Field; description: string }>;
  const fieldEnum = builder.enumType(`${entity}OrderField`, {
    description: `What ${entity.toLowerCase()}s can be ordered by.`,
    values,
  });
  const input = builder.inputType(`${entity}Order`, {
    description: `By ${unlessTold}, newest first, unless told.`,
    fields: (t) => ({
      field: t.field({ type: fieldEnum, required: true }),
      direction: t.field({ type: OrderDirection, defaultValue: "desc" }),
    }),
  });

  return {
    input,
    /** The order asked for. */
    of(
      orderBy: { field: Field; direction?: "asc" | "desc" | null | undefined } | null | undefined,
    ): Order {
      const field = orderBy?.field ?? unlessTold;
      const direction = orderBy?.direction ?? "desc";
      const name = `${entity} ${field} ${direction.toUpperCase()}`;
      return { name, columns: fields[field].columns, direction };
    },
  };
}
