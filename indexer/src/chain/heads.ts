import { setTimeout as sleep } from "node:timers/promises";

import type { Logger } from "pino";

import type { RpcBlock } from "../proof/index.ts";
import type { Header } from "./block.ts";
import { toHeader } from "./block.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Endpoints } from "./endpoints.ts";
import { Health } from "./health.ts";
import type { WebSocketTransport } from "./webSocket.ts";

/** How often the newest block is asked for where no node tells of it. */
const POLL_MS = 150;
/** How often it is asked for where one does, to know that it still answers. */
const PULSE_MS = 1_000;

/** A block that a node told of by itself: not to be believed before it is read. */
export interface Announcement {
  readonly head: Header;
  /** When it was told of, by the clock of `performance.now()`. */
  readonly at: number;
}

/** Waits for new blocks: told of over WebSockets, else looked for now and then. */
export class Heads {
  readonly #logger: Logger;
  readonly #signal: AbortSignal;
  #telling = 0;
  #newest: Announcement | undefined;
  #wake: () => void = () => {};

  constructor(endpoints: Endpoints, logger: Logger, signal: AbortSignal) {
    this.#logger = logger;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#wake());
    for (const endpoint of endpoints.all) {
      if (endpoint.socket !== undefined) void this.#listen(endpoint, endpoint.socket);
    }
  }

  /**
   * Waits until there may be a new block.
   * @returns The newest that a node told of since the last call; nothing if it is to be looked for.
   */
  async next(): Promise<Announcement | undefined> {
    if (this.#newest === undefined) await this.#wait();
    const newest = this.#newest;
    this.#newest = undefined;
    return newest;
  }

  async #wait(): Promise<void> {
    if (this.#signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#telling > 0 ? PULSE_MS : POLL_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Has the node tell of new blocks until the run ends, however often it stops doing so. */
  async #listen({ url }: Endpoint, socket: WebSocketTransport): Promise<void> {
    const health = new Health();
    let telling = true;
    const begin = () => {
      health.succeeded();
      telling = true;
      this.#logger.info(`The node at ${url} tells of new blocks`);
      this.#wake();
    };
    while (!this.#signal.aborted) {
      const why = await this.#subscribe(socket, begin);
      if (this.#signal.aborted) return;
      if (telling) this.#logger.warn(`The node at ${url} does not tell of new blocks (${why})`);
      telling = false;
      health.failed();
      await sleep(health.pause, undefined, { signal: this.#signal }).catch(() => {});
    }
  }

  /** @returns Why there is no subscription, or none any more. */
  async #subscribe(socket: WebSocketTransport, onBegin: () => void): Promise<string> {
    let began = false;
    const begin = () => {
      began = true;
      this.#telling++;
      onBegin();
    };
    try {
      return await socket.subscribeHeads((head) => this.#hear(head), begin, this.#signal);
    } catch (error) {
      return (error as Error).message;
    } finally {
      if (began) this.#telling--;
    }
  }

  #hear(told: unknown): void {
    const head = toHeader((told ?? null) as RpcBlock | null);
    if (head === null || !Number.isSafeInteger(head.number)) return;
    this.#newest = { head, at: performance.now() };
    this.#wake();
  }
}
