import type { Telemetry } from "../telemetry.ts";
import { endpointOf } from "../telemetry.ts";
import { Health } from "./health.ts";
import { HttpTransport } from "./http.ts";
import { Pace } from "./pace.ts";
import type { Call, Transport } from "./transport.ts";
import { WebSocketTransport } from "./webSocket.ts";

/** More calls are made in several requests. */
const CALLS_PER_REQUEST = 100;

export interface EndpointOptions {
  /** Most calls a second; without limit if not given. */
  readonly rate?: number | undefined;
  readonly telemetry: Telemetry;
  readonly signal: AbortSignal;
}

/** One of the addresses at which the chain's nodes answer. */
export class Endpoint {
  /** Host and port: its name in logs and metrics. */
  readonly name: string;
  /** Its URL without what may be secret in it. */
  readonly url: string;
  readonly health = new Health();
  /** Whether it was made sure that the chain there is the right one; refused if it is not. */
  standing: "unknown" | "admitted" | "refused" = "unknown";
  /** Whether it has `eth_getBlockReceipts`, as far as known. */
  hasBlockReceipts = true;
  /** Number of the newest block it told of. */
  head = 0;
  /** A block that did not follow the one before in its last answers about the two, and how many those were. */
  brokenLink: { readonly block: number; readonly times: number } | undefined;
  readonly #transport: Transport;
  readonly #pace: Pace;
  readonly #options: EndpointOptions;

  /** @param url - http, https, ws or wss */
  constructor(url: string, options: EndpointOptions) {
    const { protocol } = new URL(url);
    this.name = endpointOf(url);
    this.url = `${protocol}//${this.name}`;
    this.#transport = protocol.startsWith("ws")
      ? new WebSocketTransport(url)
      : new HttpTransport(url);
    this.#pace = new Pace(options.rate);
    this.#options = options;
  }

  /** The connection over which it can tell of new blocks by itself, if it has one. */
  get socket(): WebSocketTransport | undefined {
    return this.#transport instanceof WebSocketTransport ? this.#transport : undefined;
  }

  /** As {@link Transport.batch}, at the pace allowed. */
  async batch(calls: readonly Call[], maxBytes: number): Promise<unknown[]> {
    const { telemetry, signal } = this.#options;
    const results: unknown[] = [];
    for (let start = 0; start < calls.length; start += CALLS_PER_REQUEST) {
      const some = calls.slice(start, start + CALLS_PER_REQUEST);
      await this.#pace.take(some.length, signal);
      telemetry.count("rights_rpc_requests_total", { endpoint: this.name });
      results.push(...(await this.#transport.batch(some, maxBytes, signal)));
    }
    return results;
  }

  close(): void {
    this.#transport.close();
  }
}
