let id = 0;

/**
 * Calls a JSON-RPC method of a node.
 * @throws Error with the node's own words, or fetch's if it does not answer.
 */
export async function callNode<Result>(
  url: string,
  method: string,
  ...params: unknown[]
): Promise<Result> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params }),
  });
  const answer = (await response.json()) as { result: Result; error?: { message: string } };
  if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
  return answer.result;
}

/** A block's number, hash and time (Unix seconds). */
export interface BlockRef {
  readonly number: number;
  readonly hash: string;
  readonly time: number;
}

/** A block of the node's chain; undefined if it has none of this number. */
export async function readBlock(
  url: string,
  which: number | "latest",
): Promise<BlockRef | undefined> {
  const block = await callNode<{ number: string; hash: string; timestamp: string } | null>(
    url,
    "eth_getBlockByNumber",
    typeof which === "number" ? `0x${which.toString(16)}` : which,
    false,
  );
  if (block === null) return undefined;
  return { number: Number(block.number), hash: block.hash, time: Number(block.timestamp) };
}

/** The newest block. */
export async function readHead(url: string): Promise<BlockRef> {
  const head = await readBlock(url, "latest");
  if (head === undefined) throw new Error(`The node at ${url} has no blocks`);
  return head;
}
