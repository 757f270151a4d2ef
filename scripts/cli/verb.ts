import type { Command } from "commander";
import { Option } from "commander";

import { parseActor } from "./connection/actor.ts";
import { commandLine } from "./input/path.ts";

/** What a verb comes to. */
export interface Answer {
  /** What `--json` prints; its shape is part of the product. */
  readonly json: unknown;
  /** What people read. */
  readonly text: () => string;
  /** Default 0. */
  readonly exitCode?: number;
}

export interface OutputOptions {
  readonly json?: boolean;
  readonly debug?: boolean;
}

export interface Explanation {
  /** Command lines, without `rights`, each with what it does. */
  readonly examples: readonly (readonly [args: string, meaning: string])[];
  /** The shape that `--json` prints. */
  readonly json: string;
  /** What else there is to know: meanings, defaults, exit codes. */
  readonly notes?: () => readonly string[];
}

/** Adds a verb: its name and arguments as commander writes them, what it does, and how to use it. */
export function addVerb(
  program: Command,
  usage: string,
  summary: string,
  explanation: Explanation,
): Command {
  return program
    .command(usage)
    .description(summary)
    .addHelpText("after", () => helpText(explanation));
}

/** Completes a verb with the options that all have. */
export function reporting(verb: Command): Command {
  return verb
    .optionsGroup("Output:")
    .option("--json", "print JSON for programs instead of text for people")
    .option("--debug", "show the stack trace of an error")
    .helpOption("-h, --help", "show this help");
}

/** Completes a verb that needs to know where the registry is. */
export function locating(verb: Command): Command {
  return reporting(addPlace(verb));
}

/**
 * Completes a verb that somebody must sign; `defaultActor` is who does on the development chain if
 * nobody is named.
 */
export function signing(verb: Command, defaultActor: string): Command {
  addPlace(verb)
    .optionsGroup("Who acts:")
    .addOption(
      new Option(
        "--as <who>",
        `development chain only: admin, registrar, examiner, relayer or owner:N (default: ${defaultActor})`,
      ).argParser(parseActor),
    )
    .addOption(
      new Option(
        "--key <key>",
        `private key of the signer; ${inEnvironment("RIGHTS_KEY")}`,
      ).conflicts("as"),
    )
    .option(
      "--relayer-key <key>",
      `private key of who pays for what is signed; ${inEnvironment("RIGHTS_RELAYER_KEY")}`,
    );
  return reporting(verb);
}

/** Why a secret does not belong on the command line. */
export function inEnvironment(variable: string): string {
  return `better in ${variable}, since every user of the machine can read command lines`;
}

function addPlace(verb: Command): Command {
  return verb
    .optionsGroup("The registry:")
    .option("--home <folder>", "where everything is kept [REGISTRY_HOME] (default: .registry)")
    .option("--deployment <file|url>", "deployment file [RIGHTS_DEPLOYMENT] (default: in the home)")
    .option("--rpc <url>", "the chain's node [RIGHTS_RPC] (default: http://127.0.0.1:8545)")
    .option(
      "--graphql <url>",
      "the index [RIGHTS_GRAPHQL] (default: http://127.0.0.1:4000/graphql)",
    );
}

/**
 * Makes a commander action of a function that gives an answer: prints it, as text or JSON, and sets
 * the exit code. `null` is for verbs that have printed as they went along.
 */
export function answering<Args extends unknown[], Options extends OutputOptions>(
  act: (options: Options, ...args: Args) => Promise<Answer | null>,
): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command;
    const args = given.slice(0, -2) as Args;
    const options = command.opts<Options>();
    const answer = await act(options, ...args);
    if (answer === null) return;
    print(options.json === true ? JSON.stringify(answer.json, jsonValue, 2) : answer.text());
    process.exitCode = answer.exitCode ?? 0;
  };
}

/** Prints a result to stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** JSON has no whole numbers of any size: they go as decimal strings. */
function jsonValue(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

function helpText({ examples, json, notes = () => [] }: Explanation): string {
  const shown = examples.flatMap(([args, meaning]) => [
    `  # ${meaning}`,
    `  $ ${commandLine(args)}`,
  ]);
  const sections = [
    notes().join("\n"),
    ["Examples:", ...shown].join("\n"),
    `With --json:\n${json.trim().replaceAll(/^(?=.)/gm, "  ")}`,
  ];
  return `\n${sections.filter((section) => section !== "").join("\n\n")}\n`;
}
