import type { IncomingMessage, ServerResponse } from "node:http";

import type { Logger } from "pino";

import type { IndexDatabase } from "./database.ts";
import { sendDocument } from "./documents.ts";
import type { ReadinessLimits } from "./health.ts";
import { readinessOf } from "./health.ts";
import { LANDING_PAGE } from "./landing.ts";
import type { Metrics } from "./metrics.ts";
import { sendJson, sendRefusal } from "./respond.ts";
import type { Together } from "./together.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

interface RouterOptions {
  database: IndexDatabase;
  /** Takes over requests to `/graphql`. */
  endpoint: Handler;
  metrics: Metrics;
  together: Together;
  logger: Logger;
  documents: string | undefined;
  readiness: ReadinessLimits;
}

const DOCUMENTS = "/documents/";

const GRAPHQL_TYPES = [
  "application/json",
  "application/graphql+json",
  "application/graphql",
  "application/x-www-form-urlencoded",
];

/** Sends each request to what answers it; never rejects. */
export function createRouter(options: RouterOptions): Handler {
  const { database, endpoint, metrics, together, logger } = options;
  const pages = new Map<string, Handler>([
    ["/", (_request, response) => sendPage(response)],
    ["/healthz", (_request, response) => sendJson(response, 200, { status: "ok" })],
    ["/readyz", (_request, response) => sendReadiness(response)],
    ["/metrics", (_request, response) => sendMetrics(response)],
  ]);

  function sendReadiness(response: ServerResponse): void {
    const readiness = readinessOf(database, options.readiness);
    sendJson(response, readiness.status === "ready" ? 200 : 503, readiness);
  }

  async function sendMetrics(response: ServerResponse): Promise<void> {
    const text = await together.metrics();
    response.writeHead(200, { "content-type": metrics.contentType }).end(text);
  }

  async function answerGraphQL(request: IncomingMessage, response: ServerResponse) {
    const wait = (await together.take?.(request.socket.remoteAddress ?? "")) ?? 0;
    if (wait > 0) return sendTooMany(response, wait);
    return unsupported(request) ? sendUnsupported(response) : endpoint(request, response);
  }

  function dispatch(request: IncomingMessage, response: ServerResponse): unknown {
    const pathname = (request.url ?? "/").split("?", 1)[0] ?? "/";
    response.setHeader("x-content-type-options", "nosniff");
    if (pathname === "/graphql") {
      return answerGraphQL(request, response);
    }
    const page = pages.get(pathname);
    const document = pathname.startsWith(DOCUMENTS);
    if (!page && !document) {
      return sendJson(response, 404, { error: `Nothing is at ${pathname.slice(0, 200)}` });
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return sendJson(response, 405, { error: `${request.method} is not allowed here: use GET` });
    }
    response.setHeader("access-control-allow-origin", "*");
    if (page) return page(request, response);
    return sendDocument(options.documents, pathname.slice(DOCUMENTS.length), request, response);
  }

  return async (request, response) => {
    metrics.taken();
    try {
      await dispatch(request, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else
        sendJson(response, 500, { error: "Internal error: it is logged, and not of your making" });
      logger.error({ err: error, path: request.url }, "Request failed");
    }
  };
}

function sendPage(response: ServerResponse): void {
  response
    .writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
    })
    .end(response.req.method === "HEAD" ? undefined : LANDING_PAGE);
}

/** Whether it posts something that cannot be a GraphQL request. */
function unsupported(request: IncomingMessage): boolean {
  const type = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return request.method === "POST" && !GRAPHQL_TYPES.includes(type);
}

function sendUnsupported(response: ServerResponse): void {
  const message = `A GraphQL request is posted as application/json: {"query": "…", "variables": {…}}`;
  sendRefusal(response, 415, "BAD_USER_INPUT", message);
}

function sendTooMany(response: ServerResponse, seconds: number): void {
  response.setHeader("retry-after", seconds);
  response.setHeader("access-control-expose-headers", "retry-after");
  const message = `Too many requests from this address: ask again in ${seconds} s`;
  sendRefusal(response, 429, "RATE_LIMITED", message);
}
