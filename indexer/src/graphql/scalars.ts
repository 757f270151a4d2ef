import { hex } from "../store/bytes.ts";
import { builder } from "./builder.ts";
import type { ErrorCode } from "./errors.ts";
import { userError } from "./errors.ts";

builder.scalarType("Bytes32", {
  description: "32 bytes in hex: `0x` and 64 digits. Lower case in answers.",
  parseValue: (value) => bytes(value, 32, "BAD_HASH"),
  serialize: (value) => hex(value),
});

builder.scalarType("Address", {
  description:
    "An account or contract, 20 bytes in hex: `0x` and 40 digits. Lower case in answers.",
  parseValue: (value) => bytes(value, 20, "BAD_ADDRESS"),
  serialize: (value) => hex(value),
});

builder.scalarType("DateTime", {
  description:
    "A point in time, ISO 8601: `2026-11-25T08:00:00Z`, another offset, or a date alone (its midnight UTC). UTC in answers.",
  parseValue: parseTime,
  serialize: (seconds) => new Date(seconds * 1000).toISOString(),
});

builder.scalarType("BigInt", {
  description: "A whole number of any size, as a decimal string.",
  parseValue: (value) => {
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text !== "string" || !/^-?[0-9]+$/.test(text)) {
      throw userError("BAD_USER_INPUT", `${show(value)} is not a whole number in decimal digits`);
    }
    return text;
  },
  serialize: (value) => value,
});

builder.scalarType("JSON", {
  description: "Any JSON value.",
  parseValue: (value) => value,
  serialize: (value) => value,
});

function bytes(value: unknown, size: number, code: ErrorCode): Buffer {
  if (typeof value !== "string" || !/^0x[0-9a-f]+$/i.test(value) || value.length !== 2 + 2 * size) {
    throw userError(
      code,
      `${show(value)} is not ${size} bytes in hex: expected 0x and ${2 * size} digits`,
    );
  }
  return Buffer.from(value.slice(2), "hex");
}

const ISO_8601 =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$/;

function parseTime(value: unknown): number {
  const time = typeof value === "string" && ISO_8601.test(value) ? Date.parse(value) : Number.NaN;
  // Date rolls 31 February over into March: such a day is refused, not guessed at.
  const day =
    typeof value === "string" ? Date.parse(`${value.slice(0, 10)}T00:00:00Z`) : Number.NaN;
  const rolledOver =
    !Number.isNaN(day) && new Date(day).toISOString().slice(0, 10) !== String(value).slice(0, 10);
  if (Number.isNaN(time) || rolledOver) {
    throw userError(
      "BAD_TIME",
      `${show(value)} is not a time: expected ISO 8601 with an offset, such as 2026-11-25T08:00:00Z, or a date`,
    );
  }
  return time / 1000;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
