import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";
import fc from "fast-check";

import { hashFile as hashInBrowser } from "../../sdk/src/hash.browser.ts";
import type { HashProgress } from "../../sdk/src/index.ts";
import { FileError, hashFile } from "../../sdk/src/index.ts";
import { thrown } from "./fixture/thrown.ts";

const EMPTY = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ABC = "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

function sha256(bytes: Uint8Array): string {
  return `0x${createHash("sha256").update(bytes).digest("hex")}`;
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("hashFile", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "data-rights-hash-"));
  });
  after(() => rm(folder, { recursive: true }));

  const write = async (name: string, bytes: Uint8Array | string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    return file;
  };

  it("agrees with the published values", async () => {
    const empty = await hashFile(await write("empty", ""));
    expect(empty).to.deep.equal({ commitment: EMPTY, algorithm: "SHA256", bytes: 0 });
    expect(await hashFile(await write("abc", "abc"))).to.include({ commitment: ABC, bytes: 3 });
    expect(await hashInBrowser(new Blob([]))).to.deep.equal(empty);
    expect(await hashInBrowser(new Blob(["abc"]))).to.include({ commitment: ABC, bytes: 3 });
  });

  it("hashes a file longer than its buffers", async () => {
    const bytes = new Uint8Array(5 * 2 ** 20 + 17).map((_, i) => (i * 31 + (i >> 11)) & 0xff);
    const progress: HashProgress[] = [];
    const file = await write("big", bytes);
    const result = await hashFile(file, { onProgress: (step) => progress.push(step) });
    expect(result).to.deep.include({ commitment: sha256(bytes), bytes: bytes.length });
    expect(progress.length).to.be.greaterThan(4);
    expect(progress.at(-1)).to.deep.equal({ bytes: bytes.length, total: bytes.length });
    const steps = progress.map((step) => step.bytes);
    expect(steps).to.deep.equal(steps.toSorted((left, right) => left - right));
  });

  it("gives the same for a path, a Blob, a File, a stream and an iterable, in Node and browser", async () => {
    const property = fc.asyncProperty(
      fc.uint8Array({ maxLength: 5000 }),
      fc.integer({ min: 1, max: 700 }),
      async (bytes, size) => {
        const expected = sha256(bytes);
        const copy = new Uint8Array(bytes);
        const sources = [
          () => new Blob([copy]),
          () => new File([copy], "data.bin"),
          () => new Blob([copy]).stream(),
          () => inChunks(copy, size),
        ];
        const file = await write("any", copy);
        expect((await hashFile(file)).commitment).to.equal(expected);
        for (const source of sources) {
          for (const hash of [hashFile, hashInBrowser]) {
            expect(await hash(source())).to.include({ commitment: expected, bytes: bytes.length });
          }
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it("reports progress of a stream without a total", async () => {
    const progress: HashProgress[] = [];
    await hashFile(inChunks(new Uint8Array(10), 4), { onProgress: (step) => progress.push(step) });
    expect(progress.map(({ bytes, total }) => [bytes, total])).to.deep.equal([
      [4, undefined],
      [8, undefined],
      [10, undefined],
    ]);
  });

  it("names a file that does not exist, a folder, and what lies below a file", async () => {
    const missing = path.join(folder, "missing.csv");
    const notFound = await thrown(hashFile(missing), FileError);
    expect(notFound).to.include({ code: "FILE_NOT_FOUND", path: missing });
    expect(notFound.shortMessage).to.equal(`${missing} does not exist.`);

    const inside = path.join(folder, "folder");
    await mkdir(inside);
    expect(await thrown(hashFile(inside), FileError)).to.include({
      code: "NOT_A_FILE",
      path: inside,
    });

    const below = path.join(await write("plain", "x"), "y");
    expect(await thrown(hashFile(below), FileError)).to.include({ code: "FILE_NOT_FOUND" });
  });

  it("names a file that cannot be read", async () => {
    if (process.getuid?.() === 0) {
      // Root may read everything: a loop of links is what even root cannot open.
      const loop = path.join(folder, "loop");
      await symlink("loop", loop);
      expect(await thrown(hashFile(loop), FileError)).to.include({
        code: "FILE_NOT_READABLE",
        path: loop,
      });
      return;
    }
    const secret = await write("secret", "x");
    await chmod(secret, 0o000);
    expect(await thrown(hashFile(secret), FileError)).to.include({
      code: "FILE_NOT_READABLE",
      path: secret,
    });
  });

  it("hashes a pipe, whose length is not known", async () => {
    const pipe = path.join(folder, "pipe");
    await promisify(execFile)("mkfifo", [pipe]);
    const totals: unknown[] = [];
    const hashing = hashFile(pipe, { onProgress: ({ total }) => totals.push(total) });
    await writeFile(pipe, "abc");
    expect(await hashing).to.include({ commitment: ABC, bytes: 3 });
    expect(totals).to.deep.equal([undefined]);
  });

  it("reports a stream that breaks", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(3);
      throw new Error("the cable was pulled");
    }
    for (const hash of [hashFile, hashInBrowser]) {
      const error = await thrown(hash(broken()), FileError);
      expect(error).to.include({ code: "FILE_NOT_READABLE", details: "the cable was pulled" });
    }
  });

  it("does not take a path in a browser", async () => {
    const error = await thrown(hashInBrowser("data.csv"), FileError);
    expect(error).to.include({ code: "NOT_A_FILE", path: "data.csv" });
    expect(error.hint).to.include("File or Blob");
  });
});
