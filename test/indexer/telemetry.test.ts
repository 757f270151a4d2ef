import { expect } from "chai";

import { endpointOf, Telemetry } from "../../indexer/src/telemetry.ts";

describe("the telemetry of an indexing process", () => {
  it("adds to counters and sets gauges, apart for each endpoint", () => {
    const telemetry = new Telemetry();
    telemetry.count("rights_rpc_requests_total", { endpoint: "a:1" });
    telemetry.count("rights_rpc_requests_total", { endpoint: "a:1" }, 2);
    telemetry.count("rights_rpc_requests_total", { endpoint: "b:2" });
    telemetry.set("rights_index_head_lag_blocks", 7);
    telemetry.set("rights_index_head_lag_blocks", 3);
    const told = telemetry.snapshot();
    expect(told.map(({ name, labels, value }) => [name, labels, value])).to.deep.equal([
      ["rights_rpc_requests_total", { endpoint: "a:1" }, 3],
      ["rights_rpc_requests_total", { endpoint: "b:2" }, 1],
      ["rights_index_head_lag_blocks", {}, 3],
    ]);
    expect(told[0]?.kind).to.equal("counter");
    expect(told[2]?.kind).to.equal("gauge");
  });

  it("gives what JSON carries whole", () => {
    const telemetry = new Telemetry();
    telemetry.count("rights_index_reorgs_total");
    const told = telemetry.snapshot();
    expect(JSON.parse(JSON.stringify(told))).to.deep.equal(told);
    expect(told[0]?.help).to.include("Reorganisations");
  });

  it("names an endpoint without what may be secret in its URL", () => {
    expect(endpointOf("https://user:word@node.example:8545/v3/key?token=1")).to.equal(
      "node.example:8545",
    );
    expect(endpointOf("ws://127.0.0.1:9")).to.equal("127.0.0.1:9");
  });
});
