import { readFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { devSigner } from "../../sdk/src/index.ts";
import { filed, inNotice, recordOf } from "./fixture/filing.ts";
import { NOTICE } from "./fixture/registry.ts";
import type { World } from "./fixture/world.ts";
import { digest, world } from "./fixture/world.ts";

interface Confirmations {
  readonly confirmed: readonly { readonly id: string; readonly expiresAt: string }[];
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

describe("rights, writing", function () {
  this.timeout(60_000);
  let place: World;
  before(async () => {
    place = await world();
    place.live.file("decision.txt", "granted\n");
  });

  it("notice opens several in one batch, for people and programs", async () => {
    const [first, ...others] = await filed(place.live, ["n1", "n2", "n3"]);
    const people = await place.live.run("notice", String(first));
    expect(people.code).to.equal(0);
    expect(people.stdout).to.match(new RegExp(`application:${first} +20\\S+Z`));
    expect(people.stderr).to.contain("Acting as examiner");
    const opened = await place.live.json<{ id: string; transaction: { hash: string } }[]>(
      "notice",
      ...others.map(String),
    );
    expect(opened.map(({ id }) => id)).to.eql(others.map((id) => `application:${id}`));
    expect(new Set(opened.map(({ transaction }) => transaction.hash)).size).to.equal(1);
  });

  it("objections are raised, dismissed and upheld", async () => {
    const [applicationId] = await inNotice(place.live, ["contested"]);
    place.live.file("evidence.txt", "mine\n");
    const raised = await place.live.run("object", `${applicationId}`, "--evidence", "evidence.txt");
    expect(raised.stdout).to.match(new RegExp(`^objection:${applicationId}-1 {2}OPEN$`, "m"));
    expect(raised.stdout).to.contain(digest("mine\n"));
    const second = await place.live.json<{ id: string }>(
      ...["object", `${applicationId}`, "--evidence", digest("other"), "--as", "owner:2"],
    );
    expect(second.id).to.equal(`objection:${applicationId}-2`);

    const decision = ["--decision", "decision.txt"];
    const dismissed = await place.live.run("dismiss", `objection:${applicationId}-1`, ...decision);
    expect(dismissed.stdout).to.contain("DISMISSED");
    const upheld = await place.live.json<{ status: string }>("uphold", second.id, ...decision);
    expect(upheld.status).to.equal("UPHELD");
    expect(await recordOf(place.live, `application:${applicationId}`)).to.include({
      status: "REJECTED",
      decisionHash: digest("granted\n"),
    });
  });

  it("reject and withdraw end an application", async () => {
    const ids = await inNotice(place.live, ["poor", "regretted"]);
    const [rejected, withdrawn] = ids.map((id) => `application:${id}`);
    const decision = ["--decision", digest("no")];
    const people = await place.live.run("reject", `${rejected}`, ...decision);
    expect(people.stdout).to.contain(`${rejected}  REJECTED`);
    const program = await place.live.json("withdraw", `${withdrawn}`);
    expect(program).to.deep.include({ id: withdrawn, status: "WITHDRAWN" });
  });

  describe("confirm", () => {
    it("confirms those that are named, all or none", async () => {
      const [a] = await inNotice(place.live, ["a"]);
      await place.live.pass(NOTICE);
      const [b] = await inNotice(place.live, ["b"]);
      const decision = ["--decision", "decision.txt"];
      const none = await place.live.run("confirm", `${a}`, `${b}`, ...decision);
      expect(none.code).to.equal(1);
      expect(none.stderr).to.contain(`Public notice of application ${b} runs until`);
      expect(await recordOf(place.live, `application:${a}`)).to.include({ status: "IN_NOTICE" });

      const one = await place.live.run("confirm", `${a}`, ...decision);
      expect(one.code).to.equal(0);
      expect(one.stdout).to.match(new RegExp(`^certificate:${a} +20\\S+Z$`, "m"));
    });

    it("--ready confirms what can be, tells what cannot, and is an error then", async () => {
      const [good, fine] = await inNotice(place.live, ["good", "fine"]);
      const [rival] = await inNotice(place.live, ["good"], 3);
      await place.live.pass(NOTICE);
      const [open] = await inNotice(place.live, ["open"]);
      await place.live.indexed();
      const all = ["confirm", "--ready", "--decision", digest("all")];
      const run = await place.live.run(...all, "--json");
      expect(run.code).to.equal(1);
      const { confirmed, refused } = JSON.parse(run.stdout) as Confirmations;
      const certificates = confirmed.map(({ id }) => id);
      expect(certificates).to.include.members([`certificate:${good}`, `certificate:${fine}`]);
      expect(certificates).to.not.include(`certificate:${open}`);
      expect(refused.map(({ id }) => id)).to.eql([`application:${rival}`]);
      expect(refused[0]?.reason).to.contain(`in force under certificate ${good}`);

      await (await place.live.as(2)).rights.reject(Number(rival), digest("taken"));
      await place.live.indexed();
      const nothing = await place.live.run(...all);
      expect(nothing).to.include({ code: 0, stdout: "Nothing was confirmed\n" });
    });
  });

  describe("license", () => {
    it("grants as the holder, and keeps the terms as a document", async () => {
      const { code, stdout, stderr } = await place.live.run(
        ...["license", "certificate:1", "--to", "participant:3", "--use", "read,train"],
        ...["--until", "2027-06-30", "--territory", "840,156", "--prohibit", "distribute"],
      );
      expect(code).to.equal(0);
      expect(stderr).to.contain("Acting as owner:0");
      expect(stdout).to.match(/^license:\d+ {2}ACTIVE$/m);
      expect(stdout).to.match(/prohibited +DISTRIBUTE/);
      const [, hash = ""] = /document +0x([0-9a-f]{64})/.exec(stdout) ?? [];
      const document = readFileSync(path.join(place.live.home, "documents", hash), "utf8");
      expect(JSON.parse(document)).to.deep.include({ certificate: "certificate:1" });
    });

    it("records every term", async () => {
      const { id, terms } = await place.live.json<{ id: string; terms: object }>(
        ...["license", "1", "--to", "4", "--use", "analyze", "--from", "2027-01-01"],
        ...["--until", "2027-06-30T12:00:00+08:00", "--units", "18446744073709551615"],
        ...["--derivatives", "--sublicensing", "--attribution", "--royalty", "250"],
        ...["--transferable", "--meter", "participant:1"],
        ...["--document", "decision.txt"],
      );
      expect(terms).to.eql({
        permittedUses: ["ANALYZE"],
        prohibitedUses: [],
        from: "2027-01-01T00:00:00.000Z",
        until: "2027-06-30T04:00:00.000Z",
        units: "18446744073709551615",
        sublicensing: true,
        derivatives: true,
        exclusive: false,
        attribution: true,
        royalty: 250,
        transferable: true,
        meter: "participant:1",
        territory: [],
        documentHash: digest("granted\n"),
      });
      expect((await recordOf(place.live, id)).terms).to.eql(terms);
    });

    it("tells the contract's refusal", async () => {
      const { code, stderr } = await place.live.run(
        ...["license", "1", "--to", "participant:3", "--use", "read", "--until", "2099-01-01"],
      );
      expect(code).to.equal(1);
      expect(stderr).to.match(/^error: .*TermsOutliveCertificate\. \(.+\)$/m);
    });
  });

  it("register enters a participant, whom whoami knows then", async () => {
    const account = devSigner(110).address;
    const registered = await place.live.json<{ id: string; kind: string }>(
      ...["register", account, "--kind", "public-body", "--jurisdiction", "840"],
      ...["--credential", "decision.txt"],
    );
    expect(registered.kind).to.equal("PUBLIC_BODY");
    const [owner, examiner, program] = await Promise.all([
      place.live.run("whoami", "--as", "owner:10"),
      place.live.run("whoami", "--as", "examiner"),
      place.live.json<Record<string, unknown>>("whoami", "--as", "owner:10"),
    ]);
    expect(owner.stdout).to.match(/participant +participant:\d+ {2}PUBLIC_BODY in 840 {2}ACTIVE/);
    expect(owner.stdout).to.contain(`relayer ${devSigner(3).address}`);
    expect(examiner.stdout).to.match(/participant +none/);
    expect(examiner.stdout).to.match(/roles +EXAMINER/);
    expect(program).to.deep.include({ account, roles: [], chainId: 31337 });
    expect(program.participant).to.include({ id: registered.id, accountStatus: "ACTIVE" });
  });
});
