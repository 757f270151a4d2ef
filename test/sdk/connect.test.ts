import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import { Wallet } from "ethers";

import type { ConnectRetry, Deployment } from "../../sdk/src/index.ts";
import {
  connect,
  DeploymentFileError,
  DevKeyRefusedError,
  devSigner,
  isDevAddress,
  NodeUnreachableError,
  NotConnectedError,
  parseDeployment,
  WrongChainError,
  WrongDeploymentError,
} from "../../sdk/src/index.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import { deployRegistry } from "./fixture/deploy.ts";
import { thrown } from "./fixture/thrown.ts";
import { digest, filing } from "./fixture/world.ts";

describe("connect", () => {
  let anvil: Anvil;
  let deployment: Deployment;
  let folder: string;

  before(async () => {
    anvil = await startAnvil();
    deployment = await deployRegistry(anvil);
    folder = await mkdtemp(path.join(tmpdir(), "data-rights-sdk-"));
  });
  after(async () => {
    await anvil.stop();
    await rm(folder, { recursive: true });
  });

  const fileHolding = async (text: string): Promise<string> => {
    const file = path.join(folder, `${digest(text).slice(2, 12)}.json`);
    await writeFile(file, text);
    return file;
  };

  it("takes the deployment as an object, a path or a URL", async () => {
    const file = await fileHolding(JSON.stringify(deployment));
    const fromPath = await connect({ deployment: file, rpc: anvil.url });
    const fromObject = await connect({ deployment, rpc: anvil.url });
    expect(fromPath.deployment).to.deep.equal(fromObject.deployment);

    const server = createHttpServer((request, response) => {
      response.statusCode = request.url === "/deployment.json" ? 200 : 404;
      response.end(JSON.stringify(deployment));
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const fromUrl = await connect({ deployment: `${url}/deployment.json` });
      expect(fromUrl.deployment).to.deep.equal(fromObject.deployment);
      const missing = await thrown(connect({ deployment: `${url}/no.json` }), DeploymentFileError);
      expect(missing.details).to.include("404");
    } finally {
      server.close();
    }
    expect(await fromPath.rights.inForce(digest("nothing"), "HOLD")).to.equal(null);
  });

  it("refuses a node of another chain id, and names both", async () => {
    const error = await thrown(
      connect({ deployment: { ...deployment, chainId: 5 }, rpc: anvil.url }),
      WrongChainError,
    );
    expect([error.expected, error.found]).to.deep.equal([5, 31337]);
    expect(error.message).to.include("chain 31337").and.include("chain 5").and.include(anvil.url);
  });

  it("refuses another chain that has the same id", async () => {
    const other = await startAnvil({ timestamp: 1_700_000_000 });
    try {
      const error = await thrown(connect({ deployment, rpc: other.url }), WrongDeploymentError);
      expect(error.details).to.include(deployment.genesisHash);
    } finally {
      await other.stop();
    }
  });

  it("refuses a chain on which the registry is not", async () => {
    const contracts = { ...deployment.contracts, RightsRegistry: devSigner(7).address };
    const error = await thrown(
      connect({ deployment: { ...deployment, contracts }, rpc: anvil.url }),
      WrongDeploymentError,
    );
    expect(error.details).to.include(devSigner(7).address);
  });

  it("tries a node that is down again, then says so in one clear error", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const retries: ConnectRetry[] = [];
    const error = await thrown(
      connect({ deployment, rpc: url, attempts: 3, onRetry: (retry) => retries.push(retry) }),
      NodeUnreachableError,
    );
    expect(error.shortMessage).to.equal(
      `No answer from the chain's node at ${url} after 3 attempts.`,
    );
    expect(error.details).to.match(/ECONNREFUSED/);
    expect(retries.map(({ attempt, waitMs }) => [attempt, waitMs])).to.deep.equal([
      [1, 200],
      [2, 400],
    ]);
  });

  it("connects to a node that comes up while it tries", async () => {
    const port = await freePort();
    let late: Promise<Anvil> | undefined;
    const connecting = connect({
      deployment,
      rpc: `http://127.0.0.1:${port}`,
      onRetry: () => {
        late ??= startAnvil({ port, timestamp: 1_700_000_000 });
      },
    });
    // It answers: that it is another chain can be known from nothing else.
    await thrown(connecting, WrongDeploymentError);
    await (await late)?.stop();
  });

  it("reports a node that goes down later as unreachable", async () => {
    const other = await startAnvil();
    const registry = await connect({ deployment: await deployRegistry(other), rpc: other.url });
    await other.stop();
    await thrown(registry.rights.get(1), NodeUnreachableError);
  });

  it("names what is wrong with a deployment file", async () => {
    const broken = async (text: string): Promise<string> => {
      const source = await fileHolding(text);
      const error = await thrown(connect({ deployment: source }), DeploymentFileError);
      expect(error.shortMessage).to.include(source);
      return error.details ?? "";
    };
    expect(await broken("{")).to.include("must hold JSON");
    expect(await broken("[]")).to.include('"version" must be 1');
    expect(await broken(JSON.stringify({ ...deployment, chainId: "1" }))).to.include('"chainId"');
    expect(await broken(JSON.stringify({ ...deployment, genesisHash: "0x1" }))).to.include(
      '"genesisHash"',
    );
    expect(await broken(JSON.stringify({ ...deployment, startBlock: -1 }))).to.include(
      '"startBlock"',
    );
    expect(await broken(JSON.stringify({ ...deployment, deployedAt: "?" }))).to.include(
      '"deployedAt"',
    );
    const contracts = { ...deployment.contracts, Licenses: "0x12" };
    expect(await broken(JSON.stringify({ ...deployment, contracts }))).to.include(
      '"contracts.Licenses"',
    );
    const missing = await thrown(connect({ deployment: "no/such.json" }), DeploymentFileError);
    expect(missing.message).to.include("no/such.json");
  });

  it("normalizes the addresses in a deployment", () => {
    const lower = deployment.contracts.Licenses.toLowerCase();
    const contracts = { ...deployment.contracts, Licenses: lower };
    const parsed = parseDeployment({ ...deployment, contracts }, "it");
    expect(parsed.contracts.Licenses).to.equal(deployment.contracts.Licenses);
  });

  it("says which option a call needs", async () => {
    const offline = await connect({ deployment });
    expect((await thrown(offline.rights.get(1), NotConnectedError)).message).to.include('"rpc"');
    expect((await thrown(offline.certificates.get(1), NotConnectedError)).message).to.include(
      '"graphql"',
    );
    const online = await connect({ deployment, rpc: anvil.url });
    expect((await thrown(online.rights.file(filing("x")), NotConnectedError)).message).to.include(
      '"signer"',
    );
    expect((await thrown(online.relay.submit([]), NotConnectedError)).message).to.include(
      '"relayer"',
    );
  });

  describe("on a chain that is not the development chain", () => {
    let live: Anvil;
    let liveDeployment: Deployment;

    before(async () => {
      live = await startAnvil({ chainId: 4242 });
      liveDeployment = await deployRegistry(live);
    });
    after(() => live.stop());

    it("refuses development keys, as signer, as relayer and in as()", async () => {
      const options = { deployment: liveDeployment, rpc: live.url };
      const own = Wallet.createRandom();
      const asSigner = await thrown(
        connect({ ...options, signer: devSigner(1) }),
        DevKeyRefusedError,
      );
      expect(asSigner.message).to.include(devSigner(1).address).and.include("4242");
      const relayer = devSigner(3);
      const asRelayer = await thrown(
        connect({ ...options, signer: own, relayer }),
        DevKeyRefusedError,
      );
      expect(asRelayer.message).to.include("relayer");
      const registry = await connect({ ...options, signer: own });
      await thrown(registry.as(devSigner(1123)).rights.withdraw(1), DevKeyRefusedError);
      const { calls } = registry;
      await thrown(
        registry.as(devSigner(0)).relay.sign(calls.rights.withdraw(1)),
        DevKeyRefusedError,
      );
    });
  });

  it("knows every development address, and no other", () => {
    for (const index of [0, 19, 100, 1123])
      expect(isDevAddress(devSigner(index).address)).to.equal(true);
    expect(isDevAddress(devSigner(3).address.toLowerCase())).to.equal(true);
    for (const index of [20, 99, 1124])
      expect(isDevAddress(devSigner(index).address)).to.equal(false);
  });
});

/** A port at which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
