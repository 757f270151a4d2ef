import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import type { Kind } from "../../sdk/src/index.ts";
import { devSigner } from "../../sdk/src/index.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { NOTICE } from "./fixture/registry.ts";
import { digest, world } from "./fixture/world.ts";

const APPLICANT = 95;
const OBJECTOR = 96;
const FILES = ["a.csv", "b.csv", "deep/c.csv", "d.csv", "e.csv"];

interface Record {
  readonly id: string;
  readonly status: string;
}

describe("rights, for catalogues and the desk", function () {
  this.timeout(120_000);
  let live: LiveRegistry;
  let applicant: number;

  before(async () => {
    ({ live } = await world());
    [applicant = 0] = await Promise.all(
      [APPLICANT, OBJECTOR].map((n) => register(n, "ENTERPRISE")),
    );
    live.file("paper.txt", "paper\n");
    for (const folder of ["many/deep", "handed-in"]) {
      mkdirSync(path.join(live.folder, folder), { recursive: true });
    }
    for (const name of FILES) live.file(`many/${name}`, `of many ${name}\n`);
    live.file("many/.hidden", "not of it\n");
  });

  async function register(n: number, kind: Kind): Promise<number> {
    const registrar = await live.as(1);
    const { participantId } = await registrar.participants.register({
      ...{ kind, jurisdiction: 156, credentialHash: digest(`credential ${n}`) },
      account: devSigner(100 + n).address,
    });
    return participantId;
  }

  const as = (n: number) => ["--as", `owner:${n}`];
  const decision = ["--decision", "paper.txt"];
  const file = async (...more: string[]) => {
    const filed = await live.json<Record & { root: string; count: number }>(
      ...["catalogue", "many", ...as(APPLICANT), ...more],
    );
    await live.indexed();
    return filed;
  };

  it("files a folder by one root, and has entries claimed from it once confirmed", async () => {
    const { id, status, count } = await file();
    expect({ status, count }).to.deep.equal({ status: "FILED", count: FILES.length });
    const opened = await live.json("notice-catalogue", id);
    expect(opened).to.deep.include({ id, status: "IN_NOTICE" });

    const objected = await live.json(
      ...["object-entry", id, "1", "--evidence", "paper.txt", ...as(OBJECTOR)],
    );
    expect(objected).to.deep.include({ id, index: 1, evidenceHash: digest("paper\n") });
    const heard = await live.run("hear-entry", id, "1", ...decision, "--uphold");
    expect(heard.stdout).to.contain("1, struck out");

    await live.pass(NOTICE);
    expect(await live.json("confirm-catalogue", id, ...decision)).to.deep.include({
      ...{ id, status: "CONFIRMED" },
    });
    await live.indexed();

    const proved = await live.json<{ index: number; title: string; proved: boolean }>(
      ...["prove-entry", id, "many/deep/c.csv"],
    );
    expect(proved).to.deep.include({ title: "deep/c.csv", proved: true, certificate: null });
    const struckOut = await live.run("prove-entry", id, "1");
    expect(struckOut.code).to.equal(3);
    expect(struckOut.stdout).to.contain("NOT PROVED");

    const claimed = await live.json<Record>("claim", id, String(proved.index));
    expect(claimed).to.deep.include({ status: "ACTIVE", catalogue: id, index: proved.index });
    const twice = await live.run("claim", id, String(proved.index));
    expect(twice.code).to.equal(1);
    await live.indexed();
    const certificate = await live.run("show", claimed.id);
    expect(certificate.stdout).to.contain(`participant:${applicant}`);
    const again = await live.json("prove-entry", id, digest("of many deep/c.csv\n"));
    expect(again).to.deep.include({ certificate: claimed.id });

    const shown = await live.run("show", id);
    expect(shown.stdout)
      .to.contain(`${id}  CONFIRMED`)
      .and.match(/struck out +1\n/)
      .and.match(/filed \d+ entries by their root\n/)
      .and.match(/public notice until \S+\n/)
      .and.match(/objected to entry \d+\n/)
      .and.match(/upheld: it is struck out\n/)
      .and.match(/confirmed until \S+\n/)
      .and.contain(`entry ${proved.index} claimed: ${claimed.id}`);
    const listed = await live.run("list", "catalogues", "--where", "status=confirmed");
    expect(listed.stdout).to.contain(id);
  });

  it("rejects and withdraws catalogues, and says which list is missing or wrong", async () => {
    const { id } = await file("--right", "process");
    const rejected = await live.json("reject-catalogue", id, ...decision);
    expect(rejected).to.deep.include({ id, status: "REJECTED" });
    const { id: other } = await file("--right", "operate");
    expect(await live.json("withdraw", other)).to.deep.include({ id: other, status: "WITHDRAWN" });

    const errors = async (...more: string[]) => {
      const { code, stderr } = await live.run("prove-entry", other, ...more, "--json");
      return { code, error: (JSON.parse(stderr) as { error: { code: string } }).error.code };
    };
    expect(await errors("99")).to.deep.equal({ code: 1, error: "NO_ENTRY" });
    live.file("list.json", "{}");
    expect(await errors("0", "--list", "list.json")).to.deep.equal({
      code: 1,
      error: "WRONG_LIST",
    });
    expect(await errors("0", "--list", "no.json")).to.deep.equal({ code: 1, error: "NO_LIST" });
    rmSync(path.join(live.folder, "many/a.csv"));
    const { id: shorter } = await file();
    const { list } = await live.json<{ list: { uri: string } }>("catalogue", "many", ...as(95));
    const foreign = path.join(live.home, "documents", list.uri.split("/").at(-1) ?? "");
    expect(await errors("0", "--list", foreign)).to.deep.equal({ code: 1, error: "WRONG_LIST" });
    expect(shorter).to.not.equal(other);
    const none = await live.run("catalogue", "handed-in");
    expect(none.stderr).to.match(/^error: There are no files in handed-in/m);
  });

  it("files what was handed in, in notice at once, and hears an objection answered", async () => {
    live.file("handed.txt", "many/d.csv\nmany/e.csv\n");
    const { applications } = await live.json<{ applications: { id: string; title: string }[] }>(
      ...["file-batch", "handed.txt", "--for", `participant:${applicant}`, "--right", "process"],
    );
    expect(applications.map(({ title }) => title)).to.deep.equal(["many/d.csv", "many/e.csv"]);
    const [first = "", second = ""] = applications.map(({ id }) => id);

    const objection = await live.json<Record>(
      ...["object", first, "--evidence", "paper.txt", ...as(OBJECTOR)],
    );
    const answered = await live.json(
      ...["answer-objection", objection.id, "--evidence", "paper.txt"],
    );
    expect(answered).to.deep.include({ id: objection.id, status: "OPEN" });
    await live.json("dismiss", objection.id, ...decision);

    const stranger = devSigner(100 + OBJECTOR).address;
    const assigned = await live.json("assign", second, "--to", stranger);
    expect(assigned).to.deep.include({ id: second, status: "IN_NOTICE", examiner: stranger });
    const refused = await live.run("reject", second, ...decision);
    expect(refused.code).to.equal(1);
    const freed = await live.json("assign", second, "--anybody");
    expect(freed).to.deep.include({ examiner: null });
    expect((await live.run("assign", second)).code).to.equal(2);

    await live.pass(NOTICE);
    await live.json("confirm", second, ...decision);
    const certificate = second.replace("application", "certificate");
    const bound = await live.json(
      ...["set-transferable", certificate, "no", "--document", "paper.txt"],
    );
    expect(bound).to.deep.include({ id: certificate, status: "ACTIVE", transferable: false });
    const stays = await live.run("transfer", certificate, "--to", "1");
    expect(stays.code).to.equal(1);
    const annulled = await live.run("annul", certificate, "--reason", "paper.txt");
    expect(annulled.stdout).to.contain("ANNULLED");
  });
});
