import type { GraphQLFault } from "../errors/graphql.ts";
import { GraphQLRequestError, GraphQLUnreachableError } from "../errors/graphql.ts";

/** A GraphQL document that knows the types of its variables and result. */
export interface TypedDocument<Result, Variables> {
  toString(): string;
  /** Never set: carries the types. */
  readonly __apiType?: (variables: Variables) => Result;
}

export interface RequestOptions {
  /** Gives the request up. */
  readonly signal?: AbortSignal | undefined;
}

/** What a GraphQL server answers. */
interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly RawError[];
}

interface RawError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

const ATTEMPTS = 3;
const FIRST_WAIT_MS = 200;
const TIMEOUT_MS = 30_000;
const ACCEPT = "application/graphql-response+json, application/json";

/** A GraphQL endpoint. Tries again if it cannot connect, and never if it was answered. */
export class GraphQLClient {
  readonly url: string;
  readonly #timeoutMs: number;

  constructor(url: string, timeoutMs = TIMEOUT_MS) {
    this.url = url;
    this.#timeoutMs = timeoutMs;
  }

  /** Throws {@link GraphQLUnreachableError} or {@link GraphQLRequestError}. */
  async request<Result, Variables>(
    document: TypedDocument<Result, Variables> | string,
    variables: Variables,
    options: RequestOptions = {},
  ): Promise<Result> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    const response = await this.#post(document, variables, ACCEPT, signal);
    return this.#read<Result>(response);
  }

  /** Opens a stream of server-sent events for a subscription. */
  async subscribe<Variables>(
    document: TypedDocument<unknown, Variables>,
    variables: Variables,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const response = await this.#post(document, variables, "text/event-stream", signal);
    const streams = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
    if (response.body !== null && streams) return response.body;
    await this.#read(response);
    throw new GraphQLRequestError(this.url, [], response.status);
  }

  /** The data of one answer. Throws {@link GraphQLRequestError} if it holds errors. */
  dataOf<Result>(answer: Answer<Result>, status?: number): Result {
    if (answer.errors !== undefined && answer.errors.length > 0) {
      throw new GraphQLRequestError(this.url, answer.errors.map(faultOf), status);
    }
    if (answer.data === undefined || answer.data === null) {
      throw new GraphQLRequestError(this.url, [], status);
    }
    return answer.data;
  }

  async #read<Result>(response: Response): Promise<Result> {
    let answer: Answer<Result>;
    try {
      answer = (await response.json()) as Answer<Result>;
    } catch {
      throw new GraphQLRequestError(this.url, [], response.status);
    }
    return this.dataOf(answer, response.status);
  }

  async #post(
    document: { toString(): string },
    variables: unknown,
    accept: string,
    signal: AbortSignal,
  ): Promise<Response> {
    const body = JSON.stringify({ query: document.toString(), variables });
    const headers = { "content-type": "application/json", accept };
    for (let attempt = 1; ; attempt++) {
      try {
        return await fetch(this.url, { method: "POST", headers, body, signal });
      } catch (error) {
        const { reason } = signal;
        if (signal.aborted && !isTimeout(reason)) throw reason;
        if (signal.aborted || attempt >= ATTEMPTS)
          throw new GraphQLUnreachableError(this.url, error);
        await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** (attempt - 1)));
      }
    }
  }
}

function faultOf({ message, path, extensions }: RawError): GraphQLFault {
  return { message, code: extensions?.code, path };
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "TimeoutError";
}
