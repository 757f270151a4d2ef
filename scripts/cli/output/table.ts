import Table from "cli-table3";

import { paint } from "./style.ts";

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};

/** Rows in aligned columns, two spaces apart, under their headings. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return align([headings.map((heading) => paint("bold", heading)), ...rows]);
}

/** A label and its value a line; what has no value is left out. */
export function fields(
  pairs: readonly (readonly [label: string, value: string | undefined])[],
): string {
  const rows = pairs.flatMap(([label, value]) =>
    value === undefined ? [] : [[paint("dim", label), value]],
  );
  return align(rows);
}

/** The text, each line set in from the left. */
export function indent(text: string, by = 2): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(by));
}

function align(rows: readonly (readonly string[])[]): string {
  const lines = new Table({
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [], compact: true },
  });
  lines.push(...rows.map((row) => [...row]));
  return lines.toString().replaceAll(/[^\S\n]+$/gm, "");
}
