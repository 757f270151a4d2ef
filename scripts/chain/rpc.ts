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

/** @param tag - a number in hex, or `latest` */
export async function readBlock(url: string, tag: string): Promise<BlockRef> {
  const block = await callNode<{ number: string; hash: string; timestamp: string }>(
    url,
    "eth_getBlockByNumber",
    tag,
    false,
  );
  return { number: Number(block.number), hash: block.hash, time: Number(block.timestamp) };
}
