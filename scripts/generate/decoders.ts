import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { Interface } from "ethers";
import { format } from "prettier";

import type { AbiParameter, DeployedName } from "./contracts.ts";
import { DEPLOYED, DEPLOYED_NAMES, readAbi, ROOT } from "./contracts.ts";

const OUT = path.join(ROOT, "indexer/src/generated/events.ts");

/** 64-bit parameters of our contracts that are no sequence ids, and so may exceed 2^53 - 1. */
const QUANTITIES = new Set([
  "units",
  "unitsUsed",
  "volume",
  "consumed",
  "maxVolume",
  "totalVolume",
  "quantity",
]);

/** Bytes in a word. */
const WORD = 32;

interface EventAbi {
  name: string;
  topic: string;
  inputs: AbiParameter[];
}

/** How to read one value: its TypeScript type, and an expression over the bytes and where it stands. */
interface Reading {
  type: string;
  /** Words that it takes where it stands: one, if it is dynamic. */
  words: number;
  dynamic: boolean;
  read: (bytes: string, at: string) => string;
}

/** Events whose decoders are written so far. */
let kinds = 0;

/** Writes, for every event of every deployed contract, its type and a function that decodes it. */
export async function generateDecoders(): Promise<void> {
  kinds = 0;
  mkdirSync(path.dirname(OUT), { recursive: true });
  const source = [header(), ...DEPLOYED_NAMES.map(contractModule), union(), table()].join("\n\n");
  writeFileSync(OUT, await format(source, { parser: "typescript", printWidth: 100 }));
}

function header(): string {
  return `// Made from the ABIs of the contracts by scripts/generate/decoders.ts.
    import * as words from "../decode/words.ts";

    /** Topics and data of a log, as bytes. */
    export interface LogContents {
      /** Topics, one after the other. */
      readonly topics: Buffer;
      readonly data: Buffer;
    }

    /** Where and when an event happened. */
    export interface Place {
      readonly block: number;
      readonly logIndex: number;
      /** Of the block, Unix seconds. */
      readonly time: number;
    }

    /** How one event is recognised and read. */
    export interface EventDecoder<Event> {
      /** Its place in {@link EVENTS}: what the index calls it by. */
      readonly kind: number;
      readonly contract: ContractName;
      readonly name: string;
      /** Its first topic. */
      readonly topic: string;
      readonly topics: number;
      /** Fewest bytes that its data has. */
      readonly size: number;
      /** @throws RangeError if a value lies beyond the data. */
      readonly decode: (log: LogContents, at: Place) => Event;
    }`;
}

function contractModule(contract: DeployedName): string {
  const events = eventsOf(contract);
  const types = events.map((event) => eventType(contract, event));
  const names = events.map((event) => typeName(contract, event));
  const decoders = events.map((event) => eventDecoder(contract, event));
  return `${types.join("\n")}
    export type ${contract}Event = ${names.join(" | ") || "never"};
    const ${decodersName(contract)} = new Map<string, EventDecoder<${contract}Event>>([${decoders.join(",\n")}]);`;
}

function eventsOf(contract: DeployedName): EventAbi[] {
  const abi = new Interface(readAbi(contract));
  return readAbi(contract)
    .filter((entry) => entry.type === "event")
    .map(({ name = "", inputs = [], anonymous }) => {
      const topic = abi.getEvent(name)?.topicHash;
      if (anonymous || topic === undefined) throw unsupported(contract, name, "the event");
      return { name, topic, inputs };
    });
}

function eventType(contract: DeployedName, event: EventAbi): string {
  const fields = event.inputs.map((input) => `${input.name}: ${reading(contract, input).type}`);
  return `export interface ${typeName(contract, event)} {
    readonly kind: number; readonly contract: "${contract}"; readonly name: "${event.name}"; readonly at: Place;
    readonly args: { ${fields.join("; ")} };
  }`;
}

function eventDecoder(contract: DeployedName, { name, topic, inputs }: EventAbi): string {
  let topics = 1;
  let words = 0;
  const fields = inputs.map((input) => {
    const value = reading(contract, input);
    if (!input.indexed) {
      const at = words * WORD;
      words += value.words;
      const place = value.dynamic ? `words.follow(data, ${at}, 0)` : `${at}`;
      return `${input.name}: ${value.read("data", place)}`;
    }
    if (value.dynamic || value.words > 1) throw unsupported(contract, name, `topic ${input.name}`);
    return `${input.name}: ${value.read("topics", String(topics++ * WORD))}`;
  });
  const used = [topics > 1 ? "topics" : "", words > 0 ? "data" : ""].filter(Boolean).join(", ");
  const log = used ? `{ ${used} }` : "_log";
  const kind = kinds++;
  return `["${topic}", {
    kind: ${kind}, contract: "${contract}", name: "${name}", topic: "${topic}",
    topics: ${topics}, size: ${words * WORD},
    decode: (${log}, at) => ({
      kind: ${kind}, contract: "${contract}", name: "${name}", at, args: { ${fields.join(", ")} }
    })
  }]`;
}

