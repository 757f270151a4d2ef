import { setTimeout as sleep } from "node:timers/promises";

import type { Logger } from "pino";

import {
  BlockNotProvedError,
  NodeError,
  NodeUnreachableError,
  WrongChainError,
  WrongDeploymentError,
} from "../errors.ts";
import type { Telemetry } from "../telemetry.ts";
import { Endpoint } from "./endpoint.ts";
import { UnsettledError } from "./errors.ts";
import type { Call } from "./transport.ts";
import { RpcError, TransportError } from "./transport.ts";

export interface EndpointsOptions {
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly telemetry: Telemetry;
  /** Most calls a second of each; without limit if not given. */
  readonly rate?: number | undefined;
  /** How long to go on trying, milliseconds. */
  readonly patience: number;
  /** Whether to ask again, for as long as it takes, when every one of them was caught lying. */
  readonly bearLies: boolean;
  /** Makes sure that an endpoint serves the right chain, before anything else is asked there. */
  readonly admit: (endpoint: Endpoint) => Promise<void>;
}

/** What is asked of whichever endpoint is best. */
export interface Question<T> {
  readonly maxBytes: number;
  calls(endpoint: Endpoint): readonly Call[];
  /**
   * Makes of the results what is wanted.
   * @throws BlockNotProvedError if they cannot be true; UnsettledError if they are not of one chain.
   */
  read(results: unknown[], endpoint: Endpoint): T;
  /** Whether the same endpoint may be asked at once in another way. */
  adapt?(error: unknown, endpoint: Endpoint): boolean;
  /** Whether to ask again after such a failure. Default: yes. */
  worthwhile?(error: RpcError | TransportError): boolean;
  /** What to throw for a failure after which it is not asked again. */
  giveUp?(error: RpcError | TransportError): Error;
}

/**
 * The addresses at which the chain's nodes answer, those that are preferred first. A question goes to the
 * one with the least against it, and to the next one if that fails.
 */
export class Endpoints {
  readonly all: readonly Endpoint[];
  readonly #options: EndpointsOptions;
  #patience: number;
  #seenAt = 0;
  /** The one that was asked last. */
  #current: Endpoint;

  /** @param urls - at least one */
  constructor(urls: readonly string[], options: EndpointsOptions) {
    this.all = urls.map((url) => new Endpoint(url, options));
    this.#current = this.all[0] as Endpoint;
    this.#options = options;
    this.#patience = options.patience;
  }

  /** The one that was asked last. */
  get current(): Endpoint {
    return this.#current;
  }

  /** When one last answered, Unix milliseconds. */
  get seenAt(): number {
    return this.#seenAt;
  }

  /** From now on, waits for one that answers as long as it takes. */
  waitForEver(): void {
    this.#patience = Number.POSITIVE_INFINITY;
  }

