import { AbiCoder, concat, getBytes, sha256 } from "ethers";

import type { Algorithm, Right } from "./enums.ts";
import { ALGORITHMS, RIGHTS, toCode } from "./enums.ts";
import { InvalidInputError } from "./errors/input.ts";
import type { Hex } from "./input.ts";
import { hash32, seconds } from "./input.ts";

/** Most entries that one catalogue can have. */
export const MAX_ENTRIES = 1 << 20;

/** One right of a catalogue. */
export interface CatalogueEntry {
  /** Content commitment of the asset. */
  readonly commitment: string;
  readonly right: Right;
  /** How the commitment was made. Default: `SHA256`. */
  readonly algorithm?: Algorithm;
  /** When the source agreement ends. Default: nothing bounds the term but policy. */
  readonly termEnd?: Date;
  readonly description: { readonly hash: string; readonly uri: string };
}

/** An entry as the contract takes it, with what proves that the catalogue has it. */
export interface EntryProof {
  /** From 0. */
  readonly index: number;
  /** The bytes of its leaf. */
  readonly entry: Hex;
  /** Siblings on the way from its leaf to the root. */
  readonly proof: readonly Hex[];
}

const ENTRY =
  "tuple(bytes32 commitment, uint8 algorithm, uint8 right, uint40 termEnd, bytes32 descriptionHash, string descriptionURI)";
const LEAF = "0x00";
const NODE = "0x01";

/** The Merkle tree (RFC 9162, section 2.1, SHA-256) over the entries of a catalogue, in order. */
export class CatalogueTree {
  readonly count: number;
  readonly root: Hex;
  readonly #entries: readonly Hex[];
  /** From the leaves up; each level is half as long, rounded up. */
  readonly #levels: readonly (readonly Hex[])[];

  /** Throws {@link InvalidInputError} if there are none or too many, or one is not well formed. */
  constructor(entries: readonly CatalogueEntry[]) {
    const valid = entries.length > 0 && entries.length <= MAX_ENTRIES;
    if (!valid)
      throw new InvalidInputError("entries", entries.length, `1 to ${MAX_ENTRIES} of them`);
    this.count = entries.length;
    this.#entries = entries.map(encodeEntry);
    let level = this.#entries.map((entry) => sha256(concat([LEAF, entry])) as Hex);
    const levels = [level];
    while (level.length > 1) {
      level = parentsOf(level);
      levels.push(level);
    }
    this.#levels = levels;
    this.root = level[0] as Hex;
  }

  /** An entry, by its place from 0, and its proof. Throws {@link InvalidInputError}. */
  prove(index: number): EntryProof {
    const entry = this.#entries[index];
    if (entry === undefined) {
      throw new InvalidInputError("index", index, `an entry's place, 0 to ${this.count - 1}`);
    }
    const proof: Hex[] = [];
    let place = index;
    for (const level of this.#levels) {
      const sibling = level[place ^ 1];
      if (sibling !== undefined) proof.push(sibling);
      place >>= 1;
    }
    return { index, entry, proof };
  }
}

function encodeEntry({ commitment, right, algorithm, termEnd, description }: CatalogueEntry): Hex {
  const values = [
    hash32(commitment, "commitment"),
    toCode(ALGORITHMS, algorithm ?? "SHA256", "algorithm"),
    toCode(RIGHTS, right, "right"),
    termEnd === undefined ? 0 : seconds(termEnd, "termEnd"),
    hash32(description.hash, "description.hash"),
    description.uri,
  ];
  return AbiCoder.defaultAbiCoder().encode([ENTRY], [values]) as Hex;
}

/** A node without a sibling goes up as it is. */
function parentsOf(level: readonly Hex[]): Hex[] {
  const parents: Hex[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    if (left === undefined) break;
    const parent = right === undefined ? left : sha256(getBytes(concat([NODE, left, right])));
    parents.push(parent as Hex);
  }
  return parents;
}
