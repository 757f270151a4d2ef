import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";
import type { Metafile } from "esbuild";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";

import { ROOT } from "../../scripts/bootstrap/paths.mjs";
import type * as Sdk from "../../sdk/src/browser.ts";
import { packSdk } from "../sdk/fixture/npm.ts";
import type { Owner, World } from "../sdk/fixture/world.ts";
import { createWorld, digest, filing } from "../sdk/fixture/world.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What the page's script leaves for the tests. */
interface SdkWindow {
  readonly sdk: typeof Sdk;
}

describe("The packed SDK in Chromium", function () {
  this.timeout(120_000);
  let folder: string;
  let metafile: Metafile;
  let server: Server;
  let browser: Browser;
  let page: Page;
  let world: World;
  let owner: Owner;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "data-rights-browser-"));
    const script = path.join(folder, "page.js");
    metafile = await bundle(folder, script);
    server = await serve(await readFile(script, "utf8"));
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => "sdk" in globalThis);
    world = await createWorld();
    owner = await world.owner();
  });
  after(async () => {
    await world.stop();
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  });

  it("holds nothing of Node", () => {
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((file) => /sdk\/dist\/.*\.node\.js$/.test(file))).to.deep.equal([]);
    const external = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
    expect(external.filter((one) => one.external)).to.deep.equal([]);
  });

  it("hashes a File piece by piece, with progress", async () => {
    const result = await page.evaluate(async () => {
      const { sdk } = globalThis as unknown as SdkWindow;
      const chunk = new Uint8Array(2 ** 20).map((_, i) => i % 251);
      const file = new File(
        Array.from({ length: 8 }, () => chunk),
        "data.bin",
      );
      let last: unknown;
      const hashed = await sdk.hashFile(file, { onProgress: (progress) => (last = progress) });
      return { hashed, last };
    });
    const chunk = Buffer.alloc(2 ** 20).map((_, i) => i % 251);
    const bytes = Buffer.concat(Array.from({ length: 8 }, () => chunk));
    expect(result.hashed).to.deep.equal({
      commitment: digest(bytes),
      algorithm: "SHA256",
      bytes: bytes.length,
    });
    expect(result.last).to.deep.equal({ bytes: bytes.length, total: bytes.length });
  });

  it("reads from the chain, and finds the certificate of a file that it hashed itself", async () => {
    const certificateId = await world.certify(owner, filing("in the browser"));
    const { deployment } = owner.registry;
    const found = await page.evaluate(
      async ({ rpc, given }) => {
        const { sdk } = globalThis as unknown as SdkWindow;
        const registry = await sdk.connect({ deployment: given, rpc });
        const { commitment } = await sdk.hashFile(new Blob(["in the browser"]));
        return registry.rights.inForce(commitment, "HOLD");
      },
      { rpc: world.anvil.url, given: deployment },
    );
    expect(found).to.equal(certificateId);
  });

  it("writes, signed in the page", async () => {
    const { deployment } = owner.registry;
    const written = await page.evaluate(
      async ({ rpc, given, asked }) => {
        const { sdk } = globalThis as unknown as SdkWindow;
        // The world's first owner, and its relayer.
        const [signer, relayer] = [sdk.devSigner(100), sdk.devSigner(3)];
        const registry = await sdk.connect({ deployment: given, rpc, signer, relayer });
        return registry.rights.file(asked);
      },
      { rpc: world.anvil.url, given: deployment, asked: filing("filed in the browser") },
    );
    const record = await owner.registry.rights.get(written.applicationId);
    expect(record).to.include({ applicant: owner.participantId });
  });

  it("throws the same typed errors", async () => {
    const error = await page.evaluate(async () => {
      const { sdk } = globalThis as unknown as SdkWindow;
      try {
        await sdk.hashFile("data.csv");
        return "nothing";
      } catch (thrown) {
        return thrown instanceof sdk.FileError ? thrown.code : "something else";
      }
    });
    expect(error).to.equal("NOT_A_FILE");
  });
});

/** Bundles a page's script that imports the package as a bundler finds it when installed. */
async function bundle(folder: string, outfile: string): Promise<Metafile> {
  const installed = path.join(folder, "node_modules/@data-rights/sdk");
  await mkdir(installed, { recursive: true });
  const unpacking = ["-xzf", await packSdk(folder), "-C", installed, "--strip-components=1"];
  await promisify(execFile)("tar", unpacking);
  const entry = path.join(folder, "entry.js");
  await writeFile(entry, 'import * as sdk from "@data-rights/sdk";\nglobalThis.sdk = sdk;\n');
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    metafile: true,
    nodePaths: [path.join(ROOT, "sdk/node_modules"), path.join(ROOT, "node_modules")],
  });
  return metafile;
}

async function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const asksScript = request.url === "/page.js";
    response.setHeader("content-type", asksScript ? "text/javascript" : "text/html");
    response.end(asksScript ? script : '<script type="module" src="/page.js"></script>');
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return server;
}
