import type { Command } from "commander";

import type { AmendmentKind, Registry } from "../../../sdk/src/index.ts";
import { AMENDMENT_KINDS } from "../../../sdk/src/index.ts";
import type { Config } from "../../config.ts";
import { EXAMINER, owner, REGISTRAR } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { holderOf } from "../connection/parties.ts";
import { hashOfDocument, storeDocument } from "../documents.ts";
import { numberOf, parseCommitment } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { wordOf } from "../input/words.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface DescriptionOptions extends SigningOptions {
  readonly title: string;
  readonly description?: string;
  readonly mediaType?: string;
  readonly reason: string;
}

interface AmendOptions extends DescriptionOptions {
  readonly kind: AmendmentKind;
}

interface DecisionOptions extends SigningOptions {
  readonly decision: string;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const DECISION = ["--decision <file|hash>", "its document, or the SHA-256 of it"] as const;

/** What records say otherwise than was filed, and assets that take the place of others. */
export function addAmendments(program: Command): void {
  const amending = addVerb(program, "amend", "ask for another description of your data (holder)", {
    notes: () => [
      "The new description is kept in the home's documents folder; its hash goes on chain.",
    ],
    examples: [
      [
        "amend certificate:12 --title 'Measurements of 2026' --reason errata.pdf",
        "a correction, for an examiner to decide",
      ],
      [
        "amend 12 --kind change --title Measurements --media-type text/csv --reason letter.pdf",
        "what is no longer so",
      ],
    ],
    json: `{ "id": "amendment:4", "status": "REQUESTED", "amendmentId": 4, "certificate", "kind",
  "description": { "hash", "uri" }, "reasonHash", ${TRANSACTION} }`,
  })
    .argument("<certificate>", "what is amended", numberOf("certificate"))
    .option("--kind <kind>", "correction or change", wordOf(AMENDMENT_KINDS), "CORRECTION");
  signing(withDescription(amending), "the holder").action(answering(amend));

  const correcting = addVerb(program, "correct", "correct a record unasked (registrar)", {
    examples: [["correct certificate:12 --title Measurements --reason decision.pdf", "at once"]],
    json: `{ "id": "amendment:4", "status": "ACCEPTED", "amendmentId": 4, "certificate", "kind": "CORRECTION",
  "description": { "hash", "uri" }, "reasonHash", ${TRANSACTION} }`,
  }).argument("<certificate>", "what is corrected", numberOf("certificate"));
  signing(withDescription(correcting), "registrar").action(answering(correct));

  const decision = (name: string, summary: string, status: "ACCEPTED" | "REJECTED") => {
    const verb = addVerb(program, name, summary, {
      examples: [[`${name} amendment:4 --decision decision.pdf`, "amendment 4"]],
      json: `{ "id": "amendment:4", "status": "${status}", "decisionHash", ${TRANSACTION} }`,
    })
      .argument("<id>", "the amendment", numberOf("amendment"))
      .requiredOption(...DECISION);
    signing(verb, "examiner").action(
      answering((options: DecisionOptions, id: number) => decide(options, id, status)),
    );
  };
  decision("accept-amendment", "accept an amendment (examiner)", "ACCEPTED");
  decision("reject-amendment", "refuse an amendment (examiner)", "REJECTED");

  const superseding = addVerb(
    program,
    "supersede",
    "record that an asset replaces another (holder)",
    {
      notes: () => ["You hold both; neither is lost, and each names the other."],
      examples: [
        [`supersede 0x${"5f".repeat(32)} 0x${"d0".repeat(32)}`, "the first replaces the second"],
      ],
      json: `{ "id": "asset:0x…", "status": "CURRENT", "superseded": "asset:0x…",
  ${TRANSACTION} }`,
    },
  )
    .argument("<asset>", "the new one, by its content commitment", parseCommitment)
    .argument("<superseded>", "the one that it replaces", parseCommitment);
  signing(superseding, "owner:0").action(answering(supersede));
}

function withDescription(verb: Command): Command {
  return verb
    .requiredOption("--title <text>", "what the data is called")
    .option("--description <text>", "what the data is")
    .option("--media-type <type>", "such as text/csv")
    .requiredOption("--reason <file|hash>", "the grounds, or the SHA-256 of them");
}

async function amend(options: AmendOptions, certificateId: number): Promise<Answer> {
  const { kind } = options;
  const reasonHash = await hashOfDocument(options.reason);
  const { registry, config } = await connectToWrite(options, (reader) =>
    holderOf(reader, certificateId),
  );
  const description = await describe(registry, config, options, certificateId);
  const asked = { certificateId, kind, description, reasonHash };
  const { amendmentId, transaction } = await registry.amendments.request(asked);
  const id = `amendment:${amendmentId}`;
  suggest(options, "An examiner decides on it:", [
    commandLine(`accept-amendment ${id} --decision FILE`),
    commandLine(`reject-amendment ${id} --decision FILE`),
  ]);
  const certificate = `certificate:${certificateId}`;
  return recordAnswer(
    {
      ...{ id, status: "REQUESTED", amendmentId, certificate, kind, description, reasonHash },
      transaction,
    },
    [
      ["of", certificate],
      ["description", description.uri],
      ["grounds", reasonHash],
    ],
  );
}

async function correct(options: DescriptionOptions, certificateId: number): Promise<Answer> {
  const documentHash = await hashOfDocument(options.reason);
  const { registry, config } = await connectToWrite(options, REGISTRAR);
  const description = await describe(registry, config, options, certificateId);
  const correction = { certificateId, description, documentHash };
  const { amendmentId, transaction } = await registry.amendments.correct(correction);
  const [id, certificate] = [`amendment:${amendmentId}`, `certificate:${certificateId}`];
  return recordAnswer(
    {
      ...{ id, status: "ACCEPTED", amendmentId, certificate, kind: "CORRECTION", description },
      ...{ reasonHash: documentHash, transaction },
    },
    [
      ["of", certificate],
      ["description", description.uri],
      ["grounds", documentHash],
    ],
  );
}

/** Keeps the new description, as `apply` does that of an application. */
async function describe(
  registry: Registry,
  config: Config,
  { title, description, mediaType }: DescriptionOptions,
  certificateId: number,
) {
  const { commitment, algorithm } = await registry.rights.get(certificateId);
  return storeDocument(config, { title, description, mediaType, commitment, algorithm });
}

async function decide(
  options: DecisionOptions,
  amendmentId: number,
  status: "ACCEPTED" | "REJECTED",
): Promise<Answer> {
  const decisionHash = await hashOfDocument(options.decision);
  const { registry } = await connectToWrite(options, EXAMINER);
  const { amendments } = registry;
  const { transaction } =
    status === "ACCEPTED"
      ? await amendments.accept(amendmentId, decisionHash)
      : await amendments.reject(amendmentId, decisionHash);
  const record = { id: `amendment:${amendmentId}`, status, decisionHash, transaction };
  return recordAnswer(record, [["decision", decisionHash]]);
}

async function supersede(
  options: SigningOptions,
  asset: string,
  superseded: string,
): Promise<Answer> {
  const { registry } = await connectToWrite(options, owner(0));
  const { transaction } = await registry.amendments.supersede(asset, superseded);
  const before = `asset:${superseded}`;
  return recordAnswer(
    { id: `asset:${asset}`, status: "CURRENT", ...{ superseded: before }, transaction },
    [["replaces", before]],
  );
}
