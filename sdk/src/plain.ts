import { ENUMS } from "./enums.ts";
import { usesIn } from "./terms.ts";
import { territoryCodes } from "./territory.ts";

/** What contracts say, in the words of this package. */
export type Plain = string | number | bigint | boolean | Date | null | readonly (string | number)[];

/** A parameter as the ABI describes it. */
export interface AbiParameter {
  readonly name: string;
  readonly type: string;
  /** The type's name in Solidity, e.g. `enum IParticipants.Kind`. */
  readonly internalType?: string;
}

/**
 * A value of a contract as this package speaks of it: enums by name, times as dates (null for 0),
 * numbers of up to 53 bits as `number`, sets of uses and territories as lists.
 */
export function plain(parameter: AbiParameter, value: unknown): Plain {
  const meaning = parameter.internalType?.split(/[ .]/).at(-1) ?? parameter.type;
  if (typeof value === "bigint") return plainInteger(parameter.type, meaning, value);
  if (meaning === "Territory") return territoryCodes(String(value));
  return value as string | boolean;
}

function plainInteger(type: string, meaning: string, value: bigint): Plain {
  const names = ENUMS[meaning];
  if (names !== undefined) return names[Number(value) - 1] ?? "NONE";
  if (meaning === "UseSet") return usesIn(value);
  if (type === "uint40" || type === "uint48") {
    return value === 0n ? null : new Date(Number(value) * 1000);
  }
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}
