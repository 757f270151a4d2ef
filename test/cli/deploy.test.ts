import { readFileSync } from "node:fs";

import { expect } from "chai";

import { DEPLOYED_NAMES } from "../../scripts/generate/contracts.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { liveRegistry, temporaryAnvil } from "./fixture/registry.ts";

describe("rights deploy", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  let file: string;
  let contracts: Readonly<Record<string, string>>;
  before(async () => {
    live = await liveRegistry();
    file = `${live.home}/deployment.json`;
    ({ contracts } = JSON.parse(readFileSync(file, "utf8")) as { contracts: typeof contracts });
  });

  it("prints where the contracts and the deployment file are, and what comes next", () => {
    const { code, stdout, stderr } = live.deploying;
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/^The registry is deployed$/m);
    expect(stdout).to.match(new RegExp(`^file +${file}$`, "m"));
    expect(Object.keys(contracts)).to.have.members(DEPLOYED_NAMES);
    for (const [name, address] of Object.entries(contracts)) {
      expect(stdout).to.match(new RegExp(`^${name} +${address}$`, "m"));
    }
    expect(stderr).to.contain("rights serve");
  });

  it("keeps what is deployed", async () => {
    const again = await live.json<{ chainId: number }>("deploy");
    expect(again).to.deep.include({ kept: true, file, contracts, chainId: 31337 });
  });

  it("refuses a home that is another chain's", async () => {
    const other = await temporaryAnvil({ timestamp: 1_000_000_000 });
    const run = await live.run("deploy", "--rpc", other.url);
    expect(run).to.include({ code: 1, stdout: "" });
    expect(run.stderr).to.match(/^error: \S+ describes a registry on another chain: .*/m);
  });
});
