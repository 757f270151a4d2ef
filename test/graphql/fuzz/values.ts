import type { GraphQLInputType } from "graphql";
import { getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql";

import type { Random } from "../fixture/history.ts";

/** A word that a document writes bare, and JSON as a string. */
class EnumWord {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }

  toJSON(): string {
    return this.word;
  }
}

const HASH = `0x${"ab".repeat(32)}`;
const ODD_TEXTS = [
  "",
  "0",
  "x",
  '"',
  "\\",
  "\u0000",
  "\ud800",
  "数据资产",
  "' OR 1=1 --",
  "%_%",
  "__proto__",
  "constructor",
  "a".repeat(3000),
  `0x${"0".repeat(63)}g`,
  "certificate:",
  "certificate:-1",
  "certificate:9007199254740993",
  "event:1-",
  "2026-02-30",
  "9999-12-31T23:59:59Z",
  "0000-01-01",
];
const ODD_NUMBERS = [-1, -2147483648, 2147483647, 2147483648, 1e308, 1.5, -0, 101, 1000];

const PARTICIPANTS = new Set(["holder", "applicant", "licensee", "licensor"]);

/** Values that the scalars of the schema take. */
const SCALARS: Record<string, (random: Random) => unknown> = {
  Int: (random) => pick([0, 1, 2, 3, 5, 20, 60, 100], random),
  Float: (random) => random(1000) / 10,
  Boolean: (random) => random(2) === 0,
  String: (random) => pick(["CertificateConfirmed", "Participants", "certificate:1"], random),
  DateTime: (random) =>
    pick(["2026-01-01", "2026-01-01T00:05:00Z", "2027-01-01T08:00:00+08:00"], random),
  Bytes32: () => HASH,
  Address: () => HASH.slice(0, 42),
  BigInt: (random) => String(random(1000)),
  JSON: (random) => pick([{ a: [1, null] }, 7, "x"], random),
};

/** Makes values for arguments: most of them fit their type, some do not. */
export class Values {
  readonly #random: Random;
  /** Ids and cursors that answers held. */
  readonly #seen: { ids: string[]; cursors: string[] };

  constructor(random: Random, seen: { ids: string[]; cursors: string[] }) {
    this.#random = random;
    this.#seen = seen;
  }

  /** A value for an argument or a field of this name. */
  of(type: GraphQLInputType, name: string): unknown {
    const random = this.#random;
    if (random(200) === 0) return this.#odd();
    if (!isNonNullType(type) && random(12) === 0) return null;
    const inner = getNullableType(type);
    if (isListType(inner)) {
      const length = random(80) === 0 ? 120 : random(4);
      return Array.from({ length }, () => this.of(inner.ofType, name));
    }
    if (isEnumType(inner)) return new EnumWord(pick(inner.getValues(), random).name);
    if (isInputObjectType(inner)) {
      const fields = Object.values(inner.getFields());
      const given = inner.isOneOf
        ? [pick(fields, random), ...(random(15) === 0 ? [pick(fields, random)] : [])]
        : fields.filter((field) => isNonNullType(field.type) || random(4) === 0);
      return Object.fromEntries(given.map((each) => [each.name, this.of(each.type, each.name)]));
    }
    return this.#scalar(String(inner), name);
  }

  #scalar(type: string, name: string): unknown {
    const random = this.#random;
    if (type === "ID" && random(20) > 0) return this.#id(name);
    if (name === "after" || name === "before") {
      return random(3) > 0 ? null : pick(this.#seen.cursors, random);
    }
    if (name === "last" && random(3) > 0) return null;
    const make = SCALARS[type];
    return make && random(40) > 0 ? make(random) : this.#odd();
  }

  /** Mostly of the type that the name asks for. */
  #id(name: string): string {
    const random = this.#random;
    const wanted = PARTICIPANTS.has(name) ? "participant" : name === "derivedFrom" ? "asset" : name;
    const fitting = this.#seen.ids.filter((id) => id.startsWith(`${wanted}:`));
    if (fitting.length > 0 && random(8) > 0) return pick(fitting, random);
    return random(2) === 0 ? String(1 + random(30)) : pick(this.#seen.ids, random);
  }

  #odd(): unknown {
    const random = this.#random;
    return pick(
      [pick(ODD_TEXTS, random), pick(ODD_NUMBERS, random), true, [], {}, new EnumWord("ODD")],
      random,
    );
  }
}

/** Writes a value as a document does. */
export function literal(value: unknown): string {
  if (value instanceof EnumWord) return value.word;
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([name, each]) => `${name}: ${literal(each)}`);
    return `{${fields.join(", ")}}`;
  }
  return JSON.stringify(value);
}

/** One of them. */
export function pick<Value>(values: readonly Value[], random: Random): Value {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error("Nothing to pick from");
  return value;
}
