import { parseArgs } from "node:util";

import Table from "cli-table3";

import { openRegistry } from "../test/contracts/acts.ts";
import { connection } from "../test/contracts/registry.ts";
import { ANCHORS } from "./gas/anchors.ts";
import type { GasFigures } from "./gas/measuring.ts";
import { measureGas } from "./gas/operations.ts";
import { describeDifferences, differences, readSnapshot, writeFigures } from "./gas/snapshot.ts";

/*
 * Gas of every operation, beside what the same step costs elsewhere:
 * npm run bench:gas -- [--json FILE] [--check]
 *
 * --json FILE  writes a map of operation to median gas
 * --check      exits with 1 if a figure moved by more than 1 % from bench/gas.json
 */

const { values } = parseArgs({
  options: { json: { type: "string" }, check: { type: "boolean", default: false } },
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
