import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { GasFigures } from "./measuring.ts";

/** The figures that the repository stands by. */
export const SNAPSHOT = path.resolve(import.meta.dirname, "../gas.json");

/** A figure may move by this share before the snapshot must be updated. */
export const TOLERANCE = 0.01;

export interface Difference {
  readonly operation: string;
  /** Undefined: an operation that the snapshot does not know. */
  readonly was: number | undefined;
  /** Undefined: an operation that is not measured any more. */
  readonly is: number | undefined;
}

export function readSnapshot(): GasFigures {
  return JSON.parse(readFileSync(SNAPSHOT, "utf8")) as GasFigures;
}

export function writeFigures(file: string, figures: GasFigures): void {
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}

/** Operations whose figure moved by more than {@link TOLERANCE}, or that are in one of the two only. */
export function differences(was: GasFigures, is: GasFigures): Difference[] {
  const operations = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...operations]
    .map((operation) => ({ operation, was: was[operation], is: is[operation] }))
    .filter((each) => moved(each));
}

function moved({ was, is }: Difference): boolean {
  if (was === undefined || is === undefined) return true;
  return Math.abs(is - was) > was * TOLERANCE;
}

/** The differences for people, and what to do about them. */
export function describeDifferences(found: readonly Difference[]): string {
  const lines = found.map(({ operation, was, is }) => {
    const change =
      was === undefined || is === undefined
        ? ""
        : ` (${is > was ? "+" : ""}${(((is - was) / was) * 100).toFixed(1)} %)`;
    return `  ${operation}: ${was ?? "not there"} -> ${is ?? "not there"}${change}`;
  });
  return [
    "Gas moved by more than 1 % from bench/gas.json:",
    ...lines,
    "If that is meant, update it: npm run bench:gas -- --json bench/gas.json",
  ].join("\n");
}
