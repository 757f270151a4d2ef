import { createReadStream } from "node:fs";
import { lstat, open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";

import { sendJson } from "./respond.ts";

const SHA256 = /^[0-9a-f]{64}$/;

/** Serves off-chain documents: files of one folder, each named by the SHA-256 of its bytes. */
export async function sendDocument(
  folder: string | undefined,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!SHA256.test(name)) {
    sendJson(response, 400, {
      error: "A document is named by the SHA-256 of its bytes: 64 hex digits in lower case",
    });
    return;
  }
  const file = folder && path.join(folder, name);
  const size = file && (await sizeOf(file));
  if (!file || size === undefined) {
    sendJson(response, 404, { error: `No document ${name} is kept here` });
    return;
  }
  const etag = `"${name}"`;
  response.setHeader("etag", etag);
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, {
    "content-length": size,
    "content-type": await typeOf(file),
    // Others wrote it: a browser shows it, and runs nothing in it.
    "content-security-policy": "sandbox; default-src 'none'",
  });
  if (request.method === "HEAD") response.end();
  else await pipeline(createReadStream(file), response);
}

/** Size of a plain file; nothing for a link, which could lead out of the folder. */
async function sizeOf(file: string): Promise<number | undefined> {
  try {
    const stats = await lstat(file);
    return stats.isFile() ? stats.size : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The few types that a browser may show; all else is to be saved. */
async function typeOf(file: string): Promise<string> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
  const start = buffer.toString("latin1", 0, bytesRead).trimStart();
  if (start.startsWith("%PDF-")) return "application/pdf";
  return /^[{[]/.test(start) ? "application/json; charset=utf-8" : "application/octet-stream";
}
