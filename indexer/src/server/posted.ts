import type { IncomingMessage, ServerResponse } from "node:http";

import type { ExecutionResult } from "graphql";
import type { GraphQLParams, YogaServerInstance } from "graphql-yoga";

import type { Context } from "../graphql/context.ts";
import type { Execution } from "./execution.ts";
import type { Observer } from "./observe.ts";
import { Turns } from "./turns.ts";

type Endpoint = YogaServerInstance<object, Context>;

/** The media type of the answer, by what the request accepts. */
const ACCEPTED = new Map([
  ["*/*", "application/json"],
  ["application/json", "application/json"],
  ["application/graphql-response+json", "application/graphql-response+json"],
  // What the SDK sends.
  ["application/graphql-response+json, application/json", "application/graphql-response+json"],
]);
const JSON_TYPES = ["application/json", "application/json; charset=utf-8"];

/** Headers that make a request more than a plain one. */
const SPECIAL = ["origin", "content-encoding", "transfer-encoding"];

/**
 * Answers queries that programs post as plain JSON from Node's own request and response: the endpoint
 * would make Fetch API objects and streams of them, which takes longer than the query. It parses, validates
 * and executes these, too, the first time that each is asked, and answers by itself whatever is not as simple as
 * that: so no answer differs.
 */
export function answeringPosted(
  endpoint: Endpoint,
  execution: Execution,
  observer: Observer,
  maxBytes: number,
) {
  const turns = new Turns();

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const type = typeOfAnswer(request, maxBytes);
    if (type === undefined) return endpoint(request, response) as Promise<void>;
    const body = await readBody(request);
    if (body === undefined) return undefined;
    return turns.take(() => answer(type, body, request, response));
  };

  async function answer(
    type: string,
    body: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const params = paramsIn(body);
    const result = params && (execution.answer(params) ?? (await execute(params)));
    if (result === undefined) {
      return endpoint(Object.assign(request, { body }), response) as Promise<void>;
    }
    const text = JSON.stringify(result);
    const length = Buffer.byteLength(text);
    response.writeHead(200, {
      "content-type": `${type}; charset=utf-8`,
      "content-length": length,
    });
    // As many bytes as characters are ASCII, which is written sooner if it is said to be.
    response.end(text, length === text.length ? "latin1" : "utf8");
    return undefined;
  }

  /** What the query came to; nothing if it is for the endpoint to answer. */
  async function execute(params: GraphQLParams): Promise<ExecutionResult | undefined> {
    const request = new endpoint.fetchAPI.Request("http://localhost/", { method: "POST" });
    observer.begin(request);
    let result;
    try {
      result = await endpoint.getResultForParams({ params, request }, {});
    } catch {
      return undefined;
    }
    if (result === undefined || Symbol.asyncIterator in result) return undefined;
    if (result.errors?.some(({ extensions }) => extensions["http"] !== undefined)) return undefined;
    observer.end(request, result);
    return result;
  }
}

/** Media type of the answer to a plain request; nothing if the request is not plain. */
function typeOfAnswer(
  { method, url, headers }: IncomingMessage,
  maxBytes: number,
): string | undefined {
  if (method !== "POST" || url !== "/graphql") return undefined;
  if (SPECIAL.some((name) => headers[name] !== undefined)) return undefined;
  if (!JSON_TYPES.includes(headers["content-type"] ?? "")) return undefined;
  const length = Number(headers["content-length"] ?? 0);
  return length > 0 && length <= maxBytes ? ACCEPTED.get(headers.accept ?? "*/*") : undefined;
}

/** The whole body; nothing if the client went away before it came. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", () => resolve(undefined));
    request.once("close", () => resolve(undefined));
  });
}

/** Parameters of a query; nothing if there are none, or it may be a subscription. */
function paramsIn(body: Buffer): GraphQLParams | undefined {
  let params: unknown;
  try {
    params = JSON.parse(body.toString());
  } catch {
    return undefined;
  }
  if (typeof params !== "object" || params === null || !("query" in params)) return undefined;
  const { query } = params;
  return typeof query === "string" && !query.includes("subscription")
    ? (params as GraphQLParams)
    : undefined;
}