function reading(contract: DeployedName, parameter: AbiParameter): Reading {
  const { type, name } = parameter;
  if (type.endsWith("[]")) return listReading(contract, { ...parameter, type: type.slice(0, -2) });
  if (type === "tuple") return structReading(contract, parameter);
  const one = { words: 1, dynamic: false };
  const call = (reader: string) => (bytes: string, at: string) =>
    `words.${reader}(${bytes}, ${at})`;
  if (type === "string") return { ...one, dynamic: true, type: "string", read: call("text") };
  if (type === "bytes") return { ...one, dynamic: true, type: "Buffer", read: call("bytes") };
  if (type === "address") return { ...one, type: "Buffer", read: call("address") };
  if (type === "bool") return { ...one, type: "boolean", read: call("flag") };
  const [, kind, size] = /^(uint|bytes)(\d+)$/.exec(type) ?? [];
  if (kind === "bytes") {
    return {
      ...one,
      type: "Buffer",
      read: (bytes, at) => `words.fixedBytes(${bytes}, ${at}, ${size})`,
    };
  }
  if (kind !== "uint") throw unsupported(contract, name, type);
  const bits = Number(size);
  if (bits === 8) return { ...one, type: "number", read: call("uint8") };
  if (bits <= 48) return { ...one, type: "number", read: call("uint") };
  const ours = DEPLOYED[contract].startsWith("contracts/");
  if (bits === 64 && ours && !QUANTITIES.has(name)) {
    return { ...one, type: "number", read: call("id") };
  }
  return { ...one, type: "string", read: call("wideUint") };
}

function structReading(contract: DeployedName, { name, components = [] }: AbiParameter): Reading {
  const types: string[] = [];
  const fields: { name: string; offset: number; read: Reading["read"] }[] = [];
  let words = 0;
  for (const component of components) {
    const value = reading(contract, component);
    if (value.dynamic) throw unsupported(contract, name, `dynamic field ${component.name}`);
    types.push(`${component.name}: ${value.type}`);
    fields.push({ name: component.name, offset: words * WORD, read: value.read });
    words += value.words;
  }
  const read: Reading["read"] = (bytes, at) => {
    const values = fields.map(
      (field) => `${field.name}: ${field.read(bytes, plus(at, field.offset))}`,
    );
    return `{ ${values.join(", ")} }`;
  };
  return { type: `{ ${types.join("; ")} }`, words, dynamic: false, read };
}

function listReading(contract: DeployedName, parameter: AbiParameter): Reading {
  const item = reading(contract, parameter);
  if (item.dynamic) throw unsupported(contract, parameter.name, "a list of dynamic values");
  return {
    type: `(${item.type})[]`,
    words: 1,
    dynamic: true,
    read: (bytes, at) =>
      `words.list(${bytes}, ${at}, ${item.words}, (bytes, at) => (${item.read("bytes", "at")}))`,
  };
}

function union(): string {
  return `export type ContractEvent = ${DEPLOYED_NAMES.map((name) => `${name}Event`).join(" | ")};

    /** The contracts of a deployment. */
    export type ContractName = ${DEPLOYED_NAMES.map((name) => `"${name}"`).join(" | ")};`;
}

function table(): string {
  const entries = DEPLOYED_NAMES.map((name) => `${name}: ${decodersName(name)}`);
  return `/** For each contract the decoders of its events, by their first topic. */
    export const DECODERS: Readonly<
      Record<ContractName, ReadonlyMap<string, EventDecoder<ContractEvent>>>
    > = { ${entries.join(", ")} };

    /** The decoders of all events of all contracts. */
    export const EVENTS: readonly EventDecoder<ContractEvent>[] =
      Object.values(DECODERS).flatMap((decoders) => [...decoders.values()]);`;
}

function typeName(contract: DeployedName, event: EventAbi): string {
  return `${contract}_${event.name}`;
}

function decodersName(contract: DeployedName): string {
  return `${contract}_decoders`;
}

function plus(at: string, offset: number): string {
  if (offset === 0) return at;
  return /^\d+$/.test(at) ? String(Number(at) + offset) : `${at} + ${offset}`;
}

function unsupported(contract: DeployedName, name: string, what: string): Error {
  return new Error(`scripts/generate/decoders.ts cannot read ${what} (${contract}, ${name})`);
}
