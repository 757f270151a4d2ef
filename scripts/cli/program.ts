import { Command } from "commander";

import { addHash } from "./verbs/hash.ts";

/** The command line: every verb, and what they have in common. */
export function createProgram(): Command {
  const program = new Command("rights")
    .description("The registry of data rights: write, read and check.")
    .usage("<verb> [arguments] [options]")
    .helpOption("-h, --help", "show this help")
    .addHelpText("after", HELP)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  program.commandsGroup("For everyone:");
  addHash(program);
  program.helpCommand("help [verb]", "show the help of a verb");
  return program;
}

const HELP = `
Every verb takes --help, which has examples, and --json. Nothing but the result goes to stdout.
Exit codes: 0 done; 1 could not be done; 2 the command line is wrong; and "verify" has its own.
Errors are one line, "error: what (what would be right)"; with --json it is
{ "error": { "code", "message", "hint" } }. Ids (certificate:12) can be pasted back.`;
