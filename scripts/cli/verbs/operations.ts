import type { Command } from "commander";
import { InvalidArgumentError } from "commander";

import type { PausableContract } from "../../../sdk/src/index.ts";
import { PAUSABLE_CONTRACTS } from "../../../sdk/src/index.ts";
import { ADMIN, REGISTRAR } from "../connection/actor.ts";
import { connectToRead, connectToWrite } from "../connection/connect.ts";
import type { PlaceOptions, SigningOptions } from "../connection/options.ts";
import { Failure } from "../failure.ts";
import { formatTime } from "../output/format.ts";
import { recordAnswer } from "../output/record.ts";
import { paint, paintStatus } from "../output/style.ts";
import { fields } from "../output/table.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, locating, signing } from "../verb.ts";

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const EXAMPLE = `operation:0x${"5f".repeat(32)}`;

/** What a governor has announced, and the pauses of a guardian. */
export function addOperations(program: Command): void {
  const showing = addVerb(program, "show-operation", "what became of a governor's act", {
    examples: [[`show-operation ${EXAMPLE}`, "whether it can be executed, and until when"]],
    json: `{ "id": "operation:0x…", "status": "SCHEDULED" | "READY" | "EXPIRED" | "EXECUTED" | "CANCELED",
  "contract", "method", "data", "scheduledBy", "readyAt", "expiresAt" }`,
  }).argument("<operation>", "its id", parseOperation);
  locating(showing).action(answering(show));

  const executing = addVerb(program, "execute", "do what was announced (governor)", {
    notes: () => [
      "Who announced it does it, once the delay has passed and within a week from then.",
    ],
    examples: [[`execute ${EXAMPLE}`, "what was announced under this id"]],
    json: `{ "id": "operation:0x…", "status": "EXECUTED", ${TRANSACTION} }`,
  }).argument("<operation>", "its id", parseOperation);
  signing(executing, "admin").action(answering(execute));

  const canceling = addVerb(program, "cancel-operation", "cancel what was announced (guardian)", {
    notes: () => ["A guardian cancels it, or who announced it."],
    examples: [[`cancel-operation ${EXAMPLE}`, "what was announced under this id"]],
    json: `{ "id": "operation:0x…", "status": "CANCELED", ${TRANSACTION} }`,
  }).argument("<operation>", "its id", parseOperation);
  signing(canceling, "registrar").action(answering(cancel));

  const pausing = (name: "pause" | "unpause", summary: string, meaning: string, status: string) => {
    const verb = addVerb(program, name, summary, {
      notes: () => [
        "Nobody begins anything at a paused contract; courts, withdrawals and deadlines go on.",
        `There are ${PAUSABLE_CONTRACTS.slice(0, 6).join(", ")},`,
        `${PAUSABLE_CONTRACTS.slice(6).join(", ")}.`,
      ],
      examples: [[`${name} Offers`, meaning]],
      json: `{ "id": "Offers", "status": "${status}", ${TRANSACTION} }`,
    }).argument("<contract>", "which", parsePausable);
    signing(verb, "registrar").action(
      answering(async (options: SigningOptions, contract: PausableContract) => {
        const { registry } = await connectToWrite(options, REGISTRAR);
        const { transaction } = await registry.governance[name](contract);
        return recordAnswer({ id: contract, status, transaction });
      }),
    );
  };
  pausing(
    "pause",
    "stop a contract in an emergency (guardian)",
    "no offer is made or repriced",
    "PAUSED",
  );
  pausing("unpause", "let a paused contract go on (guardian)", "offers are made again", "RUNNING");
}

async function show(options: PlaceOptions, operationId: string): Promise<Answer> {
  const { registry } = await connectToRead(options);
  const found = await registry.governance.get(operationId);
  const id = `operation:${operationId}`;
  if (found === null) {
    throw new Failure("NOT_FOUND", `Nothing was ever announced as ${id}`, "check the id");
  }
  const { state: status, contract, method, target, data, scheduledBy, readyAt, expiresAt } = found;
  return {
    json: { id, status, contract, method, data, scheduledBy, readyAt, expiresAt },
    text: () =>
      [
        `${paint("bold", id)}  ${paintStatus(status)}`,
        "",
        fields([
          ["calls", `${contract ?? target}.${method ?? data.slice(0, 10)}`],
          ["announced by", scheduledBy],
          ["ready at", formatTime(readyAt)],
          ["expires at", formatTime(expiresAt)],
        ]),
      ].join("\n"),
  };
}

async function execute(options: SigningOptions, operationId: string): Promise<Answer> {
  const { registry } = await connectToWrite(options, ADMIN);
  const { transaction } = await registry.governance.execute(operationId);
  return recordAnswer({ id: `operation:${operationId}`, status: "EXECUTED", transaction });
}

async function cancel(options: SigningOptions, operationId: string): Promise<Answer> {
  const { registry } = await connectToWrite(options, REGISTRAR);
  const { transaction } = await registry.governance.cancel(operationId);
  return recordAnswer({ id: `operation:${operationId}`, status: "CANCELED", transaction });
}

function parseOperation(text: string): string {
  const body = text.startsWith("operation:") ? text.slice("operation:".length) : text;
  if (!/^0x[0-9a-f]{64}$/i.test(body)) {
    throw new InvalidArgumentError(`"${text}" is not an operation, 0x and 64 hex digits`);
  }
  return body.toLowerCase();
}

function parsePausable(text: string): PausableContract {
  const found = PAUSABLE_CONTRACTS.find((name) => name.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`"${text}" is not one of ${PAUSABLE_CONTRACTS.join(", ")}`);
}
