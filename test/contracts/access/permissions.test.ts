import { expect } from "chai";
import { Interface, type BaseContract } from "ethers";

import { PERMISSIONS, ROLES, selectorsOf } from "../../../scripts/deploy/permissions.ts";
import { DEPLOYED_NAMES, readAbi, type DeployedName } from "../../../scripts/generate/contracts.ts";
import { openRegistry } from "../acts.ts";
import { ethers, loadFixture } from "../registry.ts";
import { CALLERS, everythingPossible, TABLE, type Row, type Stage } from "./permissionTable.ts";
import { accountOf, contractOf } from "./stage.ts";

/** Functions of a contract that can change something, by name, or by signature if overloaded. */
function changingFunctions(name: DeployedName): string[] {
  const abi = new Interface(readAbi(name));
  const functions: { name: string; signature: string }[] = [];
  abi.forEachFunction((fragment) => {
    if (!fragment.constant) {
      functions.push({ name: fragment.name, signature: fragment.format("sighash") });
    }
  });
  const overloaded = (name: string) => functions.filter((other) => other.name === name).length > 1;
  return functions.map(({ name, signature }) => (overloaded(name) ? signature : name));
}

async function expectDenied(stage: Stage, call: Promise<unknown>, error: string | undefined) {
  if (error === undefined) {
    await expect(call).to.be.revertedWithoutReason(ethers);
    return;
  }
  const by = DEPLOYED_NAMES.map((name) => contractOf(stage, name)).find(
    ({ interface: abi }) => abi.getError(error) !== null,
  );
  if (by === undefined) throw new Error(`No contract has an error ${error}`);
  await expect(call).to.be.revertedWithCustomError(by, error);
}

async function checkRow(stage: Stage, name: DeployedName, signature: string, row: Row) {
  for (const caller of CALLERS) {
    const contract = contractOf(stage, name).connect(accountOf(stage, caller, row)) as BaseContract;
    const call = contract.getFunction(signature).staticCall(...row.args(stage));
    if (row.allowed.includes(caller)) await call;
    else {
      const told = caller === "participant" ? (row.deniedToParticipant ?? row.denied) : row.denied;
      await expectDenied(stage, call, told);
    }
  }
}

describe("Permissions", () => {
  for (const name of DEPLOYED_NAMES) {
    describe(name, () => {
      it("has a row for each function, and no other rows", () => {
        expect(Object.keys(TABLE[name]).toSorted()).to.deep.equal(
          changingFunctions(name).toSorted(),
        );
      });
      for (const [signature, row] of Object.entries(TABLE[name])) {
        it(`${signature}: ${row.allowed.length === 0 ? "nobody" : row.allowed.join(", ")}`, async () =>
          checkRow(await loadFixture(everythingPossible), name, signature, row));
      }
    });
  }

  it("are those of the deployment's table", async () => {
    const registry = await loadFixture(openRegistry);
    for (const permission of PERMISSIONS) {
      const target = contractOf(registry, permission.contract);
      for (const selector of selectorsOf(permission)) {
        const role = await registry.manager.getTargetFunctionRole(target, selector);
        expect(role).to.equal(ROLES[permission.role]);
      }
    }
  });

  it("name functions that exist, or the deployment fails and says which does not", () => {
    expect(() =>
      selectorsOf({ contract: "Participants", role: "ADMIN", functions: ["suspend", "knight"] }),
    ).to.throw("Participants.knight, which does not exist");
  });
});
