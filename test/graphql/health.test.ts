import { expect } from "chai";

import { seeded, writeHistory } from "./fixture/history.ts";
import { post, Served } from "./fixture/serve.ts";

describe("Serving: health", () => {
  let served: Served;

  before(async () => {
    served = await Served.start((book) => writeHistory(book, 30, seeded(1)), {
      readiness: { maxLag: 5, maxSilence: 10 },
    });
  });

  after(() => served.close());

  async function ready() {
    const response = await fetch(`${served.url}/readyz`);
    const body = (await response.json()) as { status: string; reason?: string; lag: number };
    return { code: response.status, ...body };
  }

  it("/healthz says that the process lives", async () => {
    const response = await fetch(`${served.url}/healthz`);
    expect(response.status).to.equal(200);
    expect(await response.json()).to.deep.equal({ status: "ok" });
  });

  it("/readyz says that the answers are up to date", async () => {
    served.book.checkpoint();
    expect(await ready()).to.include({ code: 200, status: "ready", block: 30, head: 30, lag: 0 });
    served.book.checkpoint({ ahead: 5 });
    expect(await ready()).to.include({ code: 200, lag: 5 });
  });

  it("/readyz says 503, and why, when the index lags", async () => {
    served.book.checkpoint({ ahead: 6 });
    const answer = await ready();
    expect(answer).to.include({ code: 503, status: "not ready", lag: 6 });
    expect(answer.reason).to.equal("The index is at block 30, 6 behind the head 36 (limit 5)");
  });

  it("/readyz says 503 when the node is silent, and the rest is served all the same", async () => {
    served.book.checkpoint({ seenAt: Date.now() - 15_000 });
    const answer = await ready();
    expect(answer.code).to.equal(503);
    expect(answer.reason).to.match(/node has not answered the indexer for 15 s \(limit 10 s\)/);
    expect((await served.ask("{ certificates { totalCount } }")).errors).to.equal(undefined);
    const { _meta: meta } = await served.data<{ _meta: { nodeSeenAt: string } }>(
      "{ _meta { nodeSeenAt } }",
    );
    expect(Date.now() - Date.parse(meta.nodeSeenAt)).to.be.within(15_000, 16_000);
    served.book.checkpoint();
    expect((await ready()).code).to.equal(200);
  });

  it("before anything is indexed: not ready, and GraphQL says so", async () => {
    const empty = await Served.start(() => undefined);
    const response = await fetch(`${empty.url}/readyz`);
    expect(response.status).to.equal(503);
    expect(await response.json()).to.deep.equal({
      status: "not ready",
      reason: "Nothing is indexed yet",
    });
    expect(await empty.code("{ events { totalCount } }")).to.equal("INDEX_UNAVAILABLE");
    expect((await fetch(`${empty.url}/metrics`)).status).to.equal(200);
    writeHistory(empty.book, 5, seeded(1));
    expect((await fetch(`${empty.url}/readyz`)).status).to.equal(200);
    await empty.close();
  });

  it("/metrics counts requests by root field and outcome, and tells where the index stands", async () => {
    const { url } = served;
    served.book.checkpoint({ ahead: 4 });
    await served.ask("{ licenses { totalCount } }");
    await served.ask("{ licenses { totalCount } }");
    await served.ask("{ licenses(first: 1000) { totalCount } }");
    await served.ask("{ a: licenses { totalCount } assets { totalCount } }");
    await served.ask("{ nonsense }");
    await post(url, "{");
    const text = await (await fetch(`${url}/metrics`)).text();
    const count = (operation: string, field: string, outcome: string) =>
      text.includes(
        `rights_graphql_requests_total{operation="${operation}",field="${field}",outcome="${outcome}"}`,
      );
    expect(text).to.include(
      'rights_graphql_requests_total{operation="query",field="licenses",outcome="ok"} 2',
    );
    expect(text).to.include(
      'rights_graphql_requests_total{operation="query",field="licenses",outcome="client_error"} 1',
    );
    expect(text).to.include(
      'rights_graphql_requests_total{operation="none",field="none",outcome="client_error"} 2',
    );
    expect(count("query", "several", "ok")).to.equal(true);
    expect(text).not.to.include("nonsense");
    expect(text).to.match(
      /rights_graphql_duration_seconds_bucket\{le="0.1",operation="query",field="licenses"\} 3/,
    );
    expect(text).to.match(/^rights_index_block 30$/m);
    expect(text).to.match(/^rights_index_head 34$/m);
    expect(text).to.match(/^rights_index_lag_blocks 4$/m);
    expect(text).to.match(/^rights_index_events [1-9]\d*$/m);
    expect(text).to.match(/^rights_node_silence_seconds \d/m);
    expect(text).to.include("process_resident_memory_bytes");
  });

  it("/metrics passes on what the indexing process tells of itself", async () => {
    const put = served.book.database.prepare("INSERT OR REPLACE INTO telemetry VALUES (?, ?, ?)");
    put.run("rights_index_reorgs_total", "", 2);
    put.run("rights_rpc_errors_total", "node.example:8545", 3);
    const text = await (await fetch(`${served.url}/metrics`)).text();
    expect(text).to.match(
      /^# TYPE rights_index_reorgs_total counter\nrights_index_reorgs_total 2$/m,
    );
    expect(text).to.match(/^rights_rpc_errors_total\{endpoint="node\.example:8545"\} 3$/m);
    put.run("rights_rpc_errors_total", "node.example:8545", 4);
    const later = await (await fetch(`${served.url}/metrics`)).text();
    expect(later).to.match(/^rights_rpc_errors_total\{endpoint="node\.example:8545"\} 4$/m);
    expect(later).to.match(/^# TYPE rights_index_verify_failures_total counter$/m);
  });

  it("other paths and methods are refused in words", async () => {
    const missing = await fetch(`${served.url}/nothing`);
    expect(missing.status).to.equal(404);
    expect(await missing.json()).to.deep.equal({ error: "Nothing is at /nothing" });
    const posted = await fetch(`${served.url}/healthz`, { method: "POST" });
    expect(posted.status).to.equal(405);
    expect(posted.headers.get("allow")).to.equal("GET, HEAD");
    const head = await fetch(`${served.url}/healthz`, { method: "HEAD" });
    expect(head.status).to.equal(200);
  });

  it("a browser of any origin may ask", async () => {
    const preflight = await fetch(`${served.url}/graphql`, {
      method: "OPTIONS",
      headers: {
        origin: "https://example.org",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    const allowed = ["*", "https://example.org"];
    expect(preflight.headers.get("access-control-allow-origin")).to.be.oneOf(allowed);
    expect(preflight.headers.get("access-control-allow-headers")).to.equal("content-type");
    const answer = await fetch(`${served.url}/graphql?query={__typename}`, {
      headers: { origin: "https://example.org" },
    });
    expect(answer.headers.get("access-control-allow-origin")).to.be.oneOf(allowed);
    // Nobody is known here by a cookie.
    expect(answer.headers.get("access-control-allow-credentials")).not.to.equal("true");
  });
});
