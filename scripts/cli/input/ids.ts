import { InvalidArgumentError } from "commander";
import { getAddress, isAddress } from "ethers";

/** What has an id of its own. */
const ENTITY_TYPES = [
  "participant",
  "asset",
  "application",
  "objection",
  "certificate",
  "license",
  "attestation",
  "challenge",
  "appraisal",
  "offer",
  "approval",
  "sandbox",
  "order",
  "pledge",
  "catalogue",
  "amendment",
  "deal",
  "proposal",
  "operation",
  "event",
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** Entities that are known by one number. */
export type NumberedType = Exclude<
  EntityType,
  "asset" | "objection" | "challenge" | "operation" | "event"
>;

export interface EntityId {
  readonly type: EntityType;
  /** In full, as it is shown and pasted back: `certificate:12`. */
  readonly id: string;
}

const NUMBER = "[1-9][0-9]{0,14}";
const COMMITMENT = /^0x[0-9a-f]{64}$/i;
const EXAMPLES: Record<EntityType, string> = {
  participant: "participant:3",
  asset: "asset:0x and 64 hex digits",
  application: "application:12",
  objection: "objection:12-1",
  certificate: "certificate:12",
  license: "license:4",
  attestation: "attestation:3",
  challenge: "challenge:3-1",
  appraisal: "appraisal:3",
  offer: "offer:3",
  approval: "approval:3",
  sandbox: "sandbox:3",
  order: "order:3",
  pledge: "pledge:3",
  catalogue: "catalogue:2",
  amendment: "amendment:4",
  deal: "deal:3",
  proposal: "proposal:4",
  operation: "operation:0x and 64 hex digits",
  event: "event:120-3",
};
const BODIES: Record<EntityType, RegExp> = {
  participant: new RegExp(`^${NUMBER}$`),
  asset: COMMITMENT,
  application: new RegExp(`^${NUMBER}$`),
  objection: new RegExp(`^${NUMBER}-${NUMBER}$`),
  certificate: new RegExp(`^${NUMBER}$`),
  license: new RegExp(`^${NUMBER}$`),
  attestation: new RegExp(`^${NUMBER}$`),
  challenge: new RegExp(`^${NUMBER}-${NUMBER}$`),
  appraisal: new RegExp(`^${NUMBER}$`),
  offer: new RegExp(`^${NUMBER}$`),
  approval: new RegExp(`^${NUMBER}$`),
  sandbox: new RegExp(`^${NUMBER}$`),
  order: new RegExp(`^${NUMBER}$`),
  pledge: new RegExp(`^${NUMBER}$`),
  catalogue: new RegExp(`^${NUMBER}$`),
  amendment: new RegExp(`^${NUMBER}$`),
  deal: new RegExp(`^${NUMBER}$`),
  proposal: new RegExp(`^${NUMBER}$`),
  operation: COMMITMENT,
  event: /^(0|[1-9][0-9]{0,14})-(0|[1-9][0-9]{0,14})$/,
};

/** Reads any full id, or a bare content commitment. */
export function parseEntityId(text: string): EntityId {
  if (COMMITMENT.test(text)) return { type: "asset", id: `asset:${text.toLowerCase()}` };
  const [prefix = "", body = ""] = text.split(/:(.*)/s);
  const type = ENTITY_TYPES.find((candidate) => candidate === prefix);
  if (type === undefined) {
    throw new InvalidArgumentError(
      `"${text}" is not an id; ids look like ${Object.values(EXAMPLES).join(", ")}`,
    );
  }
  if (!BODIES[type].test(body)) throw badId(text, type);
  return { type, id: `${type}:${body.toLowerCase()}` };
}

/** Reads `certificate:12`, or `12`. */
export function numberOf(type: NumberedType): (text: string) => number {
  return (text) => {
    const body = text.startsWith(`${type}:`) ? text.slice(type.length + 1) : text;
    if (!BODIES[type].test(body)) throw badId(text, type);
    return Number(body);
  };
}

/** An id of something that is known by one number. */
export interface NumberedId<Type extends NumberedType = NumberedType> {
  readonly type: Type;
  readonly number: number;
}

/** Reads the id of one of several types; a bare number is of the first. */
export function oneOf<Type extends NumberedType>(
  ...types: readonly [Type, ...Type[]]
): (text: string) => NumberedId<Type> {
  return (text) => {
    const type = types.find((candidate) => text.startsWith(`${candidate}:`)) ?? types[0];
    return { type, number: numberOf(type)(text) };
  };
}

/** Reads several, one after the other, each once. */
export function numbersOf(type: NumberedType): (text: string, earlier: unknown) => number[] {
  const read = numberOf(type);
  return (text, earlier) => {
    const before = (earlier ?? []) as number[];
    const number = read(text);
    return before.includes(number) ? before : [...before, number];
  };
}

/** Reads the id of what events can be about: what is known by one number. */
export function parseSubject(text: string): string {
  const { type, id } = parseEntityId(text);
  if (!EXAMPLES[type].match(/:\d+$/)) {
    const examples = Object.values(EXAMPLES).filter((example) => /:\d+$/.test(example));
    throw new InvalidArgumentError(`events are about ${examples.join(", ")}, not "${text}"`);
  }
  return id;
}

/** Reads `objection:12-1`, or `12-1`: the application, and the objection's number there. */
export function parseObjectionId(text: string): readonly [application: number, objection: number] {
  const body = text.startsWith("objection:") ? text.slice("objection:".length) : text;
  if (!BODIES.objection.test(body)) throw badId(text, "objection");
  const [application, objection] = body.split("-");
  return [Number(application), Number(objection)];
}

/** The commitment that a text is, bare or as `asset:0x…`; undefined if it is none. */
export function commitmentIn(text: string): string | undefined {
  const bare = text.startsWith("asset:") ? text.slice("asset:".length) : text;
  return COMMITMENT.test(bare) ? bare.toLowerCase() : undefined;
}

/** Reads a content commitment, bare or as `asset:0x…`. */
export function parseCommitment(text: string): string {
  const commitment = commitmentIn(text);
  if (commitment === undefined) {
    throw new InvalidArgumentError(`"${text}" is not a content commitment, 0x and 64 hex digits`);
  }
  return commitment;
}

function badId(text: string, type: EntityType): InvalidArgumentError {
  const article = /^[aeo]/.test(type) ? "an" : "a";
  return new InvalidArgumentError(
    `"${text}" is not ${article} ${type} id; one looks like ${EXAMPLES[type]}`,
  );
}

/** Reads an account's address; its checksum, if it has one, must be right. */
export function parseAddress(text: string): string {
  if (!isAddress(text) || !text.startsWith("0x")) {
    throw new InvalidArgumentError(`"${text}" is not an account, 0x and 40 hex digits`);
  }
  return getAddress(text);
}
