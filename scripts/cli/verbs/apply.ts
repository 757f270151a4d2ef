import path from "node:path";

import type { Command } from "commander";

import type {
  Algorithm,
  ChunkCommitment,
  DataClass,
  Filing,
  HashResult,
  Right,
  Source,
} from "../../../sdk/src/index.ts";
import { ALGORITHMS, DATA_CLASSES, hashChunks, hashFile, RIGHTS } from "../../../sdk/src/index.ts";
import { owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { storeDocument } from "../documents.ts";
import { UsageError } from "../failure.ts";
import { parseCommitment } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { parseSources } from "../input/sources.ts";
import { parseTime } from "../input/time.ts";
import { wordOf } from "../input/words.ts";
import { mediaTypeOf } from "../mediaType.ts";
import { formatBytes, formatTime } from "../output/format.ts";
import { hashWithProgress } from "../output/hashing.ts";
import { suggest } from "../output/note.ts";
import { paint } from "../output/style.ts";
import { fields } from "../output/table.ts";
import { formatTransaction } from "../output/written.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface ApplyOptions extends SigningOptions {
  readonly commitment?: string;
  readonly algorithm: Algorithm;
  readonly title?: string;
  readonly description?: string;
  readonly mediaType?: string;
  readonly right: Right;
  readonly class: DataClass;
  readonly termEnd?: Date;
  readonly source?: Source[];
  readonly allowRival?: boolean;
}

export function addApply(program: Command): void {
  const verb = addVerb(program, "apply [file]", "apply for a right over a file, or a commitment", {
    notes: () => [
      "The file never leaves the machine. Its description (title, media type, bytes) is kept in the",
      "home's documents folder, and goes on chain by hash.",
    ],
    examples: [
      ["apply README.md --title 'Read-me of the registry'", "apply for the right to hold a file"],
      ["apply LICENSE --right process --source license:4", "for one derived under a licence"],
      ["apply data.csv --algorithm chunk-merkle", "so that a custodian can prove to hold it"],
      [`apply --commitment 0x${"5f".repeat(32)} --title Measurements`, "without the file at hand"],
    ],
    json: `{ "id": "application:12", "applicationId": 12, "asset": "asset:0x…", "commitment", "algorithm",
  "right", "dataClass", "termEnd": null, "sources": [{ "kind", "id" }],
  "description": { "hash", "uri" }, "signer": "0x…", "transaction": { "hash", "block", "gasUsed" } }`,
  })
    .option("--commitment <hash>", "the content commitment, instead of a file", parseCommitment)
    .option("--algorithm <name>", "how it was made", wordOf(ALGORITHMS), "SHA256")
    .option("--title <text>", "what the data is called (default: the file's name)")
    .option("--description <text>", "what the data is")
    .option("--media-type <type>", "such as text/csv (default: by the file's name)")
    .option("--right <right>", "hold, process or operate", wordOf(RIGHTS), "HOLD")
    .option("--class <class>", "general, important or core", wordOf(DATA_CLASSES), "GENERAL")
    .option("--term-end <date>", "when the source agreement ends", parseTime)
    .option("--source <ids>", "what it derives from: certificate:7,license:4", parseSources)
    .option("--allow-rival", "file although the right is in force under another certificate");
  signing(verb, "owner:0").action(answering(apply));
}

async function apply(options: ApplyOptions, file: string | undefined): Promise<Answer> {
  const { title, termEnd, source: sources = [], right } = options;
  if ((file === undefined) === (options.commitment === undefined)) {
    throw new UsageError("apply needs a file or --commitment, and not both");
  }
  const called = title ?? (file && path.basename(file));
  if (called === undefined)
    throw new UsageError("--commitment needs --title: there is no file name");
  if (file !== undefined && options.algorithm === "RECORD_SET_MERKLE") {
    throw new UsageError("The root over the records of a file is given by --commitment");
  }

  const { registry, config, signer } = await connectToWrite(options, owner(0));
  const { commitment, algorithm, bytes } = await committed(options, file);
  const description = storeDocument(config, {
    title: called,
    description: options.description,
    mediaType: options.mediaType ?? (file && mediaTypeOf(file)),
    bytes,
    commitment,
    algorithm,
  });
  const filing: Filing = {
    commitment,
    algorithm,
    right,
    dataClass: options.class,
    description,
    sources,
    ...(termEnd === undefined ? {} : { termEnd }),
  };
  const { applicationId, transaction } = await registry.rights.file(filing, {
    allowRival: options.allowRival ?? false,
  });

  const id = `application:${applicationId}`;
  suggest(options, "Next, an examiner opens public notice; after it, the right can be confirmed:", [
    commandLine(`show ${id}`),
    commandLine(`notice ${id}`),
  ]);
  return {
    json: {
      id,
      applicationId,
      asset: `asset:${commitment}`,
      commitment,
      algorithm,
      right,
      dataClass: options.class,
      termEnd: termEnd ?? null,
      sources,
      description,
      signer: signer.address,
      transaction,
    },
    text: () =>
      [
        `${paint("bold", id)}  ${paint("yellow", "FILED")}`,
        "",
        fields([
          ["title", called],
          ["asset", `asset:${commitment}`],
          ["file", file && `${file}, ${formatBytes(bytes ?? 0)}`],
          ["right", right],
          ["class", options.class],
          ["term end", termEnd && formatTime(termEnd)],
          ["sources", sources.map(formatSource).join(", ") || undefined],
          ["description", description.uri],
          ["transaction", formatTransaction(transaction)],
        ]),
      ].join("\n"),
  };
}

interface Committed {
  readonly commitment: string;
  readonly algorithm: Algorithm;
  readonly bytes?: number;
}

async function committed(options: ApplyOptions, file: string | undefined): Promise<Committed> {
  const { commitment, algorithm } = options;
  if (commitment !== undefined) return { commitment, algorithm };
  const hash = algorithm === "CHUNK_MERKLE" ? hashChunks : hashFile;
  return hashWithProgress<HashResult | ChunkCommitment>(file ?? "", hash);
}

function formatSource({ kind, id }: Source): string {
  return `${kind.toLowerCase()}:${id}`;
}
