import type { BufferPool } from "./bufferPool.ts";
import { CLOSE_LIST, CLOSE_OBJECT, JsonScanner, OPEN_LIST, OPEN_OBJECT } from "./jsonScanner.ts";
import { LogList } from "./logList.ts";
import type { Answer } from "./transport.ts";
import { TransportError } from "./transport.ts";

/**
 * Reads the answer to a batch of calls, or to one call.
 * @param isOfLogs - whether the result of the call of this id is a list of logs: it then is a {@link LogList}
 * @param pool - of the buffers that those lists are in until they are released
 * @throws TransportError if it is no JSON, or there is no such list.
 */
export function readAnswers(
  bytes: Buffer,
  isOfLogs: (id: unknown) => boolean,
  pool: BufferPool,
): Answer | Answer[] {
  const reader = new AnswerReader(bytes, isOfLogs, pool);
  try {
    const answers = reader.read();
    reader.release();
    return answers;
  } catch (error) {
    reader.giveUp();
    if (!(error instanceof SyntaxError)) throw error;
    const beginning = bytes.toString("utf8", 0, 60);
    throw new TransportError(`the answer is no JSON with logs (${error.message}): ${beginning}`);
  }
}

class AnswerReader {
  readonly #json: JsonScanner;
  readonly #isOfLogs: (id: unknown) => boolean;
  readonly #pool: BufferPool;
  /** Of all lists together: hex is twice as long as what it stands for. */
  readonly #records: Buffer<ArrayBuffer>;
  /** Where the records of the next list go. */
  #end = 0;
  /** By the reader itself, and each list that has records. */
  #holds = 1;

  constructor(bytes: Buffer, isOfLogs: (id: unknown) => boolean, pool: BufferPool) {
    this.#json = new JsonScanner(bytes);
    this.#isOfLogs = isOfLogs;
    this.#pool = pool;
    this.#records = pool.acquire(bytes.length / 2);
  }

  read(): Answer | Answer[] {
    const json = this.#json;
    if (!json.take(OPEN_LIST)) return this.#answer();
    const answers: Answer[] = [];
    if (json.take(CLOSE_LIST)) return answers;
    do answers.push(this.#answer());
    while (json.more(CLOSE_LIST));
    return answers;
  }

  /** Nobody gets the lists that were read. */
  giveUp(): void {
    this.#holds = 1;
    this.release();
  }

  /** One who needed the records does not any more. */
  release(): void {
    if (--this.#holds === 0) this.#pool.release(this.#records);
  }

  #answer(): Answer {
    const json = this.#json;
    const answer: Record<string, unknown> = {};
    let listAt = 0;
    json.expect(OPEN_OBJECT);
    do {
      const start = json.name();
      const name = json.bytes.toString("utf8", start, json.end);
      if (name !== "result" || json.peek() !== OPEN_LIST) answer[name] = json.value();
      else if (this.#isOfLogs(answer.id)) answer.result = this.#logs(json);
      else {
        listAt = json.at;
        json.skip();
      }
    } while (json.more(CLOSE_OBJECT));
    if (listAt > 0) answer.result = this.#list(new JsonScanner(json.bytes, listAt), answer.id);
    return answer;
  }

  /** A list that came before the id of its call, or is none of logs. */
  #list(json: JsonScanner, id: unknown): unknown {
    return this.#isOfLogs(id) ? this.#logs(json) : json.value();
  }

  #logs(json: JsonScanner): LogList {
    const room = this.#records.subarray(this.#end);
    const list = new LogList(json, room, () => {
      if (list.size > 0) this.release();
    });
    if (list.size > 0) this.#holds++;
    this.#end += list.size;
    return list;
  }
}
