import { formatCount, plural } from "../cli/output/format.ts";
import { fields, indent } from "../cli/output/table.ts";
import type { Config } from "../config.ts";
import { SETTINGS } from "../config.ts";
import type { Running } from "./job.ts";

const QUERY = `{
  participants { totalCount }
  enterprises: participants(where: { kind: [ENTERPRISE] }) { totalCount }
  bodies: participants(where: { kind: [PUBLIC_BODY] }) { totalCount }
  assets { totalCount }
  applications { totalCount }
  confirmed: applications(where: { status: [CONFIRMED] }) { totalCount }
  waiting: applications(where: { status: [FILED, IN_NOTICE, OBJECTED] }) { totalCount }
  refused: applications(where: { status: [REJECTED, WITHDRAWN] }) { totalCount }
  certificates { totalCount }
  inForce: certificates(where: { status: [ACTIVE] }) { totalCount }
  licenses { totalCount }
  running: licenses(where: { status: [ACTIVE] }) { totalCount }
  meta: _meta { events digest block { number } }
}`;

type Counted =
  | "participants"
  | "enterprises"
  | "bodies"
  | "assets"
  | "applications"
  | "confirmed"
  | "waiting"
  | "refused"
  | "certificates"
  | "inForce"
  | "licenses"
  | "running";

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
  const count = (name: Counted) => formatCount(data[name].totalCount);
  const { events, digest, block } = data.meta;
  return indent(
    fields([
      [
        "participants",
        `${count("participants")}: ${count("enterprises")} enterprises, ${count("bodies")} public bodies, and others`,
      ],
      ["data assets", count("assets")],
      [
        "applications",
        `${count("applications")}: ${count("confirmed")} confirmed, ${count("waiting")} waiting, ${count("refused")} rejected or withdrawn`,
      ],
      ["certificates", `${count("certificates")}: ${count("inForce")} in force`],
      ["licences", `${count("licenses")}: ${count("running")} running`],
      ["events", `${plural(events, "event")} up to block ${block.number}`],
      ["digest", digest],
    ]),
  );
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