  /**
   * Asks until one endpoint has answered what can be true.
   * @throws NodeUnreachableError or NodeError, or what {@link Question.giveUp} makes of the failure;
   *   UnsettledError; BlockNotProvedError if all endpoints were caught; WrongChainError or
   *   WrongDeploymentError if none serves the right chain.
   */
  async ask<T>(question: Question<T>): Promise<T> {
    const deadline = performance.now() + this.#patience;
    const liars = new Set<Endpoint>();
    for (;;) {
      const endpoint = await this.#choose();
      try {
        return await this.#askOne(endpoint, question);
      } catch (error) {
        this.#options.signal.throwIfAborted();
        if (question.adapt?.(error, endpoint)) continue;
        if (error instanceof BlockNotProvedError) {
          this.caught(endpoint, error);
          liars.add(endpoint);
          if (liars.size === this.#usable.length && !this.#options.bearLies) throw error;
        } else if (error instanceof RpcError || error instanceof TransportError) {
          this.#failed(endpoint, error, question, deadline);
        } else if (isWrong(error)) {
          this.#refuse(endpoint, error);
        } else {
          if (error instanceof UnsettledError) endpoint.health.doubted();
          throw error;
        }
      }
    }
  }

  /** Notes that an endpoint answered what cannot be true. */
  caught(endpoint: Endpoint, error: BlockNotProvedError): void {
    const { logger, telemetry } = this.#options;
    endpoint.health.lied();
    telemetry.count("rights_index_verify_failures_total", { endpoint: endpoint.name });
    logger.error(
      { block: error.block, endpoint: endpoint.name, reason: error.reason },
      error.message,
    );
  }

  /** What all others answer that may be asked now and do answer. */
  async askOthers<T>(question: Question<T>): Promise<T[]> {
    const others = this.#usable.filter((one) => one !== this.#current && one.health.pause === 0);
    const answers = others.map(async (one) => {
      try {
        return [await this.#askOne(one, question)];
      } catch (error) {
        this.#options.signal.throwIfAborted();
        if (isWrong(error)) this.#refuse(one, error);
        else if (error instanceof BlockNotProvedError) this.caught(one, error);
        else one.health.failed();
        return [];
      }
    });
    return (await Promise.all(answers)).flat();
  }

  close(): void {
    for (const endpoint of this.all) endpoint.close();
  }

  get #usable(): Endpoint[] {
    return this.all.filter(({ standing }) => standing !== "refused");
  }

  /** The best that may be asked now; if there is none, waits for the first that may. */
  async #choose(): Promise<Endpoint> {
    const { signal, telemetry } = this.#options;
    const best = this.#best();
    if (best !== this.#current) {
      telemetry.count("rights_rpc_failovers_total", { endpoint: this.#current.name });
      this.#current = best;
    }
    const { pause } = best.health;
    if (pause > 0) await sleep(pause, undefined, { signal });
    return best;
  }

  #best(): Endpoint {
    const usable = this.#usable;
    const ready = usable.filter(({ health }) => health.pause === 0);
    if (ready.length === 0) return least(usable, ({ health }) => health.pause);
    return least(ready, ({ health }) => health.demerits);
  }

  async #askOne<T>(endpoint: Endpoint, question: Question<T>): Promise<T> {
    if (endpoint.standing === "unknown") {
      await this.#options.admit(endpoint);
      endpoint.standing = "admitted";
    }
    const results = await endpoint.batch(question.calls(endpoint), question.maxBytes);
    this.#seenAt = Date.now();
    const value = question.read(results, endpoint);
    endpoint.health.succeeded();
    return value;
  }

  #failed<T>(
    endpoint: Endpoint,
    error: RpcError | TransportError,
    question: Question<T>,
    deadline: number,
  ): void {
    const { logger, telemetry } = this.#options;
    telemetry.count("rights_rpc_errors_total", { endpoint: endpoint.name });
    if (question.worthwhile?.(error) === false) {
      endpoint.health.doubted();
      throw question.giveUp?.(error) ?? error;
    }
    endpoint.health.failed(error instanceof TransportError ? error.retryAfter : 0);
    const next = this.#best();
    const { pause } = next.health;
    if (performance.now() + pause > deadline)
      throw question.giveUp?.(error) ?? plain(endpoint, error);
    const then =
      next === endpoint
        ? `next try in ${(pause / 1000).toFixed(1)} s`
        : `asking ${next.url} instead`;
    logger.warn(`The node at ${endpoint.url} does not answer (${error.message}): ${then}`);
  }

  /** @throws The error, if no endpoint is left. */
  #refuse(endpoint: Endpoint, error: Error): void {
    endpoint.standing = "refused";
    if (this.#usable.length === 0) throw error;
    this.#options.logger.error(`${error.message}: it is not asked any more`);
  }
}

function isWrong(error: unknown): error is Error {
  return error instanceof WrongChainError || error instanceof WrongDeploymentError;
}

function plain({ url }: Endpoint, error: RpcError | TransportError): Error {
  if (error instanceof RpcError) return new NodeError(url, error.method, error.message);
  return new NodeUnreachableError(url, error.message, error);
}

/** The first of those with the least value. */
function least(endpoints: readonly Endpoint[], value: (endpoint: Endpoint) => number): Endpoint {
  return endpoints.reduce((best, one) => (value(one) < value(best) ? one : best));
}
