import { InvalidArgumentError } from "commander";

/** The moment asked about: after a block, or at a time. */
export type AsOf = { readonly block: number } | { readonly time: Date };

const ISO_8601 = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Reads an ISO 8601 time with its offset, or a date, which is its midnight UTC. */
export function parseTime(text: string): Date {
  const [, day = ""] = ISO_8601.exec(text) ?? [];
  const time = Date.parse(day && text);
  if (Number.isNaN(time) || rollsOver(day)) {
    throw new InvalidArgumentError(
      `"${text}" is not a date or time; write 2027-06-30 (midnight UTC) or 2027-06-30T12:00:00Z`,
    );
  }
  return new Date(time);
}

/** Reads a time as {@link parseTime} does, or `block:120`. */
export function parseAsOf(text: string): AsOf {
  const [prefix, number = ""] = text.split(/:(.*)/s);
  if (prefix !== "block") return { time: parseTime(text) };
  return { block: parseBlock(number) };
}

/** Reads a block number. */
export function parseBlock(text: string): number {
  if (!/^(0|[1-9][0-9]{0,8})$/.test(text)) {
    throw new InvalidArgumentError(`"${text}" is not a block number, such as 120`);
  }
  return Number(text);
}

/** Whether a day is not in the calendar: Date makes 3 March of 31 February. */
function rollsOver(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day;
}
