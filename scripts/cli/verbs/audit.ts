import type { Command } from "commander";

import type { AuditProgress } from "../../../indexer/src/index.ts";
import { loadConfig } from "../../config.ts";
import type { ReplicaReport } from "../audit/replicas.ts";
import { compareReplicas } from "../audit/replicas.ts";
import { jsonOf, tellChain } from "../audit/tellChain.ts";
import { loadDeployment } from "../connection/connect.ts";
import type { PlaceOptions } from "../connection/options.ts";
import { endingSignal } from "../endingSignal.ts";
import { EXIT } from "../failure.ts";
import { formatCount } from "../output/format.ts";
import { indent } from "../output/table.ts";
import { Progress } from "../output/progress.ts";
import { paint } from "../output/style.ts";
import { openLog } from "../serve/log.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, locating } from "../verb.ts";

interface AuditOptions extends PlaceOptions {
  readonly against?: string;
}

export function addAudit(program: Command): void {
  const verb = addVerb(
    program,
    "audit",
    "compare the index with the chain, or with another replica",
    {
      notes: () => [
        "Replays the chain from its first block in a temporary place, and compares digest, rows and a hash of",
        "each table with the index, which may be written meanwhile. With --against it compares the digests of",
        "two replicas instead, and finds the first block after which they differ.",
        "Exit code 0 if they are the same, 1 if they differ.",
      ],
      examples: [
        ["audit", "the index of the home, against its chain"],
        ["audit --rpc https://node.example", "against what another node says"],
        ["audit --against https://replica.example/graphql", "against another replica"],
      ],
      json: `{ "same", "block", "index": { "hash", "digest", "events" }, "chain": { … },
  "tables": [{ "table", "same", "index": { "rows", "hash" }, "chain": { … } }],
  "first": { "table", "block", "key", "what", "columns" } | null }
With --against: { "same", "block", "here": { "digest", "events" }, "there": { … },
  "first": { "block", "here": ["event:…"], "there": ["event:…"] } | null }`,
    },
  ).option("--against <url>", "GraphQL URL of another replica");
  locating(verb).action(answering(auditIndex));
}

async function auditIndex(options: AuditOptions): Promise<Answer> {
  const { home, deployment: named, rpc, graphql, against } = options;
  const config = loadConfig({ home, deployment: named, rpc, graphql });
  if (against !== undefined) return againstReplica(config.graphql, against);
  const deployment = await loadDeployment(config);
  const { audit } = await import("../../../indexer/src/index.ts");
  const progress = new Progress();
  const report = await audit({
    deployment,
    rpc: config.rpc,
    database: config.database,
    signal: endingSignal(),
    logger: openLog("audit", "warn"),
    onProgress: (step) => progress.update(...saying(step)),
  }).finally(() => progress.clear());
  return {
    json: jsonOf(report),
    text: () => tellChain(report),
    exitCode: report.same ? 0 : EXIT.failed,
  };
}

function saying(progress: AuditProgress): [fraction: number, text: string] {
  if (progress.step === "compare") {
    return [1, `comparing ${progress.table}, ${formatCount(progress.rows)} rows so far`];
  }
  const { block, head, events, eventsPerSecond } = progress;
  const rate = `${formatCount(events)} events, ${formatCount(eventsPerSecond)}/s`;
  return [head === 0 ? 1 : block / head, `replaying block ${formatCount(block)}  ${rate}`];
}

async function againstReplica(here: string, there: string): Promise<Answer> {
  const report = await compareReplicas(here, there);
  return {
    json: report,
    text: () => tellReplicas(report),
    exitCode: report.same ? 0 : EXIT.failed,
  };
}

function tellReplicas({ same, block, here, there, first }: ReplicaReport): string {
  const after = `after block ${formatCount(block)}, the last that both have`;
  if (same || first === null) {
    const events = `${formatCount(here.events)} events, digest ${here.digest}`;
    return `${paint("green", "Both replicas are the same")} ${after}\n${events}`;
  }
  return [
    `${paint("red", "The replicas differ")} ${after}`,
    `First difference: block ${formatCount(first.block)}`,
    ...(["here", "there"] as const).map(
      (side) => `${side}\n${indent(first[side].join("\n") || "no events")}`,
    ),
    `digest here   ${here.digest}\ndigest there  ${there.digest}`,
  ].join("\n\n");
}
