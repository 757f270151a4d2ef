/**
 * Flags of Node for the process that indexes. Most of what indexing allocates is soon garbage; left alone,
 * V8 lets it pile up in proportion to the machine's memory.
 */
export const INDEX_HEAP = ["--max-old-space-size=128", "--max-semi-space-size=8"] as const;
