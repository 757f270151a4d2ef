import Table from "cli-table3";

import { readOptions } from "../scripts/programOptions.ts";
import { openRegistry } from "../test/contracts/acts.ts";
import { connection } from "../test/contracts/registry.ts";
import { ANCHORS } from "./gas/anchors.ts";
import type { GasFigures } from "./gas/measuring.ts";
import { measureGas } from "./gas/operations.ts";
import { describeDifferences, differences, readSnapshot, writeFigures } from "./gas/snapshot.ts";

const HELP = `
Usage: npm run bench:gas [-- OPTIONS]

Gas of every operation, median of 100 calls, beside what the same step costs elsewhere.

  --json FILE  writes the figures there, too (bench/gas.json is the snapshot that is compared)
  --check      ends with 1 if a figure is more than 1 % away from the snapshot
`;

const values = readOptions(HELP, {
  json: { type: "string" },
  check: { type: "boolean", default: false },
});

const figures = await measureGas(await openRegistry());
await connection.close();
console.log(table(figures));
if (values.json !== undefined) writeFigures(values.json, figures);
if (values.check) {
  const found = differences(readSnapshot(), figures);
  if (found.length > 0) {
    console.error(describeDifferences(found));
    process.exitCode = 1;
  }
}

function table(measured: GasFigures): string {
  const rows = new Table({
    head: ["operation", "gas", "elsewhere", "gas", "ratio"],
    colAligns: ["left", "right", "left", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const [operation, gas] of Object.entries(measured)) {
    const anchor = ANCHORS[operation];
    const beside = anchor
      ? [anchor.system, grouped(anchor.gas), (gas / anchor.gas).toFixed(2)]
      : ["", "", ""];
    rows.push([operation, grouped(gas), ...beside]);
  }
  return rows.toString();
}

function grouped(gas: number): string {
  return gas.toLocaleString("en");
}
