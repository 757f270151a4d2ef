import { inspect } from "node:util";

import { CommanderError } from "commander";

import { ConfigError } from "../../config.ts";
import { EXIT, UsageError } from "../failure.ts";
import { paintError } from "./style.ts";

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
  if (isActionable(error)) return ofPackages(error);
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
  ChildError: "PART_FAILED",
};

/** Where the system's own words, or the status of HTTP, tell nothing that was not said. */
const DETAILS_THAT_ADD_NOTHING = new Set(["FILE_NOT_FOUND", "GRAPHQL_REQUEST_FAILED"]);

/** What to do about an error on the command line, where the packages can only speak of their options. */
const HINTS: Readonly<Record<string, string>> = {
  GRAPHQL_UNREACHABLE:
    "start it with `rights serve` or `npm start`, or name another with --graphql or RIGHTS_GRAPHQL",
  NODE_UNREACHABLE: "start the chain's node, or name another with --rpc or RIGHTS_RPC",
  DEV_KEY_REFUSED: "set RIGHTS_KEY, or RIGHTS_RELAYER_KEY, to a key that only you know",
  INSUFFICIENT_FUNDS: "fund the account, or set RIGHTS_RELAYER_KEY to that of an account that pays",
  BLOCK_BEYOND_HEAD: "name a block that is there, or wait for it",
};

/** The errors of the registry's packages: all say what happened as a word, and most what to do. */
interface Actionable extends Error {
  readonly code: string;
  readonly shortMessage?: string;
  readonly details?: string | undefined;
  readonly hint?: string | undefined;
  /** Those of a GraphQL server, which are closer to the matter. */
  readonly codes?: readonly string[];
}

function isActionable(error: unknown): error is Actionable {
  if (!(error instanceof Error)) return false;
  const { code, hint } = error as Partial<Actionable>;
  return typeof code === "string" && (hint === undefined || typeof hint === "string");
}

function ofPackages(error: Actionable): Told {
  const { shortMessage = error.message, details, codes = [] } = error;
  const [code = error.code] = codes;
  const more = DETAILS_THAT_ADD_NOTHING.has(error.code) ? undefined : details;
  const message = [shortMessage, more]
    .filter((part) => part !== undefined)
    .map(sentence)
    .join(" ");
  return { code, message, hint: withoutStop(HINTS[code] ?? error.hint) };
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
