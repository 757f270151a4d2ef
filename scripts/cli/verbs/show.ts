import type { Command } from "commander";

import { connectToRead } from "../connection/connect.ts";
import type { PlaceOptions } from "../connection/options.ts";
import { Failure } from "../failure.ts";
import type { EntityId, EntityType } from "../input/ids.ts";
import { parseEntityId } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import type { AsOf } from "../input/time.ts";
import { parseAsOf } from "../input/time.ts";
import { formatTime } from "../output/format.ts";
import { paint } from "../output/style.ts";
import { fields, indent } from "../output/table.ts";
import { showAmendment } from "../records/amendments.ts";
import { showApplication, showObjection } from "../records/applications.ts";
import { showAsset } from "../records/assets.ts";
import { showCatalogue } from "../records/catalogues.ts";
import { showCertificate } from "../records/certificates.ts";
import { showApproval } from "../records/compliance.ts";
import { showOrder, showPledge } from "../records/courts.ts";
import { showDeal, showProposal } from "../records/deals.ts";
import { historyOf, historyTable, showEvent } from "../records/events.ts";
import { showAttestation, showChallenge } from "../records/custody.ts";
import type { Event, Show, Shown } from "../records/kind.ts";
import { showLicense } from "../records/licenses.ts";
import { showOperation } from "../records/operations.ts";
import { showParticipant } from "../records/participants.ts";
import { showAppraisal, showOffer } from "../records/pricing.ts";
import { showSandbox } from "../records/sandboxes.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, locating } from "../verb.ts";

interface ShowOptions extends PlaceOptions {
  readonly asOf?: AsOf;
}

const SHOW: Readonly<Record<EntityType, Show>> = {
  participant: showParticipant,
  asset: showAsset,
  application: showApplication,
  objection: showObjection,
  certificate: showCertificate,
  license: showLicense,
  attestation: showAttestation,
  challenge: showChallenge,
  appraisal: showAppraisal,
  offer: showOffer,
  approval: showApproval,
  sandbox: showSandbox,
  order: showOrder,
  pledge: showPledge,
  catalogue: showCatalogue,
  amendment: showAmendment,
  deal: showDeal,
  proposal: showProposal,
  operation: showOperation,
  event: showEvent,
};

export function addShow(program: Command): void {
  const verb = addVerb(program, "show", "show a record and its history", {
    examples: [
      ["show certificate:12", "a certificate"],
      ["show application:12 --as-of block:20", "an application as it was after a block"],
      ["show certificate:12 --as-of 2026-12-01", "as it was at the beginning of a day"],
      [`show 0x${"5f".repeat(32)}`, "an asset, by its content commitment"],
      ["show objection:12-1", "the first objection against application 12"],
    ],
    json: `{ "type": "certificate", "record": { … as the GraphQL API gives it … }, "history": [{ "id": "event:120-3",
  "contract", "name", "subject", "args", "block", "logIndex", "transaction", "time" }] }`,
  })
    .argument(
      "<id>",
      "certificate:12, license:4, deal:3, pledge:3, catalogue:2, amendment:4, asset:0x…, … , or a commitment",
      parseEntityId,
    )
    .option("--as-of <moment>", "as it was at a time, or after block:120", parseAsOf);
  locating(verb).action(answering(show));
}

async function show(options: ShowOptions, { type, id }: EntityId): Promise<Answer> {
  const { asOf } = options;
  const at = asOf === undefined ? {} : { asOf };
  const { registry, config } = await connectToRead(options, { offChain: true });
  const shown = await SHOW[type]({ registry, documents: config.documents }, id, at);
  if (shown === null) throw notFound(type, id, asOf);
  const history = await historyOf(registry, shown.subjects ?? [], at);
  return {
    json: { type, record: shown.record, history },
    text: () => textOf(shown, history, asOf),
  };
}

function textOf({ title, facts, sections = [] }: Shown, history: Event[], asOf?: AsOf): string {
  const all = [...sections, ["History", historyTable(history)] as const];
  const bodies = all.flatMap(([heading, body]) =>
    body === "" ? [] : [`${paint("bold", heading)}\n${indent(body)}`],
  );
  const moment = asOf === undefined ? "" : `  ${paint("dim", `as of ${formatMoment(asOf)}`)}`;
  return [`${title}${moment}`, fields(facts), ...bodies].join("\n\n");
}

/** A moment for people. */
function formatMoment(asOf: AsOf): string {
  return "block" in asOf ? `block ${asOf.block}` : formatTime(asOf.time);
}

function notFound(type: EntityType, id: string, asOf: AsOf | undefined): Failure {
  const then = asOf === undefined ? "" : ` as of ${formatMoment(asOf)}`;
  const hint =
    type === "certificate"
      ? `${commandLine(`show ${id.replace("certificate", "application")}`)} tells whether it is confirmed`
      : type === "objection" || type === "event"
        ? undefined
        : `${commandLine(`list ${type}${type === "sandbox" ? "es" : "s"}`)} shows those there are`;
  return new Failure("NOT_FOUND", `There is no ${id}${then}`, hint);
}
