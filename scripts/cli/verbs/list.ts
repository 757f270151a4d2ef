import type { Command } from "commander";
import { Argument } from "commander";

import type { Registry } from "../../../sdk/src/index.ts";
import { connectToRead } from "../connection/connect.ts";
import type { PlaceOptions } from "../connection/options.ts";
import type { AsOf } from "../input/time.ts";
import { parseAsOf } from "../input/time.ts";
import { collectPairs, keysOf, parseWhere } from "../input/where.ts";
import { wholeNumber } from "../input/words.ts";
import { formatCount } from "../output/format.ts";
import { note } from "../output/note.ts";
import { table } from "../output/table.ts";
import { amendments } from "../records/amendments.ts";
import { applications } from "../records/applications.ts";
import { assets } from "../records/assets.ts";
import { catalogues } from "../records/catalogues.ts";
import { attestations, challenges } from "../records/custody.ts";
import { certificates } from "../records/certificates.ts";
import { approvals, exportRules } from "../records/compliance.ts";
import { orders, pledges } from "../records/courts.ts";
import { deals, proposals } from "../records/deals.ts";
import { events } from "../records/events.ts";
import type { ListKind } from "../records/kind.ts";
import { licenses } from "../records/licenses.ts";
import { operations } from "../records/operations.ts";
import { participants } from "../records/participants.ts";
import { appraisals, offers } from "../records/pricing.ts";
import { sandboxes } from "../records/sandboxes.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, locating } from "../verb.ts";

interface ListOptions extends PlaceOptions {
  readonly where?: string[];
  readonly limit: number;
  readonly asOf?: AsOf;
}

interface Listed {
  readonly totalCount: number;
  readonly nodes: readonly unknown[];
  readonly table: () => string;
}

const KINDS = {
  certificates: lister(certificates),
  applications: lister(applications),
  assets: lister(assets),
  licenses: lister(licenses),
  participants: lister(participants),
  attestations: lister(attestations),
  challenges: lister(challenges),
  appraisals: lister(appraisals),
  offers: lister(offers),
  approvals: lister(approvals),
  "export-rules": lister(exportRules),
  sandboxes: lister(sandboxes),
  orders: lister(orders),
  pledges: lister(pledges),
  catalogues: lister(catalogues),
  amendments: lister(amendments),
  deals: lister(deals),
  proposals: lister(proposals),
  operations: lister(operations),
  events: lister(events),
};
const KIND_NAMES = Object.keys(KINDS) as (keyof typeof KINDS)[];
const PAGE = 100;

export function addList(program: Command): void {
  const verb = addVerb(program, "list", "list records, newest first", {
    notes: () => [
      "Keys of --where; several must all hold, and a list is written one,two:",
      ...KIND_NAMES.flatMap((kind) => [
        `  ${kind}`,
        `    ${keysOf(KINDS[kind].filter).join(", ")}`,
      ]),
    ],
    examples: [
      ["list certificates", "the newest 20"],
      ["list certificates --where status=active --where holder=participant:3", "of one holder"],
      ["list applications --where status=in-notice,objected --limit 100", "the examiners' queue"],
      ["list licenses --as-of 2026-12-01", "as they stood on a day"],
      ["list events --where subject=certificate:12 --json", "the life of a certificate"],
    ],
    json: `{ "totalCount", "nodes": [{ … }] }: the records as the GraphQL API gives them`,
  })
    .addArgument(new Argument("<what>", `one of the kinds of records`).choices(KIND_NAMES))
    .option("--where <key=value>", "only those for which this holds", collectPairs)
    .option("--limit <number>", "how many at most, up to 10000", wholeNumber(1, 10_000), 20)
    .option("--as-of <moment>", "as it was at a time, or after block:120", parseAsOf);
  locating(verb).action(answering(list));
}

async function list(options: ListOptions, kind: keyof typeof KINDS): Promise<Answer> {
  const { limit, asOf } = options;
  const where = parseWhere(KINDS[kind].filter, options.where ?? []);
  const { registry } = await connectToRead(options, { offChain: true });
  const { totalCount, nodes, table } = await KINDS[kind].list(registry, where, limit, asOf);
  if (nodes.length < totalCount) {
    note(`${formatCount(nodes.length)} of ${formatCount(totalCount)}; --limit shows more`);
  }
  return {
    json: { totalCount, nodes },
    text: () => (nodes.length === 0 ? `There are no such ${kind}` : table()),
  };
}

/** Lists one kind of record, page by page. */
function lister<Node>({ filter, page, headings, row }: ListKind<Node>) {
  const list = async (
    registry: Registry,
    where: object,
    limit: number,
    asOf: AsOf | undefined,
  ): Promise<Listed> => {
    const at = asOf === undefined ? {} : { asOf };
    const nodes: Node[] = [];
    let cursor: { after?: string } | undefined = {};
    let totalCount = 0;
    while (cursor !== undefined && nodes.length < limit) {
      const first = Math.min(PAGE, limit - nodes.length);
      const found = await page(registry, { where, first, ...cursor, ...at });
      nodes.push(...found.nodes);
      totalCount = found.totalCount;
      const { hasNextPage, endCursor } = found.pageInfo;
      cursor = hasNextPage && endCursor !== null ? { after: endCursor } : undefined;
    }
    return { totalCount, nodes, table: () => table(headings, nodes.map(row)) };
  };
  return { filter, list };
}
