import { HttpClient, TransportError } from "./http.ts";

/** A call of a JSON-RPC method. */
export interface Call {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** The node understood the call, and says no. */
export class RpcError extends Error {
  readonly method: string;
  readonly code: number;

  constructor(method: string, code: number, message: string) {
    super(message);
    this.name = "RpcError";
    this.method = method;
    this.code = code;
  }
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** JSON-RPC over HTTP. */
export class Rpc {
  readonly url: string;
  readonly #http: HttpClient;

  constructor(url: string) {
    this.url = url;
    this.#http = new HttpClient(url);
  }

  /**
   * Makes several calls in one request, so that a balancer of load cannot send them to different nodes.
   * @returns The results, in the order of the calls.
   * @throws RpcError if the node refuses one; TransportError if no usable answer comes back.
   */
  async batch(calls: readonly Call[], maxBytes: number, signal: AbortSignal): Promise<unknown[]> {
    const requests = calls.map(({ method, params }, id) => ({
      jsonrpc: "2.0",
      id,
      method,
      params,
    }));
    const answer = parse(await this.#http.post(JSON.stringify(requests), maxBytes, signal));
    if (!Array.isArray(answer)) {
      const { error } = answer;
      if (error) throw new RpcError(calls[0]?.method ?? "a batch", error.code, error.message);
      throw new TransportError("the answer to a batch is no batch");
    }
    const byId = new Map(answer.map((one) => [one.id, one]));
    return calls.map(({ method }, id) => {
      const { result, error } = byId.get(id) ?? {};
      if (error) throw new RpcError(method, error.code, error.message);
      if (result === undefined) throw new TransportError(`no answer to ${method}`);
      return result;
    });
  }

  close(): void {
    this.#http.close();
  }
}

function parse(text: string): Answer | Answer[] {
  try {
    return JSON.parse(text) as Answer | Answer[];
  } catch {
    throw new TransportError(`the answer is no JSON: ${text.slice(0, 60)}`);
  }
}
