import { isError, isHexString } from "ethers";

import { NodeError, NodeUnreachableError } from "./connection.ts";
import { RegistryError } from "./RegistryError.ts";
import type { RevertedCall } from "./revert.ts";
import { revertError } from "./revert.ts";
import { BatchTooLargeError, InsufficientFundsError, SigningRefusedError } from "./transaction.ts";

/** What was asked of the node. */
export interface NodeRequest {
  readonly url: string;
  /** What it was, for people: a JSON-RPC method, or "the transaction". */
  readonly name: string;
  readonly call?: RevertedCall | undefined;
  /** The account that pays, if the request is a transaction. */
  readonly payer?: string | undefined;
}

const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "NETWORK_ERROR",
  "SERVER_ERROR",
  "TIMEOUT",
]);

const TOO_LARGE = /out of gas|gas required exceeds|gas limit|exceeds (the )?block/i;

/** The typed error for what the node, or the way to it, answered. */
export function nodeError(error: unknown, request: NodeRequest): RegistryError {
  if (error instanceof RegistryError) return error;
  if (isConnectionFailure(error)) return new NodeUnreachableError(request.url, error);
  // What the node said, without the request, which can be megabytes long.
  const cause = layers(error).at(-1);
  if (isError(error, "ACTION_REJECTED")) return new SigningRefusedError(error);
  const data = revertData(error);
  if (data !== undefined) return revertError(data, request.call, cause);
  const details = deepestMessage(error);
  if (TOO_LARGE.test(details))
    return new BatchTooLargeError(request.call?.size ?? 1, details, cause);
  if (request.payer !== undefined && /insufficient funds/i.test(details)) {
    return new InsufficientFundsError(request.payer, cause);
  }
  return new NodeError(request.name, details, cause);
}

/** Whether the node could not be reached at all, as against answering with an error. */
export function isConnectionFailure(error: unknown): boolean {
  if (error instanceof NodeUnreachableError) return true;
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  if (CONNECTION_CODES.has(String(code)) || CONNECTION_CODES.has(String(cause?.code))) return true;
  // What `fetch` throws when there is no connection.
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}

/** The data a reverted call returned, from wherever the error carries it. */
function revertData(error: unknown): string | undefined {
  const reverted = layers(error).filter(isRevert);
  if (reverted.length === 0) return undefined;
  const found = reverted.map(({ data }) => data).find((data) => isHexString(data));
  return found ?? "0x";
}

function isRevert(layer: Layer): boolean {
  return layer.code === 3 || /execution reverted/i.test(String(layer.message));
}

interface Layer {
  readonly code?: unknown;
  readonly data?: unknown;
  readonly message?: unknown;
  readonly error?: unknown;
  readonly info?: unknown;
}

/** The error, and those it wraps, from the outside in. */
function layers(error: unknown): Layer[] {
  const found: Layer[] = [];
  let next: unknown = error;
  while (typeof next === "object" && next !== null && found.length < 6) {
    const layer: Layer = next;
    found.push(layer);
    next = layer.error ?? layer.info;
  }
  return found;
}

function deepestMessage(error: unknown): string {
  const messages = layers(error).flatMap(({ message }) =>
    typeof message === "string" ? [message] : [],
  );
  return messages.at(-1) ?? String(error);
}
