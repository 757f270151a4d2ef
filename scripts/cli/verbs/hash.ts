import type { Command } from "commander";

import type { ChunkCommitment, HashResult } from "../../../sdk/src/index.ts";
import { hashChunks, hashFile } from "../../../sdk/src/index.ts";
import { tellFailure } from "../output/tellFailure.ts";
import { formatBytes, formatSeconds } from "../output/format.ts";
import type { TimedHash } from "../output/hashing.ts";
import { hashWithProgress } from "../output/hashing.ts";
import type { OutputOptions } from "../verb.ts";
import { addVerb, answering, print, reporting } from "../verb.ts";

export function addHash(program: Command): void {
  const verb = addVerb(program, "hash <file...>", "print the content commitment of files", {
    notes: () => [
      "A file that cannot be read is told on stderr, and the others are hashed; the exit code is then 1.",
    ],
    examples: [
      ["hash README.md", "one file"],
      ["hash --chunks README.md", "so that any chunk of it can be proved"],
      ["hash --json README.md LICENSE", "several, for a program"],
    ],
    json: `[{ "file", "commitment": "0x…", "algorithm": "SHA256", "bytes", "seconds" }];
with --chunks "CHUNK_MERKLE" and the "root" of the tree`,
  });
  verb.option("--chunks", "commit to the tree of its chunks, as custodians need it");
  reporting(verb).action(answering(hashFiles));
}

interface HashCommandOptions extends OutputOptions {
  readonly chunks?: boolean;
}

async function hashFiles(options: HashCommandOptions, files: string[]) {
  const { json = false, debug = false, chunks = false } = options;
  const hashed: ({ readonly file: string } & TimedHash)[] = [];
  const hash = chunks ? hashChunks : hashFile;
  let exitCode = 0;
  for (const file of files) {
    try {
      const result = await hashWithProgress<HashResult | ChunkCommitment>(file, hash);
      hashed.push({ file, ...result });
      if (!json) print(lineFor(file, result));
    } catch (error) {
      exitCode = tellFailure(error, { json, debug });
    }
  }
  if (json) return { json: hashed, text: () => "", exitCode };
  process.exitCode = exitCode;
  return null;
}

function lineFor(file: string, { commitment, bytes, seconds }: TimedHash): string {
  const columns = [commitment, formatBytes(bytes).padStart(8), formatSeconds(seconds).padStart(7)];
  return [...columns, file].join("  ");
}
