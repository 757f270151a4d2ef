import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import fc from "fast-check";

import * as browser from "../../sdk/src/chunks/browser.ts";
import { FileError, hashChunks, InvalidInputError, proveChunk } from "../../sdk/src/index.ts";
import { thrown } from "./fixture/thrown.ts";

const CHUNK = 1024;

const sha256 = (...parts: Uint8Array[]): Buffer =>
  createHash("sha256").update(Buffer.concat(parts)).digest();
const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;

function cut(bytes: Uint8Array): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK));
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * CHUNK, (i + 1) * CHUNK));
}

/** The tree as RFC 9162, section 2.1, defines it: split at the largest power of two below the count. */
function root(chunks: Uint8Array[]): Buffer {
  const [only] = chunks;
  if (chunks.length === 1 && only) return sha256(Buffer.of(0), only);
  const half = 2 ** Math.ceil(Math.log2(chunks.length) - 1);
  return sha256(Buffer.of(1), root(chunks.slice(0, half)), root(chunks.slice(half)));
}

function pathTo(chunks: Uint8Array[], index: number): Buffer[] {
  if (chunks.length === 1) return [];
  const half = 2 ** Math.ceil(Math.log2(chunks.length) - 1);
  const [left, right] = [chunks.slice(0, half), chunks.slice(half)];
  return index < half
    ? [...pathTo(left, index), root(right)]
    : [...pathTo(right, index - half), root(left)];
}

function commitment(bytes: Uint8Array): string {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(bytes.length));
  return hex(sha256(Buffer.of(2), size, root(cut(bytes))));
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("Chunk commitments", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "data-rights-chunks-"));
  });
  after(() => rm(folder, { recursive: true }));

  const pieces = fc.integer({ min: 1, max: 3000 });
  const files = fc
    .integer({ min: 0, max: 20 * CHUNK })
    .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));

  it("are those of the definition, however the bytes come, in Node and browser", async () => {
    const property = fc.asyncProperty(files, pieces, async (bytes, size) => {
      const expected = {
        commitment: commitment(bytes),
        algorithm: "CHUNK_MERKLE",
        bytes: bytes.length,
        root: hex(root(cut(bytes))),
      };
      const file = path.join(folder, "file");
      await writeFile(file, bytes);
      expect(await hashChunks(file)).to.deep.equal(expected);
      expect(await hashChunks(inPieces(bytes, size))).to.deep.equal(expected);
      expect(await browser.hashChunks(inPieces(bytes, size))).to.deep.equal(expected);
      expect(await browser.hashChunks(new Blob([new Uint8Array(bytes)]))).to.deep.equal(expected);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it("prove every chunk", async () => {
    for (const count of [1, 2, 3, 5, 8, 11, 16]) {
      const bytes = new Uint8Array(count * CHUNK - 7).map((_, i) => (i * 31 + (i >> 8)) & 0xff);
      const chunks = cut(bytes);
      for (const [index, chunk] of chunks.entries()) {
        const shown = await proveChunk(inPieces(bytes, 700), index);
        expect(shown.chunk).to.equal(hex(chunk));
        expect(shown.proof).to.deep.equal(pathTo(chunks, index).map(hex));
        expect(shown.commitment).to.equal(commitment(bytes));
      }
    }
  });

  it("have no chunk beyond the end", async () => {
    for (const index of [-1, 2]) {
      const error = await thrown(
        proveChunk(inPieces(new Uint8Array(CHUNK + 1), 500), index),
        InvalidInputError,
      );
      expect(error.field).to.equal("index");
      expect(error.message).to.include("0 to 1");
    }
  });

  it("name a file that does not exist", async () => {
    const missing = path.join(folder, "missing");
    expect(await thrown(hashChunks(missing), FileError)).to.include({ path: missing });
  });

  it("tell how far they have come", async () => {
    const seen: number[] = [];
    await hashChunks(inPieces(new Uint8Array(10), 4), {
      onProgress: ({ bytes }) => seen.push(bytes),
    });
    expect(seen).to.deep.equal([4, 8, 10]);
  });
});
