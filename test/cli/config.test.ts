import path from "node:path";

import { expect } from "chai";

import { ConfigError, loadConfig } from "../../scripts/config.ts";

const KEY = `0x${"11".repeat(32)}`;

describe("configuration", () => {
  it("has a default for everything but keys", () => {
    const home = path.resolve(".registry");
    expect(loadConfig({}, {})).to.eql({
      home,
      chain: path.join(home, "chain"),
      ignition: path.join(home, "ignition"),
      database: path.join(home, "index.sqlite"),
      documents: path.join(home, "documents"),
      deployment: path.join(home, "deployment.json"),
      port: 4000,
      rpcPort: 8545,
      rpc: "http://127.0.0.1:8545",
      graphql: "http://127.0.0.1:4000/graphql",
      key: undefined,
      relayerKey: undefined,
    });
  });

  it("takes the environment before defaults, and derives the rest", () => {
    const env = { REGISTRY_HOME: "/srv/registry", PORT: "4100", RPC_PORT: "9000", RIGHTS_KEY: KEY };
    const config = loadConfig({}, env);
    expect(config.deployment).to.equal("/srv/registry/deployment.json");
    expect(config.graphql).to.equal("http://127.0.0.1:4100/graphql");
    expect(config.rpc).to.equal("http://127.0.0.1:9000");
    expect(config.key).to.equal(KEY);
  });

  it("takes flags before the environment", () => {
    const env = { RIGHTS_RPC: "http://env:1", PORT: "4100", REGISTRY_HOME: "/env" };
    const config = loadConfig({ rpc: "http://flag:1", port: "4200", home: "/flag" }, env);
    expect(config).to.include({ rpc: "http://flag:1", port: 4200, home: "/flag" });
  });

  it("treats an empty variable as none, and an empty flag as a mistake", () => {
    expect(loadConfig({}, { PORT: "", REGISTRY_HOME: "" }).port).to.equal(4000);
    expect(() => loadConfig({ home: "" }, {})).to.throw(ConfigError, "--home");
  });

  it("lets a deployment be a URL", () => {
    const env = { RIGHTS_DEPLOYMENT: "https://registry.example/deployment.json" };
    expect(loadConfig({}, env).deployment).to.equal(env.RIGHTS_DEPLOYMENT);
  });

  for (const port of ["0", "65536", "-1", "80.5", "4000a", " 4000", "0x10", "100000"]) {
    it(`refuses the port "${port}", naming where it is from`, () => {
      expect(() => loadConfig({}, { PORT: port })).to.throw(ConfigError, `PORT: "${port}"`);
      expect(() => loadConfig({ rpcPort: port }, {})).to.throw(ConfigError, "--rpc-port");
    });
  }

  it("takes the first and the last port", () => {
    expect(loadConfig({ port: "1", rpcPort: "65535" }, {})).to.include({ port: 1, rpcPort: 65535 });
  });

  for (const url of ["127.0.0.1:8545", "ftp://node", "http://", "node"]) {
    it(`refuses the address "${url}"`, () => {
      expect(() => loadConfig({ rpc: url }, {})).to.throw(ConfigError, `--rpc: "${url}"`);
    });
  }

  it("takes a key with or without 0x", () => {
    expect(loadConfig({}, { RIGHTS_KEY: KEY.slice(2) }).key).to.equal(KEY);
  });

  it("refuses what is no key without repeating it", () => {
    for (const secret of [`${KEY}1`, `0x${"0".repeat(64)}`, `0x${"f".repeat(64)}`, "password"]) {
      const load = () => loadConfig({}, { RIGHTS_RELAYER_KEY: secret });
      expect(load).to.throw(ConfigError, "RIGHTS_RELAYER_KEY: this is not a private key");
      expect(load).to.not.throw(secret);
    }
  });
});
