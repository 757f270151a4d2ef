import { setFlagsFromString } from "node:v8";

/**
 * Makes this process trade a little speed for memory. Most of what indexing allocates is soon garbage; left
 * alone, V8 lets the space for young objects grow to 128 MB, and the rest to several times what is in use.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=100");
}

/** Limits of the heap, as flags of Node for a process that does nothing but index: none can set them for itself. */
export const INDEX_HEAP = ["--max-old-space-size=128", "--max-semi-space-size=8"] as const;
