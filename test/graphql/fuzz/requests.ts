import type { Random } from "../fixture/history.ts";
import type { Query } from "./queries.ts";
import { pick } from "./values.ts";

const ACCEPT = [
  "application/json",
  "application/graphql-response+json",
  "*/*",
  "text/event-stream",
  "text/html;q=0",
  "",
];

/** A query as a request: most are posted as JSON, some otherwise, some in no way that is right. */
export function requestOf(
  url: string,
  asked: Query,
  random: Random,
): { url: string; init: RequestInit } {
  const accept = random(4) === 0 ? pick(ACCEPT, random) : "application/json";
  const body = JSON.stringify(asked);
  const posted = (type: string, text: string) => ({
    url,
    init: { method: "POST", headers: { accept, "content-type": type }, body: text },
  });
  const parameters = new URLSearchParams({
    query: asked.query,
    variables: JSON.stringify(asked.variables),
  });
  const fitsUrl = parameters.toString().length < 8000;
  if (random(10) < 7) return posted("application/json", body);
  const at = random(body.length);
  const ways = [
    () =>
      fitsUrl
        ? { url: `${url}?${parameters}`, init: { headers: { accept } } }
        : posted("application/json", body),
    () => posted("application/x-www-form-urlencoded", parameters.toString()),
    () => posted("application/graphql", asked.query),
    () => posted("application/json", body.slice(0, at) + body.slice(at + 1)),
    () => posted("application/json", `[${body}, ${body}]`),
    () =>
      posted(
        "application/json",
        JSON.stringify(pick([null, 1, "x", [], {}, { query: {} }], random)),
      ),
    () => posted(pick(["text/plain", "multipart/form-data", "application/xml", "x"], random), body),
    () => posted("application/json; charset=utf-7", body),
    () => ({
      url,
      init: { method: pick(["PUT", "DELETE", "PATCH", "HEAD"], random), headers: { accept } },
    }),
  ];
  return pick(ways, random)();
}
