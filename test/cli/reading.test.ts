import { expect } from "chai";

import { devSigner } from "../../sdk/src/index.ts";
import type { World } from "./fixture/world.ts";
import { digest, world } from "./fixture/world.ts";

interface Shown {
  readonly type: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly history: readonly { readonly id: string; readonly name: string }[];
}

interface Listed {
  readonly totalCount: number;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}

describe("rights, reading", function () {
  this.timeout(60_000);
  let place: World;
  before(async () => (place = await world()));

  describe("show", () => {
    /** What each kind of record says about itself. */
    const texts: [id: string, ...patterns: (string | RegExp)[]][] = [
      [
        "participant:1",
        /^participant:1 {2}ENTERPRISE {2}ACTIVE$/m,
        `${devSigner(100).address}  ACTIVE  primary`,
        /Certificates held \(\d+\)\n(.*\n)+? +certificate:1 /,
        "registered as ENTERPRISE in 156",
      ],
      [
        "application:3",
        /^application:3 {2}HOLD {2}REJECTED$/m,
        "participant:3",
        /objection:3-1 +UPHELD +participant:2/,
        "objection:3-1 upheld",
      ],
      ["objection:3-1", /^objection:3-1 {2}UPHELD$/m, "application:3", digest("evidence")],
      [
        "certificate:2",
        /^certificate:2 {2}HOLD {2}ACTIVE$/m,
        /holder +participant:2/,
        /sources +license:1/,
        "HOLD confirmed for participant:2",
      ],
      [
        "license:1",
        /^license:1 {2}ACTIVE$/m,
        /under +certificate:1 \(HOLD\)/,
        /permitted +READ, DERIVE/,
        /territory +156, 840/,
        /units +1,000/,
        /term +at once until 2028-01-01T00:00:00Z/,
        "granted by participant:1 to participant:2",
      ],
    ];
    for (const [id, ...patterns] of texts) {
      it(`tells people about ${id}`, async () => {
        const { code, stdout, stderr } = await place.live.run("show", id);
        expect({ code, stderr }).to.eql({ code: 0, stderr: "" });
        for (const pattern of patterns) {
          if (typeof pattern === "string") expect(stdout).to.contain(pattern);
          else expect(stdout).to.match(pattern);
        }
      });
    }

    it("finds an asset by its bare commitment, with all that hangs on it", async () => {
      const { code, stdout } = await place.live.run("show", place.commitments.data);
      expect(code).to.equal(0);
      expect(stdout).to.contain(`asset:${place.commitments.data}  GENERAL`);
      expect(stdout).to.match(/Certificates \(1\)\n.*\n +certificate:1 +HOLD +ACTIVE/);
      expect(stdout).to.match(/Derived from it \(\d+\)\n(.*\n)+? +application:2 /);
    });

    it("shows an event that a history names", async () => {
      const { history } = await place.live.json<Shown>("show", "certificate:1");
      const { stdout } = await place.live.run("show", history.at(-1)?.id ?? "");
      expect(stdout).to.match(/RightsRegistry\.CertificateConfirmed$/m);
      expect(stdout).to.match(/certificateId +1/);
    });

    it("gives programs the record and its history", async () => {
      const { type, record, history } = await place.live.json<Shown>("show", "certificate:1");
      expect(type).to.equal("certificate");
      expect(record).to.deep.include({ id: "certificate:1", right: "HOLD", status: "ACTIVE" });
      expect(history.map(({ name }) => name)).to.eql([
        ...["ApplicationFiled", "NoticeOpened", "Transfer", "CertificateConfirmed"],
      ]);
    });

    it("looks back to a block or a time", async () => {
      const then = `block:${place.noticeBlock}`;
      const past = await place.live.run("show", "application:1", "--as-of", then);
      expect(past.stdout).to.match(
        new RegExp(`^application:1  HOLD  IN_NOTICE  as of block ${place.noticeBlock}$`, "m"),
      );
      expect(past.stdout).to.not.contain("confirmed");
      const confirmed = place.confirmedAt.toISOString();
      const { record } = await place.live.json<Shown>(
        "show",
        "application:1",
        "--as-of",
        confirmed,
      );
      expect(record.status).to.equal("CONFIRMED");
    });

    it("does not let an applicant steer the terminal", async () => {
      const { stdout } = await place.live.run("show", "application:4");
      expect(stdout).to.contain("https://example.org/\uFFFD[31mpending");
      expect(stdout).to.not.contain("\u001B");
    });

    it("says what there is instead of a record that is not there", async () => {
      const runs = await Promise.all(
        ["certificate:3", "participant:99", "license:99", "event:0-9", "objection:1-1"].map((id) =>
          place.live.run("show", id),
        ),
      );
      expect(runs.map(({ code, stdout }) => ({ code, stdout }))).to.eql(
        runs.map(() => ({ code: 1, stdout: "" })),
      );
      expect(runs.map(({ stderr }) => stderr)).to.eql([
        "error: There is no certificate:3. (rights show application:3 tells whether it is confirmed)\n",
        "error: There is no participant:99. (rights list participants shows those there are)\n",
        "error: There is no license:99. (rights list licenses shows those there are)\n",
        "error: There is no event:0-9.\n",
        "error: There is no objection:1-1.\n",
      ]);
    });

    it("tells a record that was not there yet", async () => {
      const then = `block:${place.noticeBlock}`;
      const { code, stderr } = await place.live.run("show", "certificate:1", "--as-of", then);
      expect(code).to.equal(1);
      expect(stderr).to.contain(`There is no certificate:1 as of block ${place.noticeBlock}`);
    });
  });

  describe("list", () => {
    const FIRST_ROWS: Readonly<Record<string, RegExp>> = {
      certificates: /^certificate:2 +HOLD +ACTIVE +participant:2 .*asset:0x[0-9a-f]{64}$/m,
      applications: /^application:3 +HOLD +REJECTED +participant:3 /m,
      assets: /^asset:0x[0-9a-f]{64} +GENERAL +\S+Z +certificate:1 HOLD$/m,
      licenses:
        /^license:1 +certificate:1 +participant:2 +ACTIVE +2028-01-01T00:00:00Z +READ, DERIVE$/m,
      participants: /^participant:4 +ENTERPRISE +156 +ACTIVE +\S+Z +0x[0-9a-fA-F]{40}$/m,
      events: /^event:\d+-\d+ +\S+Z +application:\d+ /m,
    };
    for (const [kind, row] of Object.entries(FIRST_ROWS)) {
      it(`lists ${kind} for people and for programs`, async () => {
        const [people, program] = await Promise.all([
          place.live.run("list", kind, "--limit", "100"),
          place.live.json<Listed>("list", kind, "--limit", "100"),
        ]);
        expect(people.code).to.equal(0);
        expect(people.stdout).to.match(row);
        expect(people.stdout.trimEnd().split("\n")).to.have.length(program.nodes.length + 1);
      });
    }

    it("keeps to what --where says", async () => {
      const [applications, licenses, none] = await Promise.all([
        place.live.json<Listed>(
          ...["list", "applications", "--where", "status=filed,rejected"],
          ...["--where", "right=hold"],
        ),
        place.live.json<Listed>("list", "licenses", "--where", "territory=840"),
        place.live.run("list", "certificates", "--where", "holder=participant:4"),
      ]);
      const ids = applications.nodes.map(({ id }) => id);
      expect(ids).to.include.members(["application:3", "application:4"]);
      expect(ids).to.not.include.members(["application:1", "application:2"]);
      expect(licenses.nodes.map(({ id }) => id)).to.include("license:1");
      expect(none).to.deep.include({ code: 0, stdout: "There are no such certificates\n" });
    });

    it("goes on over pages up to --limit, and says what it left out", async () => {
      const { totalCount, nodes } = await place.live.json<Listed>(
        "list",
        "events",
        "--limit",
        "30",
      );
      expect(nodes).to.have.length(30);
      expect(new Set(nodes.map(({ id }) => id)).size).to.equal(30);
      const { stderr } = await place.live.run("list", "events", "--limit", "30");
      expect(stderr).to.match(/^30 of \d+; --limit shows more$/m);
      expect(totalCount).to.be.above(30);
    });

    it("looks back to a block", async () => {
      const then = `block:${place.noticeBlock}`;
      const { nodes } = await place.live.json<Listed>("list", "applications", "--as-of", then);
      expect(nodes.map(({ id, status }) => [id, status])).to.eql([["application:1", "IN_NOTICE"]]);
    });
  });
});
