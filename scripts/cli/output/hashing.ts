import type { HashResult } from "../../../sdk/src/index.ts";
import { hashFile } from "../../../sdk/src/index.ts";
import { givenPath } from "../input/path.ts";
import { formatBytes } from "./format.ts";
import { Progress } from "./progress.ts";

const SHOWN_FROM_BYTES = 64_000_000;

export interface TimedHash extends HashResult {
  readonly seconds: number;
}

/** Hashes a file, as the person named it, with a progress bar if it is large. Throws `FileError`. */
export async function hashWithProgress(file: string): Promise<TimedHash> {
  const progress = new Progress();
  const start = performance.now();
  try {
    const hash = await hashFile(givenPath(file), { onProgress: showProgress(progress, file) });
    return { ...hash, seconds: Math.round(performance.now() - start) / 1000 };
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
