import { inProcess } from "./fixture/inProcess.ts";
import type { Mistake } from "./fixture/mistakes.ts";
import { expectMistake } from "./fixture/mistakes.ts";

const WRITTEN_WRONG: Mistake[] = [
  ["verfy data.csv", 2, /^error: unknown command 'verfy'\. \(Did you mean verify\?\)$/],
  ["qqq", 2, /^error: unknown command 'qqq'\. \(--help shows the usage\)$/],
  ["verify", 2, /^error: missing required argument 'file\|commitment'\./],
  ["verify data.csv --asof now", 2, /unknown option '--asof'\. \(Did you mean --as-of\?\)$/],
  ["hash a b --title x", 2, /unknown option '--title'/],
  ["show data.csv extra", 2, /^error: /],
  ["show certificate:x", 2, /"certificate:x" is not a certificate id.*certificate:12/],
  ["show 12", 2, /"12" is not an id; ids look like/],
  ["notice application:0", 2, /"application:0" is not an application id/],
  ["confirm certificate:1 --decision x", 2, /"certificate:1" is not an application id/],
  ["confirm --decision x", 2, /needs the ids of applications or --ready, and not both/],
  ["confirm 1", 2, /required option '--decision <file\|hash>' not specified/],
  ["dismiss 1 --decision x", 2, /"1" is not an objection id/],
  ["verify data.csv --as-of yesterday", 2, /--as-of <moment>: "yesterday" is not a date or time/],
  ["verify data.csv --as-of 2026-02-30", 2, /"2026-02-30" is not a date or time/],
  ["verify data.csv --as-of block:x", 2, /"x" is not a block number/],
  ["license 1 --to 2 --use read --until 30.6.2027", 2, /"30\.6\.2027" is not a date or time/],
  ["license 1 --to 2 --use sell --until 2027-06-30", 2, /"sell" is not one of read, /],
  ["license 1 --to x --use read --until 2027-06-30", 2, /"x" is not a participant id/],
  ["apply", 2, /apply needs a file or --commitment, and not both/],
  ["apply data.csv --right own", 2, /"own" is not one of hold, process, operate/],
  ["apply data.csv --source 7", 2, /"7" is not a source/],
  [
    "apply data.csv --algorithm record-set-merkle",
    2,
    /root over the records of a file is given by --commitment/,
  ],
  [`apply --commitment 0x${"5f".repeat(32)}`, 2, /--commitment needs --title/],
  ["apply data.csv --as judge", 2, /"judge" is nobody; there are admin, /],
  ["apply data.csv --key 0x12", 2, /^error: --key: this is not a private key/],
  [`apply data.csv --key 0x${"f".repeat(64)}`, 2, /^error: --key: this is not a private key/],
  [`apply data.csv --as owner:1 --key 0x${"11".repeat(32)}`, 2, /cannot be used with/],
  ["list things", 2, /Allowed choices are certificates, /],
  ["list certificates --where colour=red", 2, /\(keys: holder, asset, right, /],
  ["list certificates --limit 0", 2, /"0" is not a whole number from 1 to 10000/],
  ["watch --subject asset:0x12", 2, /is not an asset id/],
  ["watch --since now", 2, /"now" is not a block number/],
  ["serve --port 70000", 2, /^error: --port: "70000" is not a port/],
  ["serve --only both", 2, /Allowed choices are index, graphql/],
  ["serve --only graphql --rebuild", 2, /--rebuild is for the index/],
  ["deploy --period notice=1", 2, /"notice=1" is not a period/],
  ["list events --rpc node", 2, /^error: --rpc: "node" is not an address/],
];

describe("rights, written wrong", () => {
  for (const [args, code, line] of WRITTEN_WRONG) {
    it(`says what is wrong with "${args.slice(0, 60)}"`, async () => {
      expectMistake(args, await inProcess(args.split(" ")), code, line);
    });
  }
});
