/** A node of the compiler's syntax tree, as far as it is read here. */
export interface Node {
  nodeType: string;
  /** `start:length:file`, in bytes. */
  src: string;
  name?: string;
  [property: string]: unknown;
}

/** Half-open range of bytes in a source. */
export interface Range {
  start: number;
  end: number;
}

export function rangeOf({ src }: Node): Range {
  const [start = 0, length = 0] = src.split(":").map(Number);
  return { start, end: start + length };
}

/** The node and all below it, in the order of the source. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  } else if (typeof value === "object" && value !== null) {
    if (isNode(value)) yield value;
    for (const child of Object.values(value)) yield* nodesOf(child);
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}
