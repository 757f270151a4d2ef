import type { Command } from "commander";

import type { Registry } from "../../../sdk/src/index.ts";
import { hashChunks, proveChunk } from "../../../sdk/src/index.ts";
import { actorFor, owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { Failure } from "../failure.ts";
import { numberOf } from "../input/ids.ts";
import { commandLine, givenPath } from "../input/path.ts";
import { parseTime } from "../input/time.ts";
import { formatBytes, formatTime } from "../output/format.ts";
import { hashWithProgress } from "../output/hashing.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface AttestOptions extends SigningOptions {
  readonly until: Date;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;

/** Attestations that somebody holds the bytes of an asset, and challenges to prove it. */
export function addCustody(program: Command): void {
  const attesting = addVerb(program, "attest", "attest that you hold a file (custodian)", {
    notes: () => [
      "The file is known by its chunk commitment: `hash --chunks` prints it. Anyone may challenge the",
      "custodian to show a chunk that chance chooses; who does not in time is marked FAILED.",
    ],
    examples: [["attest measurements.parquet --until 2028-01-01 --as owner:4", "as a custodian"]],
    json: `{ "id": "attestation:3", "status": "ATTESTED", "attestationId": 3, "commitment": "0x…",
  "bytes", "until", ${TRANSACTION} }`,
  })
    .argument("<file>", "what you hold", String)
    .requiredOption("--until <time>", "until when you will, at least", parseTime);
  signing(attesting, "owner:1").action(answering(attest));

  const challenging = addVerb(program, "challenge", "ask a custodian to show a chunk", {
    examples: [["challenge attestation:3", "as a participant of your own key"]],
    json: `{ "id": "challenge:3-1", "status": "OPEN", "attestation": "attestation:3", "chunk",
  "answerBy", ${TRANSACTION} }`,
  }).argument("<id>", "the attestation", numberOf("attestation"));
  signing(challenging, "owner:1").action(answering(challenge));

  const answeringVerb = addVerb(
    program,
    "answer",
    "show the chunk that was asked for (custodian)",
    {
      examples: [["answer attestation:3 measurements.parquet", "from the file that was attested"]],
      json: `{ "id": "challenge:3-1", "status": "ANSWERED", "attestation": "attestation:3", "chunk",
  ${TRANSACTION} }`,
    },
  )
    .argument("<id>", "the attestation", numberOf("attestation"))
    .argument("<file>", "what you hold", String);
  signing(answeringVerb, "the custodian").action(answering(answer));
}

/** The development account of an attestation's custodian. */
async function custodianOf(reader: Registry, attestationId: number) {
  return actorFor(reader, (await reader.custody.get(attestationId)).custodian);
}

async function attest(options: AttestOptions, file: string): Promise<Answer> {
  const { until } = options;
  const hashed = await hashWithProgress(file, hashChunks);
  const { registry } = await connectToWrite(options, owner(1));
  const { attestationId, transaction } = await registry.custody.attest({ ...hashed, until });
  const { commitment, bytes } = hashed;
  const id = `attestation:${attestationId}`;
  suggest(options, "Anyone may put it to the test:", [commandLine(`challenge ${id}`)]);
  return recordAnswer(
    { id, status: "ATTESTED", ...{ attestationId, commitment, bytes, until }, transaction },
    [
      ["commitment", commitment],
      ["size", formatBytes(bytes)],
      ["until", formatTime(until)],
    ],
  );
}

async function challenge(options: SigningOptions, attestationId: number): Promise<Answer> {
  const { registry } = await connectToWrite(options, owner(1));
  const { challengeId, chunk, answerBy, transaction } =
    await registry.custody.challenge(attestationId);
  const attestation = `attestation:${attestationId}`;
  suggest(options, "The custodian answers from the file:", [
    commandLine(`answer ${attestation} FILE`),
  ]);
  const id = `challenge:${attestationId}-${challengeId}`;
  return recordAnswer({ id, status: "OPEN", ...{ attestation, chunk, answerBy }, transaction }, [
    ["of", attestation],
    ["chunk", String(chunk)],
    ["answer by", formatTime(answerBy)],
  ]);
}

async function answer(
  options: SigningOptions,
  attestationId: number,
  file: string,
): Promise<Answer> {
  const { registry } = await connectToWrite(options, (reader) =>
    custodianOf(reader, attestationId),
  );
  const attestation = `attestation:${attestationId}`;
  const { open, challenges } = await registry.custody.get(attestationId);
  if (open === null) {
    throw new Failure(
      "NOT_CHALLENGED",
      `No challenge to ${attestation} is open`,
      "nothing is to be done",
    );
  }
  const { chunk } = open;
  const shown = await proveChunk(givenPath(file), chunk);
  const { transaction } = await registry.custody.answer(attestationId, shown);
  const id = `challenge:${attestationId}-${challenges}`;
  return recordAnswer({ id, status: "ANSWERED", ...{ attestation, chunk }, transaction }, [
    ["of", attestation],
    ["chunk", String(chunk)],
  ]);
}
