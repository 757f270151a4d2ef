/** A question, or the answer to the one of that number. */
export type Said =
  | { readonly type: "ask"; readonly id: number; readonly value: unknown }
  | { readonly type: "answer"; readonly id: number; readonly value: unknown };

/** Questions and answers between a process and one that it started: either may ask. */
export class Conversation {
  readonly #send: (message: Said) => void;
  readonly #answer: (question: unknown) => unknown;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #asked = 0;
  #cut = false;

  /**
   * @param send - takes what is said to the other end
   * @param answer - answers what the other end asks; what it throws is answered as nothing
   */
  constructor(send: (message: Said) => void, answer: (question: unknown) => unknown) {
    this.#send = send;
    this.#answer = answer;
  }

  /** Asks the other end. Nothing is answered if it is gone, or goes before it answers. */
  ask(question: unknown): Promise<unknown> {
    if (this.#cut) return Promise.resolve(undefined);
    const id = this.#asked++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send({ type: "ask", id, value: question });
    });
  }

  /** Takes in what came from the other end; messages of other kinds are left alone. */
  hear({ type, id, value }: Said): void {
    if (type === "ask") void this.#reply(id, value);
    if (type !== "answer") return;
    this.#waiting.get(id)?.(value);
    this.#waiting.delete(id);
  }

  /** The other end is gone. */
  cut(): void {
    this.#cut = true;
    for (const resolve of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }

  async #reply(id: number, question: unknown): Promise<void> {
    let value: unknown;
    try {
      value = await this.#answer(question);
    } catch {
      value = undefined;
    }
    if (!this.#cut) this.#send({ type: "answer", id, value });
  }
}
