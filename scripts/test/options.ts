import { parseArgs } from "node:util";

export interface Options {
  /** Test files or folders; where given, nothing else runs. */
  paths: string[];
  /** Regular expression over the full titles of tests. */
  grep: string | undefined;
  /** Names of checks and groups; empty for all. */
  only: string[];
  help: boolean;
}

export const HELP = `Usage: npm test [-- [PATH...] [--grep PATTERN] [--only NAME]...]

Without arguments: all checks and all tests. With paths, --grep: only the tests they pick.

  PATH             a test file or a folder of them (test/sdk, test/solidity/Terms.t.sol)
  --grep PATTERN   tests whose full title matches the regular expression
  --only NAME      one check (format, lint, typecheck) or one group of tests (solidity, contracts,
                   or another folder of test/); may be repeated
  --help           this text

Examples
  npm test -- test/contracts/rights.test.ts
  npm test -- --only sdk --grep verify
  npm test -- --only lint --only typecheck

The last line is "N passed, N failed"; the exit code is 1 if anything failed.
`;

/** @throws {TypeError} for an option that is none */
export function parseOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      grep: { type: "string", short: "g" },
      only: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return { paths: positionals, grep: values.grep, only: values.only, help: values.help };
}
