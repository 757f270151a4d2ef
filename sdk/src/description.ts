import { concat, hexlify, randomBytes, sha256, toBeHex, toUtf8Bytes } from "ethers";

import { InvalidInputError } from "./errors/input.ts";
import type { Hex } from "./input.ts";
import { hash32 } from "./input.ts";

/** One field of a description, with the salt that keeps others from guessing it. */
export interface SaltedField {
  readonly name: string;
  readonly value: string;
  /** 32 random bytes. Whoever knows it can check the value; keep it with the description. */
  readonly salt: Hex;
}

/** A description of which any one field can be disclosed, and checked, without the others. */
export interface CommittedDescription {
  /** Root of the tree over the fields: what is filed as the description's hash. */
  readonly root: Hex;
  /** By name. */
  readonly fields: readonly SaltedField[];
}

/** A hash on the way to the root, and on which side of that way it stands. */
export interface Sibling {
  readonly side: "LEFT" | "RIGHT";
  readonly hash: Hex;
}

/** One field of a description, and what proves that it is one. */
export interface Disclosure extends SaltedField {
  readonly proof: readonly Sibling[];
}

const LEAF = "0x00";
const NODE = "0x01";
/** Bytes of the number that says how long a name is. */
const LENGTH = 4;

/**
 * Commits to the fields of a description: each is hashed with a salt of its own, and the hashes, by name, are
 * the leaves of a tree (RFC 9162, section 2.1). Throws {@link InvalidInputError} if there are none.
 *
 * @example
 * const description = commitDescription({ title: "Loans 2025", rows: "1200", source: "branch 7" });
 * await registry.rights.file({
 *   commitment, right: "HOLD", description: { hash: description.root, uri: "" },
 * });
 */
export function commitDescription(values: Readonly<Record<string, string>>): CommittedDescription {
  const names = Object.keys(values).toSorted();
  if (names.length === 0) throw new InvalidInputError("values", "{}", "at least one field");
  const fields = names.map((name) => ({
    name,
    value: values[name] ?? "",
    salt: hexlify(randomBytes(32)) as Hex,
  }));
  return { root: rootOf(fields.map(leafOf)), fields };
}

/**
 * Discloses one field of a description. Throws {@link InvalidInputError} if it has none of this name.
 *
 * @example
 * const disclosure = discloseField(description, "rows");
 */
export function discloseField(
  { fields }: Pick<CommittedDescription, "fields">,
  name: string,
): Disclosure {
  const index = fields.findIndex((field) => field.name === name);
  const field = fields[index];
  if (field === undefined) {
    const names = fields.map((one) => one.name).join(", ");
    throw new InvalidInputError("name", name, `one of ${names}`);
  }
  return { ...field, proof: pathTo(fields.map(leafOf), index) };
}

/**
 * Whether a disclosed field is one of the description with this root, such as the hash that an application
 * was filed with. Needs nobody's word: the root is on the chain.
 *
 * @example
 * const { description } = await registry.applications.get(12);
 * const holds = checkDisclosure(description.hash, disclosure);
 */
export function checkDisclosure(root: string, disclosure: Disclosure): boolean {
  const climbed = disclosure.proof.reduce<Hex>(
    (hash, { side, hash: sibling }) =>
      side === "LEFT" ? nodeOf(sibling, hash) : nodeOf(hash, sibling),
    leafOf(disclosure),
  );
  return climbed === hash32(root, "root");
}

/** The name's length goes first, so that no part of it can be taken for the value. */
function leafOf({ name, value, salt }: SaltedField): Hex {
  const bytes = toUtf8Bytes(name);
  const length = toBeHex(bytes.length, LENGTH);
  return sha256(concat([LEAF, salt, length, bytes, toUtf8Bytes(value)])) as Hex;
}

function nodeOf(left: Hex, right: Hex): Hex {
  return sha256(concat([NODE, left, right])) as Hex;
}

function rootOf(leaves: readonly Hex[]): Hex {
  const [only, ...others] = leaves;
  if (only !== undefined && others.length === 0) return only;
  const split = splitOf(leaves.length);
  return nodeOf(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/** Siblings from the leaf up. */
function pathTo(leaves: readonly Hex[], index: number): Sibling[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...pathTo(left, index), { side: "RIGHT", hash: rootOf(right) }]
    : [...pathTo(right, index - split), { side: "LEFT", hash: rootOf(left) }];
}

/** The largest power of two that is smaller. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
