import path from "node:path";

import { SERVER_PROCESS } from "../../../indexer/src/heap.ts";
import type { Child } from "../../chain/child.ts";
import { startChild } from "../../chain/child.ts";
import { note } from "../output/note.ts";
import type { ServerPartOptions, ServerPartReady } from "./options.ts";
import type { ReaderQuestion } from "./together.ts";
import { ReadersTogether } from "./together.ts";

/** A reader that ends so soon after its start would only do so again. */
const SHORT_LIFE_MS = 5000;

const PROGRAM = path.join(import.meta.dirname, "serverChild.ts");

/**
 * The processes that serve the index at one port, among which this one shares out the connections. One that
 * ends is replaced; told to, all are, one after the other, and somebody answers all the while.
 */
export class Readers {
  readonly #options: ServerPartOptions;
  readonly #children: Child<ServerPartReady>[] = [];
  readonly #together: ReadersTogether;
  readonly #lost = Promise.withResolvers<string>();
  #ending = false;
  #reloading: Promise<void> | undefined;
  /** Replacements under way. */
  readonly #replacing = new Set<Promise<void>>();

  private constructor(options: ServerPartOptions) {
    this.#options = options;
    this.#together = new ReadersTogether(options.rateLimit);
  }

  /** @throws ChildError if one cannot start */
  static async start(options: ServerPartOptions, count: number): Promise<Readers> {
    const readers = new Readers(options);
    try {
      for (let reader = 0; reader < count; reader++) {
        readers.#children.push(await readers.#startOne(reader, count > 1));
      }
    } catch (error) {
      await readers.stop();
      throw error;
    }
    return readers;
  }

  get url(): string {
    return this.#children[0]?.ready.url ?? "";
  }

  /** Resolves if a reader cannot be kept up, with what there is to say about it. */
  get lost(): Promise<string> {
    return this.#lost.promise;
  }

  /** Puts a new process in place of each; waits if that is under way already. */
  reload(): Promise<void> {
    this.#reloading ??= this.#replaceAll().finally(() => (this.#reloading = undefined));
    return this.#reloading;
  }

  async stop(): Promise<void> {
    this.#ending = true;
    await this.#reloading;
    await Promise.all(this.#replacing);
    await Promise.all(this.#children.map((child) => child.stop()));
  }

  async #replaceAll(): Promise<void> {
    for (const [reader, old] of this.#children.entries()) {
      if (this.#ending) return;
      this.#children[reader] = await this.#startOne(reader, true);
      await this.#together.end(old);
      await old.stop();
    }
    note("All readers are new");
  }

  async #startOne(reader: number, shared: boolean): Promise<Child<ServerPartReady>> {
    const begun = Date.now();
    const options = { ...this.#options, ...(shared && { reader }) };
    const child = await startChild<ServerPartReady>(PROGRAM, options, {
      ...SERVER_PROCESS,
      sharesPorts: shared,
      onAsk: (question) => this.#together.answer(question as ReaderQuestion, this.#children),
    });
    void this.#watch(reader, child, begun);
    return child;
  }

  async #watch(reader: number, child: Child<ServerPartReady>, begun: number): Promise<void> {
    const why = await child.lost;
    const replaced = this.#replace(reader, child, begun, why);
    this.#replacing.add(replaced);
    await replaced;
    this.#replacing.delete(replaced);
  }

  async #replace(
    reader: number,
    child: Child<ServerPartReady>,
    begun: number,
    why: string,
  ): Promise<void> {
    if (this.#ending || this.#children[reader] !== child) return;
    if (this.#children.length === 1 || Date.now() - begun < SHORT_LIFE_MS) {
      this.#lost.resolve(why);
      return;
    }
    note(`Reader ${reader} is replaced: ${why}`);
    await this.#together.end(child);
    try {
      this.#children[reader] = await this.#startOne(reader, true);
    } catch (error) {
      this.#lost.resolve(String(error));
    }
  }
}
