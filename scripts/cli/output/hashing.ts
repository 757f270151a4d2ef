import type { ChunkCommitment, HashOptions, HashResult } from "../../../sdk/src/index.ts";
import { givenPath } from "../input/path.ts";
import { formatBytes } from "./format.ts";
import { Progress } from "./progress.ts";

const SHOWN_FROM_BYTES = 64_000_000;

/** Either way to commit to a file, and how long it took. */
export type TimedHash = (HashResult | ChunkCommitment) & { readonly seconds: number };

type HashWay<Result> = (file: string, options: HashOptions) => Promise<Result>;

/**
 * Hashes a file, as the person named it, in one way or another, with a progress bar if it is large.
 * Throws `FileError`.
 */
export async function hashWithProgress<Result extends HashResult | ChunkCommitment>(
  file: string,
  hash: HashWay<Result>,
): Promise<Result & { readonly seconds: number }> {
  const progress = new Progress();
  const start = performance.now();
  try {
    const result = await hash(givenPath(file), { onProgress: showProgress(progress, file) });
    return { ...result, seconds: Math.round(performance.now() - start) / 1000 };
  } finally {
    progress.clear();
  }
}

/** What to do as hashing goes on. */
export function showProgress(progress: Progress, file: string) {
  const start = performance.now();
  return ({ bytes, total }: { bytes: number; total: number | undefined }): void => {
    if (total === undefined || total < SHOWN_FROM_BYTES) return;
    const rate = bytes / ((performance.now() - start) / 1000);
    const sizes = `${formatBytes(bytes)} of ${formatBytes(total)}`;
    progress.update(bytes / total, `${sizes}  ${formatBytes(rate)}/s  ${file}`);
  };
}
