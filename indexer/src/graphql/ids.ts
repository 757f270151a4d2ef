import { hex } from "../store/bytes.ts";
import { userError } from "./errors.ts";

/** Aggregates that are known by one number. */
export type NumberedType =
  | "participant"
  | "application"
  | "certificate"
  | "license"
  | "attestation"
  | "appraisal"
  | "offer"
  | "approval"
  | "sandbox"
  | "deal"
  | "proposal"
  | "catalogue"
  | "order"
  | "pledge"
  | "amendment";

const NUMBER = /^(?:0|[1-9][0-9]{0,15})$/;
/** What is known by two numbers, and what these are. */
const PAIRS = {
  objection: "application>-<objection",
  challenge: "attestation>-<challenge",
  event: "block>-<log index",
} as const;

export type PairType = keyof typeof PAIRS;

const HASH = /^0x[0-9a-f]{64}$/i;
const PAIR = /^(0|[1-9][0-9]{0,15})-(0|[1-9][0-9]{0,15})$/;

/** Writes an id, such as `certificate:12`. */
export function formatId(type: NumberedType, number: number): string {
  return `${type}:${number}`;
}

/**
 * Reads `certificate:12` or `12`.
 * @throws BAD_ID if it is neither.
 */
export function parseId(type: NumberedType, id: string): number {
  const number = withoutType(type, id);
  if (!NUMBER.test(number) || !Number.isSafeInteger(Number(number))) {
    throw badId(id, type, `"${type}:<number>" or the bare number`);
  }
  return Number(number);
}

/** Writes an asset's id: `asset:0x…`, its content commitment. */
export function formatAssetId(commitment: Buffer): string {
  return `asset:${hex(commitment)}`;
}

/**
 * Reads `asset:0x…` or the bare commitment.
 * @throws BAD_ID if it is neither.
 */
export function parseAssetId(id: string): Buffer {
  const commitment = withoutType("asset", id);
  if (!HASH.test(commitment)) {
    throw badId(id, "asset", '"asset:0x<64 hex digits>" or the bare content commitment');
  }
  return Buffer.from(commitment.slice(2), "hex");
}

/** Writes an operation's id: `operation:0x…`. */
export function formatOperationId(id: Buffer): string {
  return `operation:${hex(id)}`;
}

/**
 * Reads `operation:0x…` or the bare id that the AccessManager gave it.
 * @throws BAD_ID if it is neither.
 */
export function parseOperationId(id: string): Buffer {
  const bare = withoutType("operation", id);
  if (!HASH.test(bare)) throw badId(id, "operation", '"operation:0x<64 hex digits>"');
  return Buffer.from(bare.slice(2), "hex");
}

/** Writes an id of two numbers, such as `objection:12-1`. */
export function formatPairId(type: PairType, first: number, second: number): string {
  return `${type}:${first}-${second}`;
}

/**
 * Reads an id of two numbers, such as `objection:12-1` or `12-1`.
 * @throws BAD_ID if it is neither the full id nor the bare pair.
 */
export function parsePairId(type: PairType, id: string): [number, number] {
  const match = PAIR.exec(withoutType(type, id));
  const [first, second] = [Number(match?.[1]), Number(match?.[2])];
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second)) {
    throw badId(id, type, `"${type}:<${PAIRS[type]}>"`);
  }
  return [first, second];
}

/** The type that an id names: the part before the colon. */
export function typeOfId(id: string): string {
  const colon = id.indexOf(":");
  return colon < 0 ? "" : id.slice(0, colon);
}

function withoutType(type: string, id: string): string {
  return id.startsWith(`${type}:`) ? id.slice(type.length + 1) : id;
}

function badId(id: string, type: string, expected: string): Error {
  const shown = id.length > 100 ? `${id.slice(0, 100)}…` : id;
  const article = /^[aeo]/.test(type) ? "an" : "a";
  return userError("BAD_ID", `"${shown}" is not ${article} ${type} id: expected ${expected}`);
}
