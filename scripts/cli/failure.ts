import { inspect } from "node:util";

import { CommanderError } from "commander";

import { ConfigError } from "../config.ts";
import { paintError } from "./output/style.ts";

export const EXIT = { failed: 1, usage: 2, notInForce: 3, unknown: 4 } as const;

/** The command line cannot be carried out as it is written: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** What was asked for could not be done: exit code 1. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}

/** How errors are told. */
export interface Telling {
  readonly json: boolean;
  readonly debug: boolean;
}

/** An error in the parts that are told. */
interface Told {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/**
 * Tells an error in one line on stderr: what was wrong and where, and what would be right.
 * @returns the exit code it calls for
 */
export function tellFailure(error: unknown, { json, debug }: Telling): number {
  const told = inParts(error);
  process.stderr.write(json ? `${JSON.stringify({ error: told })}\n` : `${inOneLine(told)}\n`);
  if (debug) process.stderr.write(`${inspect(error)}\n`);
  return told.code === "USAGE" ? EXIT.usage : EXIT.failed;
}

function inOneLine({ message, hint }: Told): string {
  return `${paintError("red", "error:")} ${message}${hint === undefined ? "" : ` (${hint})`}`;
}

function inParts(error: unknown): Told {
  if (error instanceof CommanderError) return ofCommander(error);
  if (error instanceof UsageError || error instanceof ConfigError) {
    const hint = "hint" in error ? error.hint : undefined;
    return { code: "USAGE", message: sentence(error.message), hint: withoutStop(hint) };
  }
  if (isActionable(error)) {
    const { code, shortMessage = error.message, details, hint } = error;
    // For a file that is not there, the system's words add nothing.
    const more = code === "FILE_NOT_FOUND" ? undefined : details;
    const message = [shortMessage, more]
      .filter((part) => part !== undefined)
      .map(sentence)
      .join(" ");
    return { code, message, hint: withoutStop(hint) };
  }
  const message = sentence(error instanceof Error ? error.message : String(error));
  const expected = error instanceof Error ? SAYING_ALL[error.name] : undefined;
  if (expected !== undefined) return { code: expected, message, hint: undefined };
  const hint = "unexpected: --debug shows where it comes from";
  return { code: "UNEXPECTED", message, hint };
}

/** Errors whose message says what to do as well, and the word for them. */
const SAYING_ALL: Readonly<Record<string, string>> = {
  DeployError: "DEPLOYMENT_FAILED",
  OtherChainError: "WRONG_CHAIN",
  ListenError: "CANNOT_LISTEN",
};

/** The errors of the registry's packages: all say what happened as a word, and most what to do. */
interface Actionable extends Error {
  readonly code: string;
  readonly shortMessage?: string;
  readonly details?: string | undefined;
  readonly hint?: string | undefined;
}

function isActionable(error: unknown): error is Actionable {
  if (!(error instanceof Error)) return false;
  const { code, hint } = error as Partial<Actionable>;
  return typeof code === "string" && (hint === undefined || typeof hint === "string");
}

/** Commander writes "error: unknown command 'x'\n(Did you mean y?)", and names a bad value twice. */
function ofCommander({ message }: CommanderError): Told {
  const [what = "", guess] = message.replace(/^error: /, "").split(/\n\((.*)\)/s);
  const short = what
    .replace(/^option '(.+?)' argument '.*?' is invalid\. /s, "$1: ")
    .replace(/^command-argument value '.*?' is invalid for argument '(.+?)'\. /s, "$1: ");
  return { code: "USAGE", message: sentence(short), hint: guess ?? "--help shows the usage" };
}

function sentence(text: string): string {
  const line = text.trim().replaceAll(/\s*\n\s*/g, " ");
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

function withoutStop(hint: string | undefined): string | undefined {
  return hint?.trim().replace(/\.$/, "");
}
