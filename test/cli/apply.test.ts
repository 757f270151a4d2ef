import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { devSigner } from "../../sdk/src/index.ts";
import { recordOf } from "./fixture/filing.ts";
import type { World } from "./fixture/world.ts";
import { digest, world } from "./fixture/world.ts";

interface Applied {
  readonly id: string;
  readonly applicationId: number;
  readonly asset: string;
  readonly description: { readonly hash: string; readonly uri: string };
  readonly transaction: { readonly hash: string };
}

describe("rights apply", function () {
  this.timeout(60_000);
  let place: World;
  before(async () => (place = await world()));

  /** Applies for a file of this name and content, as owner 0 unless told. */
  function apply(name: string, ...options: string[]): Promise<Applied> {
    place.live.file(name, `${name}\n`);
    return place.live.json<Applied>("apply", name, ...options);
  }

  it("hashes, describes and files, and tells people what comes next", async () => {
    place.live.file("new.csv", "new\n");
    const { code, stdout, stderr } = await place.live.run("apply", "new.csv", "--title", "New");
    expect(code).to.equal(0);
    const [, id] = /^(application:\d+) {2}FILED$/m.exec(stdout) ?? [];
    expect(stdout).to.contain(`asset:${digest("new\n")}`);
    expect(stdout).to.match(/file +new\.csv, 4 B/);
    expect(stderr).to.contain(`Acting as owner:0 (${devSigner(100).address})`);
    expect(stderr).to.contain(`${devSigner(3).address} pays`);
    expect(stderr).to.contain(`rights notice ${id}`);
  });

  it("keeps the description where the server hands it out, by its hash", async () => {
    const { description } = await apply("described.csv", "--description", "What it is");
    const name = description.hash.slice(2);
    const bytes = readFileSync(path.join(place.live.home, "documents", name));
    expect(createHash("sha256").update(bytes).digest("hex")).to.equal(name);
    expect(JSON.parse(bytes.toString())).to.eql({
      title: "described.csv",
      description: "What it is",
      mediaType: "text/csv",
      bytes: 14,
      commitment: digest("described.csv\n"),
      algorithm: "SHA256",
    });
    const served = await fetch(description.uri);
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).to.equal(true);
  });

  it("files everything that it is told", async () => {
    const { id } = await apply(
      ...(["whole.csv", "--right", "process", "--class", "important"] as const),
      ...["--term-end", "2028-05-01", "--source", "license:1", "--as", "owner:1"],
    );
    expect(await recordOf(place.live, id)).to.deep.include({
      right: "PROCESS",
      dataClass: "IMPORTANT",
      termEnd: "2028-05-01T00:00:00.000Z",
      applicant: { id: "participant:2", number: 2 },
    });
  });

  it("takes a commitment of another kind instead of a file", async () => {
    const root = digest("a tree");
    const applied = await place.live.json<Applied>(
      ...["apply", "--commitment", root, "--algorithm", "chunk-merkle", "--title", "A tree"],
    );
    expect(applied).to.include({ asset: `asset:${root}`, algorithm: "CHUNK_MERKLE" });
  });

  it("refuses a right that is in force, naming the certificate, unless it may rival", async () => {
    const refused = await place.live.run("apply", "data.csv", "--as", "owner:3");
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.match(
      /^error: The HOLD right over 0x\w+ is in force under certificate 1\./m,
    );
    const rival = await place.live.run("apply", "data.csv", "--as", "owner:3", "--allow-rival");
    expect(rival.code).to.equal(0);
  });

  it("lets a key of one's own be relayed", async () => {
    place.live.file("own.csv", "own\n");
    const key = devSigner(102).privateKey;
    const { code, stderr } = await place.live.run("apply", "own.csv", "--key", key);
    expect(code).to.equal(0);
    expect(stderr).to.contain(`Acting as ${devSigner(102).address}; `);
    expect(stderr).to.not.contain(key);
  });
});
