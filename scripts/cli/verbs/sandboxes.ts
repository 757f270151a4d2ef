import type { Command } from "commander";

import type { Currency, Exemption, Registry } from "../../../sdk/src/index.ts";
import { EXEMPTIONS } from "../../../sdk/src/index.ts";
import { actorFor, owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { parseAmount } from "../input/amount.ts";
import { parseCurrency } from "../input/currency.ts";
import { numberOf, numbersOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { parseTime } from "../input/time.ts";
import { wordsOf } from "../input/words.ts";
import { formatCurrency } from "../output/currency.ts";
import { formatTime } from "../output/format.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface OpenOptions extends SigningOptions {
  readonly until: Date;
  readonly maxVolume: bigint;
  readonly maxValue: bigint;
  readonly currency: Currency;
  readonly exempt?: readonly Exemption[];
  readonly rules: string;
  readonly member?: readonly number[];
}

interface CloseOptions extends SigningOptions {
  readonly reason: string;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const EXEMPTION_WORDS = EXEMPTIONS.map((one) => one.toLowerCase().replaceAll("_", "-")).join(", ");

/** Bounded places with rules of their own, under a regulator's supervision. */
export function addSandboxes(program: Command): void {
  const opening = addVerb(program, "open-sandbox", "open a sandbox (regulator)", {
    notes: () => [
      `Rules that it may be exempt from: ${EXEMPTION_WORDS}.`,
      "What is licensed in a sandbox ends with it, also if it is closed early.",
    ],
    examples: [
      [
        "open-sandbox --until 2027-06-30 --max-volume 1000000000 --max-value 500000000 --currency 156 --rules rules.pdf --member 5 --member 7",
        "for two participants",
      ],
    ],
    json: `{ "id": "sandbox:3", "status": "OPEN", "sandboxId": 3, "members": ["participant:5", …], "until",
  "maxVolume", "maxValue", "currency", "exemptions", "rulesHash",
  ${TRANSACTION} }`,
  })
    .requiredOption("--until <time>", "when it ends", parseTime)
    .requiredOption("--max-volume <bytes>", "most that all trades together move", parseAmount(64))
    .requiredOption("--max-value <amount>", "most that they are worth together", parseAmount(128))
    .requiredOption(
      "--currency <currency>",
      "what their value is counted in: a token, or an ISO 4217 numeric code",
      parseCurrency,
    )
    .requiredOption("--rules <file|hash>", "the document with its rules, or the SHA-256 of it")
    .option("--exempt <rules>", "rules that do not hold within", wordsOf(EXEMPTIONS))
    .option("--member <participant>", "who is in it from the beginning", numbersOf("participant"));
  signing(opening, "owner:1").action(answering(open));

  const member = (name: "admit" | "expel", summary: string, status: string) => {
    const verb = addVerb(program, name, `${summary} (regulator)`, {
      examples: [[`${name} participant:5 sandbox:3`, "by the regulator who opened it"]],
      json: `{ "id": "sandbox:3", "status": "${status}", "participant": "participant:5",
  ${TRANSACTION} }`,
    })
      .argument("<participant>", "who", numberOf("participant"))
      .argument("<sandbox>", "where", numberOf("sandbox"));
    signing(verb, "its regulator").action(answering(changing(name)));
  };
  member("admit", "let a participant into a sandbox", "ADMITTED");
  member("expel", "take a participant out of a sandbox", "EXPELLED");

  const leaving = addVerb(program, "leave", "leave a sandbox", {
    examples: [["leave sandbox:3 --as owner:5", "as a participant who is in it"]],
    json: `{ "id": "sandbox:3", "status": "LEFT", ${TRANSACTION} }`,
  }).argument("<sandbox>", "the sandbox", numberOf("sandbox"));
  signing(leaving, "owner:1").action(answering(leave));

  const closing = addVerb(program, "close-sandbox", "end a sandbox early (regulator)", {
    examples: [["close-sandbox sandbox:3 --reason decision.pdf", "for what the document says"]],
    json: `{ "id": "sandbox:3", "status": "CLOSED", "reasonHash", ${TRANSACTION} }`,
  })
    .argument("<sandbox>", "the sandbox", numberOf("sandbox"))
    .requiredOption("--reason <file|hash>", "the reasons, or the SHA-256 of them");
  signing(closing, "its regulator").action(answering(close));
}

async function open(options: OpenOptions): Promise<Answer> {
  const { until, maxVolume, maxValue, currency, exempt: exemptions = [], member = [] } = options;
  const rulesHash = await hashOfDocument(options.rules);
  const { registry } = await connectToWrite(options, owner(1));
  const bounds = { until, maxVolume, maxValue, currency, exemptions, rulesHash };
  const { sandboxId, transaction } = await registry.sandboxes.open({ ...bounds, members: member });
  const members = member.map((id) => `participant:${id}`);
  const id = `sandbox:${sandboxId}`;
  suggest(options, "Let others in:", [commandLine(`admit PARTICIPANT ${id}`)]);
  return recordAnswer({ id, status: "OPEN", ...{ sandboxId, members }, ...bounds, transaction }, [
    ["members", members.join(", ") || "nobody"],
    ["until", formatTime(until)],
    ["volume", `at most ${maxVolume} bytes`],
    ["value", `at most ${maxValue} of ${formatCurrency(currency)}`],
    ["exempt from", exemptions.join(", ") || "nothing"],
    ["rules", rulesHash],
  ]);
}

/** Who opened a sandbox, if it is a development account. */
async function regulatorOf(reader: Registry, sandboxId: number) {
  return actorFor(reader, (await reader.sandboxes.get(sandboxId)).regulator);
}

function changing(name: "admit" | "expel") {
  return async (options: SigningOptions, participantId: number, sandboxId: number) => {
    const { registry } = await connectToWrite(options, (reader) => regulatorOf(reader, sandboxId));
    const { transaction } = await registry.sandboxes[name](sandboxId, participantId);
    const status = name === "admit" ? "ADMITTED" : "EXPELLED";
    const participant = `participant:${participantId}`;
    return recordAnswer({ id: `sandbox:${sandboxId}`, status, ...{ participant }, transaction }, [
      ["participant", participant],
    ]);
  };
}

async function leave(options: SigningOptions, sandboxId: number): Promise<Answer> {
  const { registry } = await connectToWrite(options, owner(1));
  const { transaction } = await registry.sandboxes.leave(sandboxId);
  return recordAnswer({ id: `sandbox:${sandboxId}`, status: "LEFT", transaction });
}

async function close(options: CloseOptions, sandboxId: number): Promise<Answer> {
  const reasonHash = await hashOfDocument(options.reason);
  const { registry } = await connectToWrite(options, (reader) => regulatorOf(reader, sandboxId));
  const { transaction } = await registry.sandboxes.close(sandboxId, reasonHash);
  const id = `sandbox:${sandboxId}`;
  return recordAnswer({ id, status: "CLOSED", ...{ reasonHash }, transaction }, [
    ["reasons", reasonHash],
  ]);
}
