import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import { Contract, Interface, JsonRpcProvider } from "ethers";

import { deployRegistry } from "../../scripts/deploy/deployRegistry.ts";
import { ROLES } from "../../scripts/deploy/permissions.ts";
import type { DeployedName } from "../../scripts/generate/contracts.ts";
import { DEPLOYED_NAMES, readAbi, ROOT } from "../../scripts/generate/contracts.ts";
import { CONTRACTS_DOC, withGeneratedParts } from "../../scripts/generate/contractsDoc.ts";
import { devSigner } from "../../sdk/src/index.ts";
import { startAnvil } from "../sdk/fixture/anvil.ts";
import { readDiagrams } from "./diagrams.ts";

const page = readFileSync(CONTRACTS_DOC, "utf8");

const DIAGRAMS = readDiagrams();

/** The members of each enum of statuses in the contracts, but `None`. */
const STATUSES = new Map(
  globSync("contracts/**/*.sol", { cwd: ROOT }).flatMap((file) =>
    [...readFileSync(path.join(ROOT, file), "utf8").matchAll(/enum (\w+Status) \{([^}]*)\}/g)].map(
      ([, name = "", members = ""]) => [
        name,
        members
          .split(",")
          .map((one) => one.trim())
          .slice(1),
      ],
    ),
  ) as [string, string[]][],
);

const EVENTS = new Set(
  DEPLOYED_NAMES.flatMap((name) => readAbi(name))
    .filter(({ type }) => type === "event")
    .map(({ name }) => name),
);

describe("docs/contracts.md", () => {
  it("has the events, permissions and gas of this checkout", async () => {
    expect(await withGeneratedParts(page)).to.equal(page);
    for (const event of EVENTS) expect(page, event).to.include(`| \`${event}\` `);
  });

  it("draws state machines that there are", () => {
    expect(DIAGRAMS).to.include.keys("ApplicationStatus", "CertificateStatus", "LicenseStatus");
    expect([...STATUSES.keys()]).to.include.members([...DIAGRAMS.keys()]);
  });

  for (const [name, transitions] of DIAGRAMS) {
    it(`draws the states of ${name}, each of which can be come to, by events there are`, () => {
      expect([...new Set(transitions.map(({ to }) => to))]).to.have.members(
        STATUSES.get(name) ?? [],
      );
      const states = new Set(["[*]", ...(STATUSES.get(name) ?? [])]);
      for (const { from, by } of transitions) {
        expect(states, `${name}: ${from}`).to.include(from);
        if (by !== "time") expect(EVENTS, `${name}: ${by}`).to.include(by);
      }
    });
  }

  it("names the permissions that the AccessManager of a deployment has", async function () {
    this.timeout(120_000);
    const home = mkdtempSync(path.join(tmpdir(), "data-rights-docs-"));
    const anvil = await startAnvil();
    const provider = new JsonRpcProvider(anvil.url, undefined, { cacheTimeout: -1 });
    try {
      const { deployment } = await deployRegistry({
        rpc: anvil.url,
        home,
        deployerKey: devSigner(0).privateKey,
        registrar: devSigner(1).address,
        examiner: devSigner(2).address,
      });
      const granted = await permissionsOf(deployment.contracts, provider);
      const [, told = ""] = /generated: permissions -->([\s\S]*)<!-- end/.exec(page) ?? [];
      const rows = [...told.matchAll(/^\| (\w+) +\| `(\w+)` +\| (\w+) +\|$/gm)];
      expect(rows.map((row) => row.slice(1, 4).join(" "))).to.have.members(granted);
    } finally {
      provider.destroy();
      await anvil.stop();
      rmSync(home, { recursive: true });
    }
  });
});

/** Contract, function and role of every permission that was set, from the manager's own events. */
async function permissionsOf(
  contracts: Readonly<Record<DeployedName, string>>,
  provider: JsonRpcProvider,
): Promise<string[]> {
  const abi = new Interface(readAbi("AccessManager"));
  const manager = new Contract(contracts.AccessManager, abi, provider);
  const logs = await manager.queryFilter("TargetFunctionRoleUpdated", 0);
  return logs.map((log) => {
    const decoded = abi.decodeEventLog("TargetFunctionRoleUpdated", log.data, log.topics);
    const [target, selector, role] = decoded.toArray() as [string, string, bigint];
    const contract = DEPLOYED_NAMES.find(
      (name) => contracts[name].toLowerCase() === target.toLowerCase(),
    );
    const name = contract && new Interface(readAbi(contract)).getFunction(selector)?.name;
    const roleName = Object.entries(ROLES).find(([, number]) => number === role)?.[0];
    return `${contract} ${name} ${roleName}`;
  });
}
