import { setFlagsFromString } from "node:v8";

/**
 * Makes this process trade a little speed for memory. Most of what indexing allocates is soon garbage; left
 * alone, V8 lets the space for young objects grow to 128 MB, and the rest to several times what is in use.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=100");
}

/**
 * How a process that does nothing but index is started, so that it needs little memory: no process can set
 * that for itself. The variables are glibc's, and others ignore them: what nodes answer is held in large pieces, which
 * go back to the system when they are done with; what is read from a socket at once is smaller, and used again.
 * One thread compiles and collects beside the two that index: Node would start four, which take their time from these.
 */
export const INDEX_PROCESS = {
  nodeFlags: ["--max-old-space-size=104", "--max-semi-space-size=4", "--v8-pool-size=1"],
  env: { MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "65536" },
} as const;

/**
 * How a process that answers queries is started: what it needs is kept well below this, and V8 would let garbage
 * grow to gigabytes before it collects.
 */
export const SERVER_PROCESS = {
  nodeFlags: ["--max-old-space-size=160", "--max-semi-space-size=8"],
} as const;
