import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** Colours a text for stdout: only on a terminal, and not where NO_COLOR is set. */
export function paint(format: Format, text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

/** The same for stderr. */
export function paintError(format: Format, text: string): string {
  return styleText(format, text, { stream: process.stderr });
}

const COLORS: Readonly<Record<string, Format>> = {
  ACTIVE: "green",
  ANSWERED: "green",
  ATTESTED: "green",
  CONFIRMED: "green",
  CHALLENGED: "yellow",
  FILED: "yellow",
  IN_NOTICE: "yellow",
  INVITED: "yellow",
  OPEN: "yellow",
  OBJECTED: "yellow",
  SUSPENDED: "yellow",
  ANNULLED: "red",
  EXPIRED: "red",
  FAILED: "red",
  MISSED: "red",
  REJECTED: "red",
  REVOKED: "red",
  SURRENDERED: "red",
  TERMINATED: "red",
  UPHELD: "red",
};

/** A status, in the colour of how things stand. */
export function paintStatus(status: string): string {
  const color = COLORS[status];
  return color === undefined ? status : paint(color, status);
}
