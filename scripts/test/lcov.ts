export interface Reached {
  file: string;
  /** Number of lines with code. */
  lines: number;
  unreached: number[];
}

/** Reads an LCOV report: `SF:` names a file, `DA:line,count` how often a line ran. */
export function linesReached(report: string): Reached[] {
  return report.split("end_of_record").flatMap((record) => {
    const file = /^SF:(.*)$/m.exec(record)?.[1];
    if (file === undefined) return [];
    const lines = [...record.matchAll(/^DA:(\d+),(\d+)/gm)];
    const unreached = lines.filter(([, , count]) => count === "0").map(([, line]) => Number(line));
    return [{ file, lines: lines.length, unreached }];
  });
}
