/** A call of a JSON-RPC method. */
export interface Call {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Whether the result of a call is a list of logs. */
export function isForLogs(call: Call | undefined): boolean {
  return call?.method === "eth_getLogs";
}

/** A way to a node. */
export interface Transport {
  /**
   * Makes several calls of one node.
   * @param maxBytes - longer answers are refused
   * @returns The results, in the order of the calls: a {@link LogList} where logs were asked for.
   * @throws RpcError if the node refuses one; TransportError if no usable answer comes back; what aborts
   *   `signal` if that does first.
   */
  batch(calls: readonly Call[], maxBytes: number, signal: AbortSignal): Promise<unknown[]>;
  /** Closes its connections. */
  close(): void;
}

/** A node is given up on for this request when it has sent nothing for so long. */
export const SILENCE_MS = 30_000;

/** A request that got no usable answer. */
export class TransportError extends Error {
  /** Whether a smaller question may fare better. */
  readonly tooLarge: boolean;
  /** How many times longer than may be the answer was to be; 1 if that is not known, or it was not. */
  readonly times: number;
  /** Milliseconds before which the node wants no other request; 0 if it did not say. */
  readonly retryAfter: number;

  constructor(message: string, { tooLarge = false, times = 1, retryAfter = 0 } = {}) {
    super(message);
    this.name = "TransportError";
    this.tooLarge = tooLarge;
    this.times = times;
    this.retryAfter = retryAfter;
  }
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

  /** Whether the node has no such method. */
  get isUnknownMethod(): boolean {
    return (
      this.code === -32601 ||
      /method.*(not (found|supported|available|exist)|unknown)/i.test(this.message)
    );
  }
}

/** What a node answers to one call. */
export interface Answer {
  readonly id?: number | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/**
 * The result of a call.
 * @throws RpcError or TransportError if there is none.
 */
export function resultOf(method: string, answer: Answer | undefined): unknown {
  const { result, error } = answer ?? {};
  if (error) throw refusal(method, error);
  if (result === undefined) throw new TransportError(`no answer to ${method}`);
  return result;
}

/** What a node's error means: that it was asked too often is not the call's fault. */
export function refusal(method: string, { code, message }: NonNullable<Answer["error"]>): Error {
  const tooOften =
    code === 429 || /rate.?limit|too many requests|requests? per second/i.test(message);
  if (tooOften) return new TransportError(`asked too often: ${message}`);
  return new RpcError(method, code, message);
}

/** @throws TransportError if it is no JSON. */
export function parseAnswer<Parsed>(text: string): Parsed {
  try {
    return JSON.parse(text) as Parsed;
  } catch {
    throw new TransportError(`the answer is no JSON: ${text.slice(0, 60)}`);
  }
}
