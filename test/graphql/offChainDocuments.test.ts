import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { seeded, writeHistory } from "./fixture/history.ts";
import { Served } from "./fixture/serve.ts";

describe("Serving: documents", () => {
  const text = JSON.stringify({ title: "A description" });
  const name = createHash("sha256").update(text).digest("hex");
  const secret = "f".repeat(64);
  let folder: string;
  let served: Served;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "documents-"));
    const documents = path.join(folder, "documents");
    mkdirSync(documents);
    writeFileSync(path.join(documents, name), text);
    writeFileSync(path.join(documents, "0".repeat(64)), "%PDF-1.7");
    writeFileSync(path.join(documents, "1".repeat(64)), "<script>alert(1)</script>");
    writeFileSync(path.join(documents, "2".repeat(64)), "");
    writeFileSync(path.join(folder, "secret"), "secret");
    symlinkSync(path.join(folder, "secret"), path.join(documents, secret));
    mkdirSync(path.join(documents, "3".repeat(64)));
    served = await Served.start((book) => writeHistory(book, 3, seeded(1)), { documents });
  });

  after(async () => {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends a path exactly as given: `fetch` would tidy it up first. */
  function rawGet(target: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(served.url).port), "127.0.0.1", () => {
        socket.end(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      });
      let answer = "";
      socket.on("data", (chunk) => (answer += String(chunk)));
      socket.on("end", () => resolve(answer));
      socket.on("error", reject);
    });
  }

  it("are served by their hash, for good", async () => {
    const response = await fetch(`${served.url}/documents/${name}`);
    expect(response.status).to.equal(200);
    expect(await response.text()).to.equal(text);
    expect(response.headers.get("content-type")).to.equal("application/json; charset=utf-8");
    expect(response.headers.get("content-length")).to.equal(String(text.length));
    expect(response.headers.get("cache-control")).to.include("immutable");
    expect(response.headers.get("access-control-allow-origin")).to.equal("*");
    const headers = { "if-none-match": response.headers.get("etag") ?? "" };
    const again = await fetch(`${served.url}/documents/${name}`, { headers });
    expect(again.status).to.equal(304);
    const head = await fetch(`${served.url}/documents/${name}`, { method: "HEAD" });
    expect(head.headers.get("content-length")).to.equal(String(text.length));
    expect(await head.text()).to.equal("");
  });

  it("are never run by a browser", async () => {
    const type = async (digit: string) => {
      const response = await fetch(`${served.url}/documents/${digit.repeat(64)}`);
      expect(response.headers.get("x-content-type-options")).to.equal("nosniff");
      expect(response.headers.get("content-security-policy")).to.include("sandbox");
      return response.headers.get("content-type");
    };
    expect(await type("0")).to.equal("application/pdf");
    expect(await type("1")).to.equal("application/octet-stream");
    expect(await type("2")).to.equal("application/octet-stream");
  });

  it("unknown ones, links and folders are not there", async () => {
    for (const other of ["a".repeat(64), secret, "3".repeat(64)]) {
      const response = await fetch(`${served.url}/documents/${other}`);
      expect(response.status, other).to.equal(404);
      expect(await response.json()).to.deep.equal({ error: `No document ${other} is kept here` });
    }
  });

  it("nothing outside the folder can be reached", async () => {
    const targets = [
      "/documents/../secret",
      "/documents/..%2fsecret",
      "/documents/%2e%2e/secret",
      "/documents/%2e%2e%2fsecret",
      "/documents/..\\secret",
      "/documents//etc/passwd",
      `/documents/${name}/../../secret`,
      `/documents/${name}%00`,
      `/documents/${name.toUpperCase()}`,
      "/documents/",
      "//documents/../secret",
      "/documents/../../../../../../etc/passwd",
    ];
    for (const target of targets) {
      const answer = await rawGet(target);
      expect(answer, target).to.match(/^HTTP\/1\.1 40[04] /);
      expect(answer, target).not.to.match(/\r\n\r\nsecret|root:/);
    }
  });

  it("are not there at all without a folder", async () => {
    const bare = await Served.start((book) => writeHistory(book, 3, seeded(1)));
    expect((await fetch(`${bare.url}/documents/${name}`)).status).to.equal(404);
    await bare.close();
  });
});
