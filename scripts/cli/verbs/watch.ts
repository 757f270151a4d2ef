import type { Command } from "commander";

import { connectToRead } from "../connection/connect.ts";
import type { PlaceOptions } from "../connection/options.ts";
import { endingSignal } from "../endingSignal.ts";
import { parseSubject } from "../input/ids.ts";
import { parseBlock } from "../input/time.ts";
import { formatTime } from "../output/format.ts";
import { note } from "../output/note.ts";
import { paint } from "../output/style.ts";
import type { Event } from "../records/kind.ts";
import { tellEvent } from "../records/sentences.ts";
import { addVerb, answering, locating, print } from "../verb.ts";

interface WatchOptions extends PlaceOptions {
  readonly subject?: string;
  readonly since?: number;
}

export function addWatch(program: Command): void {
  const verb = addVerb(program, "watch", "print events as they happen", {
    notes: () => [
      "A lost connection is made anew, and no event is missed or printed twice. Ctrl-C ends it.",
    ],
    examples: [
      ["watch", "everything from now on"],
      ["watch --since 0", "everything from the beginning"],
      ["watch --subject certificate:12 --json", "one certificate, for a program"],
    ],
    json: `one object a line: { "id": "event:120-3", "contract", "name", "subject", "args", "block", "logIndex",
  "transaction", "time" }`,
  })
    .option("--subject <id>", "only what is about this record", parseSubject)
    .option("--since <block>", "begin with this block (default: from now on)", parseBlock);
  locating(verb).action(answering(watch));
}

async function watch({ json, subject, since, ...options }: WatchOptions): Promise<null> {
  const { registry, config } = await connectToRead(options, { offChain: true });
  note(`Watching ${subject ?? "all events"} at ${config.graphql}; Ctrl-C ends`);
  const events = registry.watch({
    ...(subject === undefined ? {} : { where: { subject } }),
    ...(since === undefined ? {} : { since }),
    signal: endingSignal(),
    onDisconnect: () => note(`Lost the connection to ${config.graphql}; connecting again…`),
  });
  for await (const event of events) print(json === true ? JSON.stringify(event) : lineOf(event));
  return null;
}

function lineOf(event: Event): string {
  const { id, time, subject } = event;
  return `${formatTime(time)}  ${id}  ${paint("bold", subject)}  ${tellEvent(event)}`;
}
