import { userError } from "./errors.ts";

/** Values of the columns that a list is ordered by: they name a place in it. */
export type Place = (number | Buffer)[];

/** Writes a place in the list of this order as an opaque string. */
export function encodeCursor(order: string, place: Place): string {
  const values = place.map((value) => (typeof value === "number" ? value : value.toString("hex")));
  return Buffer.from(JSON.stringify([order, ...values])).toString("base64url");
}

/**
 * Reads a place back.
 * @throws BAD_CURSOR if the string is no cursor, or one of a list in another order.
 */
export function decodeCursor(order: string, columns: number, cursor: string): Place {
  const [made, ...values] = parse(cursor);
  if (typeof made !== "string") throw badCursor(cursor);
  if (made !== order) {
    throw userError(
      "BAD_CURSOR",
      `This cursor belongs to a list ordered by ${shorten(made)}, and this one is ordered by ${order}: page on with the same field and orderBy`,
    );
  }
  if (values.length !== columns) throw badCursor(cursor);
  return values.map((value) => {
    if (typeof value === "number" && Number.isSafeInteger(value)) return value;
    if (typeof value === "string" && /^(?:[0-9a-f]{2})+$/.test(value))
      return Buffer.from(value, "hex");
    throw badCursor(cursor);
  });
}

function parse(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(value)) return value;
  } catch {
    // Not JSON: no cursor either.
  }
  throw badCursor(cursor);
}

function badCursor(cursor: string): Error {
  return userError(
    "BAD_CURSOR",
    `"${shorten(cursor)}" is not a cursor: pass one from \`edges.cursor\` or \`pageInfo\` of the same list`,
  );
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
