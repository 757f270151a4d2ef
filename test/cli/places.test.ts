import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { devSigner } from "../../sdk/src/index.ts";
import type { Anvil } from "../sdk/fixture/anvil.ts";
import { makeMistakes } from "./fixture/mistakes.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { temporaryAnvil, temporaryFolder } from "./fixture/registry.ts";
import { world } from "./fixture/world.ts";

const DEAF = "http://127.0.0.1:1";

describe("rights, in the wrong place", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  let other: Anvil;
  let folder: string;
  before(async () => {
    ({ live } = await world());
    other = await temporaryAnvil({ chainId: 13371 });
    folder = temporaryFolder();
  });

  interface Original {
    readonly contracts: { readonly RightsRegistry: string };
  }

  function original(): Original {
    return JSON.parse(readFileSync(path.join(live.home, "deployment.json"), "utf8")) as Original;
  }

  /** A deployment file with some of its fields changed. */
  function changed(name: string, changes: object): string {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify({ ...original(), ...changes }));
    return file;
  }

  it("without a deployment file", () => {
    const line = /^error: There is no deployment file at \S+deployment\.json\. \(`npm start`/;
    return makeMistakes(live, [
      [`list events --home ${folder}/none`, 1, line],
      [`serve --home ${folder}/none`, 1, line],
    ]);
  });

  it("with a deployment file that is none", async () => {
    const [broken, directory] = [path.join(folder, "broken.json"), path.join(folder, "directory")];
    writeFileSync(broken, "{");
    mkdirSync(directory);
    const partial = changed("partial.json", { chainId: "1" });
    await makeMistakes(live, [
      [`whoami --deployment ${broken}`, 1, /broken\.json is not a deployment file/],
      [`whoami --deployment ${partial}`, 1, /"chainId" must be a whole number/],
      [`whoami --deployment ${directory}`, 1, /EISDIR/],
    ]);
  });

  it("with a node on another chain", () => {
    const line = new RegExp(
      `^error: The node at ${other.url} is on chain 13371; the deployment is on chain 31337\\. \\(.+\\)$`,
    );
    return makeMistakes(live, [
      [`apply data.csv --rpc ${other.url}`, 1, line],
      [`serve --rpc ${other.url}`, 1, line],
    ]);
  });

  it("with the deployment file of another chain of the same id", () => {
    const file = changed("foreign.json", { genesisHash: `0x${"ab".repeat(32)}` });
    const onChain = /^error: The deployment file does not belong to the chain at \S+\. Block 0 /;
    const inIndex = /^error: The deployment file does not belong to the index at /;
    return makeMistakes(live, [
      [`whoami --deployment ${file}`, 1, onChain],
      [`serve --deployment ${file}`, 1, onChain],
      [`verify data.csv --no-chain --deployment ${file}`, 1, inIndex],
    ]);
  });

  it("with a node that does not answer: tries again, then gives up", async () => {
    const runs = await Promise.all(
      ["whoami", "serve", "deploy"].map((verb) => live.run(verb, "--rpc", DEAF)),
    );
    for (const { code, stdout, stderr } of runs) {
      expect({ code, stdout }).to.eql({ code: 1, stdout: "" });
      const lines = stderr.trimEnd().split("\n");
      expect(lines).to.have.length(5);
      expect(lines[0]).to.match(/^No answer from the node at \S+ \(attempt 1 of 5\); trying/);
      expect(lines[4]).to.match(/^error: No answer from the chain's node .* after 5 attempts\./);
      expect(lines[4]).to.contain("RIGHTS_RPC");
    }
  });

  it("without a GraphQL server", () => {
    const line =
      /^error: No answer from the registry's index at \S+\. .*\(start it with `rights serve`/;
    return makeMistakes(live, [
      [`list events --graphql ${DEAF}`, 1, line],
      [`verify data.csv --graphql ${DEAF}`, 1, line],
      [`watch --graphql ${DEAF}`, 1, line],
    ]);
  });

  it("where development keys are not for", async () => {
    const { contracts } = original();
    const genesis = await other.rpc<{ hash: string }>("eth_getBlockByNumber", "0x0", false);
    await other.rpc("anvil_setCode", contracts.RightsRegistry, "0x00");
    const file = changed("real.json", { chainId: 13371, genesisHash: genesis.hash });

    const apply = `apply data.csv --deployment ${file} --rpc ${other.url}`;
    const deploy = `deploy --home ${folder}/new --rpc ${other.url}`;
    const officers = `--registrar ${devSigner(1).address} --examiner ${devSigner(2).address}`;
    const known = { RIGHTS_KEY: devSigner(0).privateKey };
    const own = { RIGHTS_KEY: `0x${"11".repeat(32)}` };
    const signer = /^error: The signer 0x\w+ is a development account: .*chain 13371.*RIGHTS_KEY/;
    const relayer = /^error: The relayer 0x\w+ is a development account: /;
    await makeMistakes(live, [
      [`${apply} --as owner:0`, 1, signer],
      [apply, 1, signer, known],
      [apply, 1, relayer, { ...own, RIGHTS_RELAYER_KEY: known.RIGHTS_KEY }],
      [apply, 2, /no key is given\. \(set RIGHTS_KEY/],
      [deploy, 2, /deploy needs the deployer's key in RIGHTS_KEY/],
      [`${deploy} ${officers}`, 1, /is a development account/, known],
    ]);
  });
});
