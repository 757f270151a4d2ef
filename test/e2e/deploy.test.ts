import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";
import type { Result } from "ethers";
import { Interface } from "ethers";

import type { Anvil } from "../../scripts/chain/anvil.ts";
import { startAnvil } from "../../scripts/chain/anvil.ts";
import { callNode, readBlock } from "../../scripts/chain/rpc.ts";
import { changedContracts } from "../../scripts/deploy/changes.ts";
import { deployRegistry } from "../../scripts/deploy/deployRegistry.ts";
import { ROLES } from "../../scripts/deploy/permissions.ts";
import { DeployError, OtherChainError } from "../../scripts/deploy/errors.ts";
import type { ContractName } from "../../sdk/src/index.ts";
import {
  abiOf,
  DeploymentFileError,
  devSigner,
  NodeUnreachableError,
} from "../../sdk/src/index.ts";
import { freePort, temporaryFolder } from "./places.ts";

const GENESIS = 1_700_000_000;
const ACCOUNTS = {
  deployerKey: devSigner(0).privateKey,
  registrar: devSigner(1).address,
  examiner: devSigner(2).address,
};

describe("deployment", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let anvil: Anvil;
  beforeEach(async () => {
    folder = temporaryFolder();
    anvil = await startAnvil({ port: await freePort(), genesisTime: GENESIS });
  });
  afterEach(async () => {
    await end(anvil);
    folder.remove();
  });

  const deploy = () => deployRegistry({ ...ACCOUNTS, rpc: anvil.rpc, home: folder.path });

  it("writes where the registry is, and keeps it from then on", async () => {
    const first = await deploy();
    expect(first.kept).to.equal(false);
    const { deployment, file } = first;
    expect(JSON.parse(readFileSync(file, "utf8"))).to.eql(deployment);
    expect(deployment).to.include({ version: 1, chainId: 31_337, startBlock: 1 });
    expect(deployment.genesisHash).to.equal((await readBlock(anvil.rpc, 0))?.hash);
    expect(Math.floor(Date.parse(deployment.deployedAt) / 1000)).to.equal(
      (await readBlock(anvil.rpc, 1))?.time,
    );
    const height = await callNode(anvil.rpc, "eth_blockNumber");

    expect(await deploy()).to.eql({ ...first, kept: true });
    expect(await callNode(anvil.rpc, "eth_blockNumber")).to.equal(height);
  });

  it("goes on where it was interrupted", async () => {
    const { deployment, file } = await deploy();
    const height = await callNode(anvil.rpc, "eth_blockNumber");
    const journal = path.join(folder.path, "ignition/deployments/chain-31337/journal.jsonl");
    rmSync(file);
    const lines = readFileSync(journal, "utf8").trim().split("\n");
    expect(lines.length).to.be.above(20);

    // As if it had been killed before the last step was written down as done.
    writeFileSync(journal, `${lines.slice(0, -1).join("\n")}\n`);
    expect((await deploy()).deployment).to.eql(deployment);
    expect(await callNode(anvil.rpc, "eth_blockNumber")).to.equal(height);
  });

  it("deploys anew on the development chain when a hard kill has cost it the last step", async () => {
    const first = await deploy();
    await callNode(anvil.rpc, "anvil_rollback", 1);
    const again = await deploy();
    expect(again.kept).to.equal(false);
    const { AccessManager, RightsRegistry } = again.deployment.contracts;
    expect(RightsRegistry).to.not.equal(first.deployment.contracts.RightsRegistry);
    expect(await callNode(anvil.rpc, "eth_getCode", AccessManager, "latest")).to.not.equal("0x");
    const [policy] = await read(anvil.rpc, "RightsRegistry", RightsRegistry, "policy", []);
    expect(policy).to.equal(again.deployment.contracts.RegistrationPolicy);
  });

  it("refuses a home that holds the deployment file of another chain", async () => {
    await deploy();
    await end(anvil);
    anvil = await startAnvil({ port: await freePort(), genesisTime: GENESIS + 1 });
    const error = await failureOf(deploy());
    expect(error).to.be.instanceOf(OtherChainError);
    expect(error.message).to.match(/deployment\.json describes a registry on another chain/);
    expect(error.message).to.match(/REGISTRY_HOME=DIR npm run deploy/);
  });

  it("refuses a deployment file that is none", async () => {
    writeFileSync(path.join(folder.path, "deployment.json"), "{}");
    const error = await failureOf(deploy());
    expect(error).to.be.instanceOf(DeploymentFileError);
    expect(error.message).to.match(/deployment\.json/);
  });

  it("refuses development keys on any other chain", async () => {
    const port = await freePort();
    const other = spawn(anvil.process.spawnfile, ["--port", String(port), "--chain-id", "1337"]);
    const rpc = `http://127.0.0.1:${port}`;
    try {
      await until(async () => (await callNode(rpc, "eth_chainId")) === "0x539");
      const error = await failureOf(deployRegistry({ ...ACCOUNTS, rpc, home: folder.path }));
      expect(error).to.be.instanceOf(DeployError);
      expect(error.message).to.match(/is a development account: .* chain 1337 is not the dev/);
      expect(existsSync(path.join(folder.path, "deployment.json"))).to.equal(false);
    } finally {
      other.kill("SIGKILL");
    }
  });

  it("names the node that does not answer", async () => {
    await end(anvil);
    const error = await failureOf(deploy());
    expect(error).to.be.instanceOf(NodeUnreachableError);
    expect(error.message).to.contain(anvil.rpc);
  });

  it("hands over to an admin that is named, and knows its periods", async () => {
    const admin = devSigner(7).address;
    const { deployment } = await deployRegistry({
      ...ACCOUNTS,
      rpc: anvil.rpc,
      home: folder.path,
      admin,
      periods: { noticeGeneral: 60 },
    });
    const { AccessManager, RegistrationPolicy } = deployment.contracts;
    const hasRole = (account: string, role: bigint = ROLES.ADMIN) =>
      read(anvil.rpc, "AccessManager", AccessManager, "hasRole", [role, account]);
    expect((await hasRole(admin))[0]).to.equal(true);
    expect((await hasRole(devSigner(0).address))[0]).to.equal(false);
    expect([...(await hasRole(admin, ROLES.GOVERNOR))]).to.eql([true, 259_200n]);
    expect([...(await hasRole(ACCOUNTS.registrar, ROLES.GUARDIAN))]).to.eql([true, 0n]);
    const [periods] = await read(
      anvil.rpc,
      "RegistrationPolicy",
      RegistrationPolicy,
      "periods",
      [],
    );
    expect((periods as Result).toObject()).to.include({
      noticeGeneral: 60n,
      noticeCore: 2_592_000n,
    });
  });

  it("finds the contracts whose interface is another one since", async () => {
    await deploy();
    const ignition = path.join(folder.path, "ignition");
    expect(changedContracts(ignition, 31_337)).to.eql([]);
    const artifact = path.join(
      ignition,
      "deployments/chain-31337/artifacts/Licenses#Licenses.json",
    );
    const licenses = JSON.parse(readFileSync(artifact, "utf8")) as { abi: unknown[] };
    licenses.abi.pop();
    writeFileSync(artifact, JSON.stringify(licenses));
    expect(changedContracts(ignition, 31_337)).to.eql(["Licenses"]);
  });
});

async function end({ process: node }: Anvil): Promise<void> {
  if (node.exitCode !== null || node.signalCode !== null) return;
  node.kill("SIGKILL");
  await once(node, "exit");
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await new Promise((done) => setTimeout(done, 20));
}

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("It did not fail");
}

async function read(
  rpc: string,
  name: ContractName,
  to: string,
  method: string,
  args: readonly unknown[],
): Promise<Result> {
  const abi = new Interface(abiOf(name));
  const data = abi.encodeFunctionData(method, args);
  return abi.decodeFunctionResult(method, await callNode(rpc, "eth_call", { to, data }, "latest"));
}
