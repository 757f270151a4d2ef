import { BufferPool } from "./bufferPool.ts";
import { readAnswers } from "./logAnswers.ts";
import type { Answer, Call, Transport } from "./transport.ts";
import { isForLogs, parseAnswer, resultOf, SILENCE_MS, TransportError } from "./transport.ts";

const OPENING_MS = 10_000;

/** Other than that of browsers, Node's takes headers. */
const NodeWebSocket = WebSocket as unknown as new (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>> },
) => WebSocket;

interface Message extends Answer {
  readonly method?: string;
  readonly params?: { readonly subscription: string; readonly result: unknown };
}

/** A call that waits for its answer. */
interface Waiting {
  readonly forLogs: boolean;
  answered(answer: Answer, bytes: number): void;
  lost(error: Error): void;
}

/** JSON-RPC over a WebSocket, which is opened again by the next call when it was lost. */
export class WebSocketTransport implements Transport {
  readonly #url: string;
  readonly #authorization: string | undefined;
  #open: Promise<WebSocket> | undefined;
  #socket: WebSocket | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  readonly #pool = new BufferPool();
  #onHead: ((head: unknown) => void) | undefined;
  #onLost: ((why: string) => void) | undefined;

  constructor(url: string) {
    const parsed = new URL(url);
    const { username, password } = parsed;
    if (username !== "") {
      const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      this.#authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
    }
    parsed.username = "";
    parsed.password = "";
    this.#url = parsed.href;
  }

  /** Each call in a message of its own, over one connection. */
  async batch(calls: readonly Call[], maxBytes: number, signal: AbortSignal): Promise<unknown[]> {
    signal.throwIfAborted();
    const socket = await this.#connect();
    const answers = await this.#send(socket, calls, maxBytes, signal);
    return calls.map(({ method }, index) => resultOf(method, answers[index]));
  }

  /**
   * Has the node tell of each new head.
   * @returns Why that ended, when it has.
   * @throws TransportError or RpcError if it cannot begin.
   */
  async subscribeHeads(
    onHead: (head: unknown) => void,
    onBegin: () => void,
    signal: AbortSignal,
  ): Promise<string> {
    const socket = await this.#connect();
    const ended = new Promise<string>((resolve) => (this.#onLost = resolve));
    this.#onHead = onHead;
    const call = { method: "eth_subscribe", params: ["newHeads"] };
    const [answer] = await this.#send(socket, [call], Infinity, signal);
    resultOf(call.method, answer);
    onBegin();
    return ended;
  }

  close(): void {
    void this.#open?.then(
      (socket) => socket.close(),
      () => {},
    );
  }

  #connect(): Promise<WebSocket> {
    this.#open ??= new Promise((resolve, reject) => {
      const headers = this.#authorization ? { authorization: this.#authorization } : {};
      const socket = new NodeWebSocket(this.#url, { headers });
      this.#socket = socket;
      // Node does not say why a connection fails.
      let why = "no connection";
      const fail = () => {
        clearTimeout(timer);
        reject(new TransportError(why));
        this.#lose(socket, why);
      };
      const timer = setTimeout(() => {
        fail();
        socket.close();
      }, OPENING_MS);
      socket.addEventListener("open", () => {
        why = "the connection ended";
        clearTimeout(timer);
        resolve(socket);
      });
      socket.addEventListener("message", ({ data }) => this.#hear(socket, String(data)));
      socket.addEventListener("error", fail);
      socket.addEventListener("close", fail);
    });
    return this.#open;
  }

  #send(
    socket: WebSocket,
    calls: readonly Call[],
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Answer[]> {
    return new Promise((resolve, reject) => {
      const answers: Answer[] = [];
      const ids: number[] = [];
      let missing = calls.length;
      let bytes = 0;
      const settle = (act: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
        for (const id of ids) this.#waiting.delete(id);
        act();
      };
      const lost = (error: Error) => settle(() => reject(error));
      const abort = () => lost(signal.reason as Error);
      const timer = setTimeout(() => {
        this.#lose(socket, `silent for ${SILENCE_MS / 1000} s`);
        socket.close();
      }, SILENCE_MS);
      signal.addEventListener("abort", abort);
      const answered = (index: number, answer: Answer, length: number) => {
        timer.refresh();
        answers[index] = answer;
        bytes += length;
        if (bytes > maxBytes) {
          lost(new TransportError(`more than ${maxBytes} bytes came back`, { tooLarge: true }));
        } else if (--missing === 0) settle(() => resolve(answers));
      };
      calls.forEach((call, index) => {
        const { method, params } = call;
        const id = ++this.#lastId;
        ids.push(id);
        this.#waiting.set(id, {
          forLogs: isForLogs(call),
          answered: (answer, length) => answered(index, answer, length),
          lost,
        });
        socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
      });
    });
  }

  #hear(socket: WebSocket, text: string): void {
    let message: Message;
    try {
      message = this.#read(text);
    } catch (error) {
      this.#lose(socket, (error as Error).message);
      socket.close();
      return;
    }
    if (message.method === "eth_subscription") this.#onHead?.(message.params?.result);
    else this.#waiting.get(message.id ?? 0)?.answered(message, text.length);
  }

  #read(text: string): Message {
    const isOfLogs = (id: unknown) => this.#waiting.get(Number(id))?.forLogs === true;
    if (![...this.#waiting.keys()].some(isOfLogs)) return parseAnswer(text);
    return readAnswers(Buffer.from(text), isOfLogs, this.#pool) as Message;
  }

  /** Nothing more is expected from this connection. */
  #lose(socket: WebSocket, why: string): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    this.#open = undefined;
    this.#onLost?.(why);
    this.#onHead = undefined;
    this.#onLost = undefined;
    const error = new TransportError(why, { tooLarge: true });
    for (const { lost } of [...this.#waiting.values()]) lost(error);
  }
}
