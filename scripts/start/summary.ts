import { formatCount, plural } from "../cli/output/format.ts";
import { fields, indent } from "../cli/output/table.ts";
import type { Config } from "../config.ts";
import { SETTINGS } from "../config.ts";
import type { Running } from "./job.ts";

/** What is counted, as the server is asked for it. */
const COUNTED = {
  participants: "participants",
  enterprises: "participants(where: { kind: [ENTERPRISE] })",
  bodies: "participants(where: { kind: [PUBLIC_BODY] })",
  attestations: "attestations",
  answered: "challenges(where: { status: [ANSWERED] })",
  assets: "assets",
  applications: "applications",
  confirmed: "applications(where: { status: [CONFIRMED] })",
  waiting: "applications(where: { status: [FILED, IN_NOTICE, OBJECTED] })",
  refused: "applications(where: { status: [REJECTED, WITHDRAWN] })",
  certificates: "certificates",
  inForce: "certificates(where: { status: [ACTIVE] })",
  catalogues: "catalogues",
  amendments: "amendments",
  appraisals: "appraisals",
  offers: "offers",
  deals: "deals",
  settled: "deals(where: { status: [SETTLED] })",
  licenses: "licenses",
  running: "licenses(where: { status: [ACTIVE] })",
  uses: 'events(where: { name: ["UseRecorded"] })',
  approvals: "exportApprovals",
  sandboxes: "sandboxes",
  orders: "courtOrders",
  pledges: "pledges",
  operations: "operations",
  carriedOut: "operations(where: { status: [EXECUTED] })",
} as const;

const QUERY = `{
  ${Object.entries(COUNTED)
    .map(([name, field]) => `${name}: ${field} { totalCount }`)
    .join("\n  ")}
  meta: _meta { events digest block { number } }
}`;

type Counted = keyof typeof COUNTED;

type Answer = Record<Counted, { readonly totalCount: number }> & {
  readonly meta: {
    readonly events: number;
    readonly digest: string;
    readonly block: { readonly number: number };
  };
};

/** What is in the registry, as the server tells it: asking it is also the proof that it answers. */
export async function summarize({ url }: Running): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: QUERY }),
  });
  const { data, errors } = (await response.json()) as { data: Answer; errors?: unknown };
  if (errors !== undefined) throw new Error(`The server answered: ${JSON.stringify(errors)}`);
  return indent(fields([...stagesIn(data)]));
}

function stagesIn({ meta, ...counts }: Answer): [stage: string, what: string][] {
  const number = (name: Counted) => formatCount(counts[name].totalCount);
  const many = (name: Counted, noun: string) => plural(counts[name].totalCount, noun);
  return [
    [
      "participants",
      `${number("participants")}: ${number("enterprises")} enterprises, ${number("bodies")} public bodies, and others`,
    ],
    [
      "storage",
      `${many("attestations", "custody attestation")}, ${many("answered", "challenge")} answered`,
    ],
    [
      "confirmation",
      `${many("assets", "data asset")}, ${many("catalogues", "catalogue")}, ${many("applications", "application")}: ` +
        `${number("confirmed")} confirmed, ${number("waiting")} waiting, ${number("refused")} rejected or withdrawn`,
    ],
    [
      "",
      `${many("certificates", "certificate")}: ${number("inForce")} in force, ${many("amendments", "amendment")}`,
    ],
    ["pricing", `${many("appraisals", "appraisal")}, ${many("offers", "offer")}`],
    ["transaction", `${many("deals", "deal")}: ${number("settled")} settled`],
    [
      "operation",
      `${many("licenses", "licence")}: ${number("running")} running; ${many("uses", "metered use")}, ${many("pledges", "pledge")}`,
    ],
    [
      "supervision",
      `${many("approvals", "export approval")}, ${many("sandboxes", "sandbox")}, ${many("orders", "court order")}`,
    ],
    [
      "governance",
      `${many("operations", "operation")} announced: ${number("carriedOut")} carried out`,
    ],
    ["events", `${formatCount(meta.events)} up to block ${meta.block.number}`],
    ["digest", meta.digest],
  ];
}

/** The one line that says that everything answers, and where. */
export function readyLine({ url, rpc }: Running): string {
  return `ready  GraphQL and GraphiQL ${url}/graphql  RPC ${rpc}  page ${url}/`;
}

/** A file that stands at the end of a long chain of titles. */
const DEEP = { file: "flights-5k.json", right: "HOLD", by: "vega" } as const;

/** Three commands to try, as they must be typed where this job runs. */
export function commandsToTry({ url, situation }: Running, config: Config): string[] {
  const where = settingsOf(config);
  const rights = (args: string) => `${where}npm run rights -- ${args}`;
  const id = situation.application(DEEP)?.id ?? 1;
  const query = JSON.stringify({
    query: `{ certificate(id: ${id}) { chainOfTitle { depth certificate { id holder { id } } license { id } } } }`,
  });
  return [
    rights("verify node_modules/vega-datasets/data/cars.json"),
    rights(`show certificate:${id}`),
    `curl -s ${url}/graphql -H 'content-type: application/json' -d '${query}'`,
  ];
}

/** The settings that other commands need to find this registry; none where it is in the usual place. */
function settingsOf({ home, port, rpcPort }: Config): string {
  return (["home", "port", "rpcPort"] as const)
    .map((name) => {
      const { variable } = SETTINGS[name];
      const value = { home, port: String(port), rpcPort: String(rpcPort) }[name];
      return process.env[variable] ? `${variable}=${value} ` : "";
    })
    .join("");
}
