import http from "node:http";
import https from "node:https";

import { readAnswers } from "./logAnswers.ts";
import { BufferPool } from "./bufferPool.ts";
import type { Answer, Call, Transport } from "./transport.ts";
import {
  isForLogs,
  parseAnswer,
  refusal,
  resultOf,
  SILENCE_MS,
  TransportError,
} from "./transport.ts";

/** However long a node says that it wants to be left alone, it is asked again after a minute. */
const LONGEST_PAUSE_MS = 60_000;

/** JSON-RPC over HTTP connections that are kept open. */
export class HttpTransport implements Transport {
  readonly #url: URL;
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;
  readonly #pool = new BufferPool();

  constructor(url: string) {
    this.#url = new URL(url);
    const secure = this.#url.protocol === "https:";
    this.#agent = secure
      ? new https.Agent({ keepAlive: true })
      : new http.Agent({ keepAlive: true });
    this.#request = secure ? https.request : http.request;
  }

  /** All in one request, so that a balancer of load cannot send them to different nodes. */
  async batch(calls: readonly Call[], maxBytes: number, signal: AbortSignal): Promise<unknown[]> {
    const requests = calls.map(({ method, params }, id) => ({
      jsonrpc: "2.0",
      id,
      method,
      params,
    }));
    const body = await this.#post(JSON.stringify(requests), maxBytes, signal);
    const answers = this.#read(body, calls);
    if (!Array.isArray(answers)) {
      if (answers?.error) throw refusal(calls[0]?.method ?? "a batch", answers.error);
      throw new TransportError("the answer to a batch is no batch");
    }
    const byId = new Map(answers.map((one) => [one.id, one]));
    return calls.map(({ method }, id) => resultOf(method, byId.get(id)));
  }

  /** Closes the connections that are not in use. */
  close(): void {
    this.#agent.destroy();
  }

  #read(body: Body, calls: readonly Call[]): Answer | Answer[] {
    const isOfLogs = (id: unknown) => isForLogs(calls[Number(id)]);
    try {
      if (calls.some(isForLogs)) return readAnswers(body.bytes, isOfLogs, this.#pool);
      return parseAnswer(body.bytes.toString());
    } finally {
      body.release();
    }
  }

  #post(body: string, maxBytes: number, signal: AbortSignal): Promise<Body> {
    return new Promise((resolve, reject) => {
      const request = this.#request(this.#url, {
        method: "POST",
        agent: this.#agent,
        signal,
        timeout: SILENCE_MS,
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      });
      request.on("response", (response) => {
        const announced = Number(response.headers["content-length"] ?? 0);
        if (announced > maxBytes) {
          const why = `${announced} bytes were to come back, which is more than ${maxBytes}`;
          const times = announced / maxBytes;
          request.destroy(new TransportError(why, { tooLarge: true, times }));
          return;
        }
        const body = new Body(this.#pool, announced, maxBytes);
        response.on("data", (chunk: Buffer) => {
          if (body.add(chunk)) return;
          const why = `more than ${maxBytes} bytes came back`;
          request.destroy(new TransportError(why, { tooLarge: true }));
        });
        response.on("error", (error) => reject(failure(error, signal, true)));
        response.on("end", () => {
          if (response.statusCode === 200) resolve(body);
          else reject(unsuccessful(response));
        });
      });
      request.on("timeout", () => {
        const why = `silent for ${SILENCE_MS / 1000} s`;
        request.destroy(new TransportError(why, { tooLarge: true }));
      });
      request.on("error", (error) => reject(failure(error, signal)));
      request.end(body);
    });
  }
}

/** What comes back. */
class Body {
  readonly #pool: BufferPool;
  readonly #most: number;
  #buffer: Buffer<ArrayBuffer>;
  #length = 0;

  /** @param announced - how long it will be, if the node says so; else 0 */
  constructor(pool: BufferPool, announced: number, most: number) {
    this.#pool = pool;
    this.#most = most;
    this.#buffer = pool.acquire(announced);
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** @returns Whether it is not too much. */
  add(chunk: Buffer): boolean {
    const length = this.#length + chunk.length;
    if (length > this.#most) return false;
    if (length > this.#buffer.length) {
      this.#grow(Math.min(this.#most, Math.max(length, this.#length * 2)));
    }
    chunk.copy(this.#buffer, this.#length);
    this.#length = length;
    return true;
  }

  /** It is not looked at any more. */
  release(): void {
    this.#pool.release(this.#buffer);
  }

  #grow(size: number): void {
    const larger = this.#pool.acquire(size);
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#pool.release(this.#buffer);
    this.#buffer = larger;
  }
}

function unsuccessful({ statusCode, headers }: http.IncomingMessage): TransportError {
  const seconds = Number(headers["retry-after"] ?? 0);
  const retryAfter = Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_PAUSE_MS) : 0;
  return new TransportError(`HTTP status ${statusCode}`, {
    tooLarge: statusCode === 413,
    retryAfter,
  });
}

/** @param amid - whether part of the answer had come: some proxies cut off what is too long for them */
function failure(error: NodeJS.ErrnoException, signal: AbortSignal, amid = false): Error {
  if (error instanceof TransportError || signal.aborted) return error;
  return new TransportError(error.code ?? error.message, { tooLarge: amid });
}
