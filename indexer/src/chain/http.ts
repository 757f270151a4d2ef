import http from "node:http";
import https from "node:https";

/** A node is given up on for this request when it has sent nothing for so long. */
const SILENCE_MS = 30_000;

/** A request that got no usable answer. */
export class TransportError extends Error {
  /** Whether a smaller question may fare better. */
  readonly tooLarge: boolean;

  constructor(message: string, tooLarge = false) {
    super(message);
    this.name = "TransportError";
    this.tooLarge = tooLarge;
  }
}

/** Posts JSON over connections that are kept open. */
export class HttpClient {
  readonly #url: URL;
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;

  constructor(url: string) {
    this.#url = new URL(url);
    const secure = this.#url.protocol === "https:";
    this.#agent = secure
      ? new https.Agent({ keepAlive: true })
      : new http.Agent({ keepAlive: true });
    this.#request = secure ? https.request : http.request;
  }

  /**
   * @param maxBytes - a longer answer is refused
   * @throws TransportError if nothing usable comes back; what aborts `signal` if that does first.
   */
  post(body: string, maxBytes: number, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = this.#request(this.#url, {
        method: "POST",
        agent: this.#agent,
        signal,
        timeout: SILENCE_MS,
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      });
      request.on("response", (response) => {
        const status = response.statusCode ?? 0;
        const chunks: Buffer[] = [];
        let length = 0;
        response.on("data", (chunk: Buffer) => {
          length += chunk.length;
          chunks.push(chunk);
          if (length > maxBytes) {
            request.destroy(new TransportError(`more than ${maxBytes} bytes came back`, true));
          }
        });
        response.on("error", (error) => reject(failure(error, signal, true)));
        response.on("end", () => {
          if (status === 200) resolve(Buffer.concat(chunks, length).toString("utf8"));
          else reject(new TransportError(`HTTP status ${status}`, status === 413));
        });
      });
      request.on("timeout", () => {
        request.destroy(new TransportError(`silent for ${SILENCE_MS / 1000} s`, true));
      });
      request.on("error", (error) => reject(failure(error, signal)));
      request.end(body);
    });
  }

  /** Closes the connections that are not in use. */
  close(): void {
    this.#agent.destroy();
  }
}

/** @param amid - whether part of the answer had come: some proxies cut off what is too long for them */
function failure(error: NodeJS.ErrnoException, signal: AbortSignal, amid = false): Error {
  if (error instanceof TransportError || signal.aborted) return error;
  return new TransportError(error.code ?? error.message, amid);
}
