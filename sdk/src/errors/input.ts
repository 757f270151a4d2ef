import { RegistryError } from "./RegistryError.ts";

/** An argument is not what it should be; `field` names it. */
export class InvalidInputError extends RegistryError {
  readonly field: string;

  constructor(field: string, found: unknown, wanted: string) {
    super({
      code: "BAD_INPUT",
      shortMessage: `${field}: ${show(found)} is not ${wanted}.`,
    });
    this.field = field;
  }
}

/** The record asked for does not exist. */
export class NotFoundError extends RegistryError {
  constructor(what: string, hint?: string) {
    super({ code: "NOT_FOUND", shortMessage: `There is no ${what}.`, hint });
  }
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "an invalid date" : value.toISOString();
  return String(value);
}
