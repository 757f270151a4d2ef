import { GraphQLUnreachableError } from "../errors/graphql.ts";
import type {
  EventFieldsFragment,
  EventFilter,
  WatchEventsSubscription,
} from "../generated/documents.ts";
import { WatchEventsDocument } from "../generated/documents.ts";
import type { GraphQLClient } from "./client.ts";
import { serverSentEvents } from "./sse.ts";

/** Which events to watch, and from where. */
export interface WatchOptions {
  readonly where?: EventFilter;
  /** First send what is in this block and later. Left out: only what comes from now on. */
  readonly since?: number;
  /** Ends the watch. */
  readonly signal?: AbortSignal;
  /** Called when the connection is lost, before each attempt to connect again. */
  readonly onDisconnect?: (error: unknown) => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * Events as they are indexed. A lost connection is made anew, from the last block that was seen:
 * none is missed, and none comes twice. Throws if the first connection fails.
 */
export async function* watchEvents(
  client: GraphQLClient,
  options: WatchOptions,
): AsyncGenerator<EventFieldsFragment, void, undefined> {
  const { where, since, onDisconnect } = options;
  const ended = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
  const seen = new Seen(since);
  let wait = FIRST_WAIT_MS;
  let connected = false;
  try {
    while (!signal.aborted) {
      try {
        const variables = { where: where ?? null, since: seen.block ?? null };
        const stream = await client.subscribe(WatchEventsDocument, variables, signal);
        connected = true;
        for await (const message of serverSentEvents(stream)) {
          wait = FIRST_WAIT_MS;
          if (message.event !== "next") continue;
          const { event } = client.dataOf<WatchEventsSubscription>(JSON.parse(message.data));
          if (seen.isNew(event)) yield event;
        }
        onDisconnect?.(new GraphQLUnreachableError(client.url, undefined));
      } catch (error) {
        if (signal.aborted) return;
        if (!connected || !isConnectionLoss(error)) throw error;
        onDisconnect?.(error);
      }
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  } finally {
    ended.abort();
  }
}

/** What was seen of the last block: a new connection sends that block again. */
class Seen {
  block: number | undefined;
  #events = new Set<string>();

  constructor(block: number | undefined) {
    this.block = block;
  }

  isNew({ id, block, transaction }: EventFieldsFragment): boolean {
    if (block !== this.block) this.#events = new Set();
    this.block = block;
    const key = `${id} ${transaction}`;
    if (this.#events.has(key)) return false;
    this.#events.add(key);
    return true;
  }
}

function isConnectionLoss(error: unknown): boolean {
  // What `fetch` and its stream throw when the connection breaks.
  return error instanceof GraphQLUnreachableError || error instanceof TypeError;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}
