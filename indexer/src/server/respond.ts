import type { ServerResponse } from "node:http";

import type { ErrorCode } from "../graphql/errors.ts";

/** Answers with a JSON value. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/** Answers a GraphQL request that is not even looked at; a page of another origin can read why. */
export function sendRefusal(
  response: ServerResponse,
  status: number,
  code: ErrorCode,
  message: string,
): void {
  response.setHeader("access-control-allow-origin", "*");
  sendJson(response, status, { errors: [{ message, extensions: { code } }] });
}
