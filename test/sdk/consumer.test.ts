import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";

import { ROOT } from "../../scripts/bootstrap/paths.mjs";
import { connect } from "../../sdk/src/index.ts";
import { npm, packSdk } from "./fixture/npm.ts";
import type { Served } from "./fixture/serve.ts";
import { serveIndex } from "./fixture/serve.ts";
import type { World } from "./fixture/world.ts";
import { createWorld, filing } from "./fixture/world.ts";

const TYPED_CONSUMER = `
import type { Call, Provenance, SignedRequest, Terms, Written } from "@data-rights/sdk";
import { connect, ContractRevertError, devSigner, hashFile, USES } from "@data-rights/sdk";

const registry = await connect({ deployment: "deployment.json", signer: devSigner(100) });
const filed: Written<{ applicationId: number }> = await registry.rights.file({
  commitment: (await hashFile("data.csv")).commitment,
  right: "HOLD",
  description: { hash: "0x", uri: "" },
});
const terms: Terms = { permittedUses: [USES[0]], until: new Date(), documentHash: "0x" };
const call: Call<{ licenseId: number }> = registry.calls.licenses.grant({ certificateId: 1, licensee: 2, terms });
const { results } = await registry.send([call, registry.calls.rights.openNotice(filed.applicationId)]);
const licenseId: number = results[0].licenseId;
const noticeEnd: Date = results[1].noticeEnd;
const request: SignedRequest<{ licenseId: number }> = await registry.relay.sign(call);
const submitted: number[] = (await registry.relay.submit([request])).results.map((one) => one.licenseId);
const answer: Provenance = await registry.provenance.verify("data.csv", { asOf: { block: 1 } });
const holders: string[] = answer.certificates.map(({ holder }) => holder.id);
const page = await registry.certificates.list({ where: { status: ["ACTIVE"] }, orderBy: { field: "EXPIRES_AT" } });
const expires: string | undefined = page.nodes[0]?.expiresAt;
export { ContractRevertError, expires, holders, licenseId, noticeEnd, submitted };

// @ts-expect-error no such right
await registry.rights.inForce("0x", "OWN");
// @ts-expect-error a filing says which right
registry.calls.rights.file({ commitment: "0x", description: { hash: "0x", uri: "" } });
// @ts-expect-error no such filter
await registry.certificates.list({ where: { colour: "red" } });
`;

const COMPILER_OPTIONS = {
  strict: true,
  noEmit: true,
  target: "es2023",
  lib: ["es2023", "dom", "dom.asynciterable"],
  types: [],
};

describe("The packed SDK in an empty project", function () {
  this.timeout(180_000);
  let project: string;
  let world: World;
  let served: Served;

  before(async function () {
    // The registry of packages may take its time.
    this.timeout(900_000);
    project = await mkdtemp(path.join(tmpdir(), "data-rights-consumer-"));
    const tarball = await packSdk(project);
    await writeFile(path.join(project, "package.json"), '{ "private": true, "type": "module" }');
    await npm(project, "install", "--prefer-offline", "--no-audit", "--no-fund", tarball);

    world = await createWorld();
    const { deployment } = world.registrar;
    served = await serveIndex(deployment, world.anvil.url);
    await mkdir(path.join(project, ".registry"));
    await writeFile(path.join(project, ".registry/deployment.json"), JSON.stringify(deployment));
    await writeFile(path.join(project, "measurements.csv"), "measurements");
    await writeFile(path.join(project, "description.json"), "{}");
    await world.certify(await world.owner(), filing("measurements"));
    const registry = await connect({ deployment, rpc: world.anvil.url, graphql: served.graphql });
    await served.level(registry, (method) => world.anvil.rpc(method));
  });
  after(async () => {
    await served.stop();
    await world.stop();
    await rm(project, { recursive: true });
  });

  /** Runs a script in the project; returns what it printed, line by line. */
  const run = async (script: string): Promise<string[]> => {
    const addressed = script
      .replaceAll("http://127.0.0.1:8545", world.anvil.url)
      .replaceAll("http://127.0.0.1:4000/graphql", served.graphql);
    await writeFile(path.join(project, "script.js"), addressed);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["script.js"], {
      cwd: project,
    });
    expect(stderr).to.equal("");
    return stdout.trim().split("\n");
  };

  const examples = async (): Promise<string[]> => {
    const readme = await readFile(
      path.join(project, "node_modules/@data-rights/sdk/README.md"),
      "utf8",
    );
    return [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code = ""]) => code);
  };

  it("depends on ethers and @noble/hashes, and brings nothing else of its own", async () => {
    const listed = await npm(project, "ls", "--json", "--depth=1");
    const { dependencies } = JSON.parse(listed) as Record<
      string,
      Record<string, { dependencies: object }>
    >;
    const own = dependencies?.["@data-rights/sdk"]?.dependencies ?? {};
    expect(Object.keys(own).toSorted()).to.deep.equal(["@noble/hashes", "ethers"]);
  });

  it("verifies a file against a running registry", async () => {
    const [verify = ""] = await examples();
    const printed = await run(verify);
    expect(printed[0]).to.equal("IN_FORCE true");
    expect(printed[1]).to.match(
      /^Certificate 1 \(HOLD, held by participant 1\) is in force until /,
    );
    expect(printed.slice(2)).to.deep.equal(["0 HOLD participant:1", "UNKNOWN"]);
  });

  it("runs every other example of its README as printed", async () => {
    const [, file = "", relay = "", errors = "", read = ""] = await examples();
    expect(await run(file)).to.deep.equal(["application:2"]);
    expect((await run(relay))[0]).to.match(/^0x[0-9a-f]{64}$/);
    const refused = await run(errors);
    expect(refused[0]).to.equal("RightInForce 1");
    expect(refused[1]).to.match(
      /^The HOLD right over 0x[0-9a-f]{64} is in force under certificate 1\.$/,
    );
    const [totals, earlier, meta = "", event] = await run(read);
    expect([totals, earlier]).to.deep.equal(["1 participant:1", "null"]);
    expect(meta).to.match(/block: \{ number: \d+ \}, lag: 0/);
    expect(event).to.match(/^event:\d+-\d+ application:1$/);
  });

  for (const module of ["nodenext", "preserve"]) {
    it(`type-checks, with "module": "${module}"`, async () => {
      await writeFile(path.join(project, "consumer.ts"), TYPED_CONSUMER);
      const compilerOptions = { ...COMPILER_OPTIONS, module };
      const config = path.join(project, "tsconfig.json");
      await writeFile(config, JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
      const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
      const checking = promisify(execFile)(process.execPath, [tsc, "-p", config]);
      const { stdout } = await checking.catch((error: unknown) => error as { stdout: string });
      expect(stdout).to.equal("");
    });
  }
});
