import { writeFileSync } from "node:fs";
import path from "node:path";

import type { Command } from "commander";

import type { IndexCopy } from "../../../indexer/src/index.ts";
import { loadConfig } from "../../config.ts";
import { loadDeployment } from "../connection/connect.ts";
import type { OutputOptions, Answer } from "../verb.ts";
import { addVerb, answering, reporting } from "../verb.ts";
import { formatBytes, formatCount } from "../output/format.ts";
import { Progress } from "../output/progress.ts";
import { paint } from "../output/style.ts";
import { fields } from "../output/table.ts";
import { commandLine } from "../input/path.ts";

interface CopyOptions extends OutputOptions {
  readonly home?: string;
  readonly deployment?: string;
}

const JSON_SHAPE = `{ "file", "checksum", "sha256", "bytes", "block", "digest", "events" }`;
const CHECKSUM = "Its checksum is beside it, in a file named as it is with .sha256 at the end.";

/** Adds `backup` and `snapshot`: copies of the index, made while it is written. */
export function addCopies(program: Command): void {
  addCopy(program, "backup", "copy the index as it is, while it is written", [
    "Page by page, as it is at one moment, into one file that is checked before it gets its name.",
    CHECKSUM,
    "`sha256sum -c` reads it.",
  ]);
  addCopy(program, "snapshot", "make a compact copy of the index that other replicas start from", [
    "Compact, checked as a whole, and not to be written any more.",
    "`rights serve --from <snapshot>` begins with it, and then takes in only what came after.",
    CHECKSUM,
    "`rights serve --from` insists on it.",
  ]);
}

function addCopy(
  program: Command,
  how: "backup" | "snapshot",
  summary: string,
  notes: readonly string[],
): void {
  const file = `registry-2026-12-01.sqlite`;
  const verb = addVerb(program, how, summary, {
    notes: () => notes,
    examples: [[`${how} ${file}`, "of the index of the home"]],
    json: JSON_SHAPE,
  })
    .argument("<file>", "where to; there must be none yet")
    .option("--home <folder>", "where everything is kept [REGISTRY_HOME] (default: .registry)")
    .option(
      "--deployment <file|url>",
      "deployment file [RIGHTS_DEPLOYMENT] (default: in the home)",
    );
  reporting(verb).action(
    answering((options: CopyOptions, to: string) => copyTo(options, path.resolve(to), how)),
  );
}

async function copyTo(
  { home, deployment: named }: CopyOptions,
  to: string,
  how: "backup" | "snapshot",
): Promise<Answer> {
  const config = loadConfig({ home, deployment: named });
  const deployment = await loadDeployment(config);
  const { copyIndex } = await import("../../../indexer/src/index.ts");
  const progress = new Progress();
  const copy = await copyIndex(config.database, deployment, to, how, (part) =>
    progress.update(part, `copying ${config.database}`),
  ).finally(() => progress.clear());
  const checksum = writeChecksum(copy);
  return {
    json: { ...copy, checksum },
    text: () => tell(copy, checksum, how),
  };
}

function tell(copy: IndexCopy, checksum: string, how: "backup" | "snapshot"): string {
  const { file, bytes, block, digest, events } = copy;
  const use =
    how === "snapshot"
      ? commandLine(`serve --from ${path.basename(file)}`)
      : `sha256sum -c ${path.basename(checksum)}`;
  return [
    `${paint("green", how === "snapshot" ? "Snapshot made" : "Backup made")}  ${file}  ${formatBytes(bytes)}`,
    fields([
      ["after block", formatCount(block)],
      ["events", formatCount(events)],
      ["digest", digest],
      ["checksum", checksum],
    ]),
    `Next: ${use}`,
  ].join("\n\n");
}

/** Writes the checksum as `sha256sum` does; returns the file's path. */
function writeChecksum({ file, sha256 }: IndexCopy): string {
  const checksum = `${file}.sha256`;
  writeFileSync(checksum, `${sha256}  ${path.basename(file)}\n`);
  return checksum;
}
