import { expect } from "chai";

import type { Provenance } from "../../sdk/src/index.ts";
import { copyOfHome, freePort } from "./fixture/registry.ts";
import type { World } from "./fixture/world.ts";
import { world } from "./fixture/world.ts";

type Verified = Provenance & { readonly file: string | null };

describe("rights verify", function () {
  this.timeout(60_000);
  let place: World;
  before(async () => (place = await world()));

  it("tells whose data a file in force is, and the title behind it: exit code 0", async () => {
    const { code, stdout, stderr } = await place.live.run("verify", "derived.csv");
    expect({ code, stderr }).to.eql({ code: 0, stderr: "" });
    expect(stdout.split("\n")[0]).to.equal("IN FORCE  derived.csv");
    expect(stdout).to.contain(`asset:${place.commitments.derived}`);
    expect(stdout).to.match(/HOLD +certificate:2 +ACTIVE +participant:2 \(ENTERPRISE, 156\) /);
    expect(stdout).to.match(
      /certificate:2 HOLD ACTIVE, held by participant:2.*\n +└─ license:1 ACTIVE under certificate:1 HOLD ACTIVE, held by participant:1/,
    );
    expect(stdout).to.match(/digest +0x[0-9a-f]{64}/);
    expect(stdout).to.match(/chain +agrees: the same certificates are in force there now/);
  });

  it("tells that nothing is in force: exit code 3", async () => {
    const { code, stdout } = await place.live.run("verify", "disputed.csv");
    expect(code).to.equal(3);
    expect(stdout.split("\n")[0]).to.equal("NOT IN FORCE  disputed.csv");
    expect(stdout).to.contain("- Application 3 (HOLD) is REJECTED.");
  });

  it("tells that nobody has filed it: exit code 4", async () => {
    const { code, stdout } = await place.live.run("verify", "unknown.csv");
    expect(code).to.equal(4);
    expect(stdout.split("\n")[0]).to.equal("UNKNOWN  unknown.csv");
    expect(stdout).to.match(/chain +agrees: no certificate is in force there now/);
  });

  it("takes a commitment, bare or as an asset's id", async () => {
    const { data } = place.commitments;
    const [bare, id] = await Promise.all([
      place.live.json<Verified>("verify", data),
      place.live.json<Verified>("verify", `asset:${data}`),
    ]);
    for (const answer of [bare, id]) {
      expect(answer).to.deep.include({ verdict: "IN_FORCE", commitment: data, file: null });
      expect(answer.inForce).to.eql({ HOLD: 1, PROCESS: null, OPERATE: null });
    }
  });

  it("gives programs everything it knows", async () => {
    const answer = await place.live.json<Verified>("verify", "derived.csv");
    expect(answer).to.include({ verdict: "IN_FORCE", file: "derived.csv", confirmedByChain: true });
    expect(answer.chainOfTitle.map(({ depth, certificate }) => [depth, certificate.id])).to.eql([
      [0, "certificate:2"],
      [1, "certificate:1"],
    ]);
    expect(answer.checkedAgainst).to.have.keys(["block", "hash", "time", "digest", "lag"]);
  });

  it("judges a block and a time, exit code and all, and tells what holds now", async () => {
    const [block, time] = await Promise.all([
      place.live.run("verify", "data.csv", "--as-of", `block:${place.noticeBlock}`),
      place.live.run("verify", "derived.csv", "--as-of", place.confirmedAt.toISOString()),
    ]);
    expect(block.code).to.equal(3);
    expect(block.stdout).to.match(
      new RegExp(`^NOT IN FORCE  data.csv  as of block ${place.noticeBlock} of `),
    );
    expect(block.stdout).to.match(/now +IN FORCE {2}HOLD under certificate:1/);
    expect(time.code).to.equal(4);
    expect(time.stdout).to.contain("UNKNOWN  derived.csv  as of 20");
  });

  it("does without the chain's node if it is told to", async () => {
    const deaf = ["--rpc", "http://127.0.0.1:1"];
    const { code, stdout } = await place.live.run("verify", "data.csv", "--no-chain", ...deaf);
    expect(code).to.equal(0);
    expect(stdout).to.match(/chain +not asked/);
  });

  it("is an error where the index tells something else than the chain", async () => {
    const { live, commitments } = place;
    const home = await copyOfHome(live, (index) => {
      index.exec("UPDATE certificates SET ended = 4, ended_at = confirmed_at WHERE id = 1");
    });
    const port = await freePort();
    const lying = live.start("serve", "--only", "graphql", "--home", home, "--port", String(port));
    await lying.prints(/^ready/m);

    const graphql = `http://127.0.0.1:${port}/graphql`;
    const run = await live.run("verify", commitments.data, "--graphql", graphql);
    expect(run).to.include({ code: 1, stdout: "" });
    expect(run.stderr).to.match(
      /^error: The index at \S+ does not agree with the chain\. .*HOLD is in force under certificate 1 on/,
    );
    const trusting = await live.run("verify", commitments.data, "--graphql", graphql, "--no-chain");
    expect(trusting.code).to.equal(3);
  });
});
