import type { Hex } from "./input.ts";

/** How far hashing has come. */
export interface HashProgress {
  /** Bytes hashed so far. */
  readonly bytes: number;
  /** Bytes in all; undefined for a stream, whose length is not known. */
  readonly total: number | undefined;
}

export interface HashOptions {
  /** Called as hashing goes on, and once at its end. */
  readonly onProgress?: (progress: HashProgress) => void;
}

/** The content commitment of a file. */
export interface HashResult {
  /** SHA-256 of the bytes. */
  readonly commitment: Hex;
  readonly algorithm: "SHA256";
  /** Length of the file. */
  readonly bytes: number;
}

/** What can be hashed as a stream. */
export type ByteStream = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/** What can be hashed: a path (Node only), a `Blob` or `File`, or a stream of bytes. */
export type Hashable = string | Blob | ByteStream;

/** What takes bytes as they come. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
}

/** Feeds all bytes of something hashable to a hasher; returns their number. Throws {@link FileError}. */
export type FeedFile = (
  hasher: Hasher,
  file: Hashable,
  onProgress: HashOptions["onProgress"],
) => Promise<number>;

/** Feeds a blob or a stream to a hasher; returns the number of bytes. */
export async function feed(
  hasher: Hasher,
  source: Blob | ByteStream,
  onProgress: HashOptions["onProgress"],
): Promise<number> {
  const total = source instanceof Blob ? source.size : undefined;
  let bytes = 0;
  for await (const chunk of chunksOf(source)) {
    hasher.update(chunk);
    bytes += chunk.length;
    onProgress?.({ bytes, total });
  }
  if (bytes === 0) onProgress?.({ bytes, total });
  return bytes;
}

async function* chunksOf(source: Blob | ByteStream): AsyncGenerator<Uint8Array> {
  if (!(source instanceof Blob) && Symbol.asyncIterator in source) {
    yield* source;
    return;
  }
  // Not every browser lets a ReadableStream be iterated.
  const reader = (source instanceof Blob ? source.stream() : source).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.releaseLock();
  }
}
