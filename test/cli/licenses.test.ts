import { expect } from "chai";

import type { Terms } from "../../sdk/src/index.ts";
import { devSigner } from "../../sdk/src/index.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { NOTICE } from "./fixture/registry.ts";
import { digest, world } from "./fixture/world.ts";

const HOLDER = 91;
const LICENSEE = 92;
const THIRD = 93;
const LENDER = 94;

describe("rights, for licences", function () {
  this.timeout(120_000);
  let live: LiveRegistry;
  let certificate: string;
  const numbers = new Map<number, number>();
  const until = new Date(Date.now() + 200 * 86_400_000);
  const terms = (more: Partial<Terms> = {}): Terms => ({
    permittedUses: ["READ"],
    until,
    documentHash: digest("terms"),
    ...more,
  });

  before(async () => {
    ({ live } = await world());
    const registrar = await live.as(1);
    for (const n of [HOLDER, LICENSEE, THIRD, LENDER]) {
      const { participantId } = await registrar.participants.register({
        kind: "ENTERPRISE",
        jurisdiction: 156,
        credentialHash: digest(`credential ${n}`),
        account: devSigner(100 + n).address,
      });
      numbers.set(n, participantId);
    }
    const holder = await live.as(100 + HOLDER);
    const { applicationId } = await holder.rights.file({
      commitment: digest("licensed by the command line"),
      right: "HOLD",
      description: { hash: digest("about"), uri: "" },
    });
    const examiner = await live.as(2);
    await examiner.rights.openNotice(applicationId);
    await live.pass(NOTICE);
    await examiner.rights.confirm(applicationId, digest("decision"));
    certificate = `certificate:${applicationId}`;
  });

  const grant = async (more: Partial<Terms> = {}): Promise<string> => {
    const holder = await live.as(100 + HOLDER);
    const { licenseId } = await holder.licenses.grant({
      certificateId: Number(certificate.split(":")[1]),
      licensee: numbers.get(LICENSEE) ?? 0,
      terms: terms(more),
    });
    return `license:${licenseId}`;
  };

  it("tells who may use data, and what decides it", async () => {
    const license = await grant({ territory: [156] });
    const by = ["--by", `participant:${numbers.get(LICENSEE)}`];
    const asked = ["may-use", certificate, ...by, "--use", "read"];
    const there = await live.run(...asked, "--territory", "156");
    expect(there).to.deep.include({
      code: 0,
      stdout: `LICENSED  by ${license}\nIt may, by this licence.\n`,
    });
    const elsewhere = await live.run(...asked, "--territory", "276", "--json");
    expect(elsewhere.code).to.equal(3);
    expect(JSON.parse(elsewhere.stdout)).to.deep.equal({
      allowed: false,
      reason: "OUTSIDE_TERRITORY",
      decidedBy: license,
    });
    const held = await live.run(
      ...["may-use", certificate, "--by", `${numbers.get(HOLDER)}`, "--use", "train"],
      ...["--territory", "276"],
    );
    expect(held).to.deep.include({
      code: 0,
      stdout: `HELD  by ${certificate}\nIt may: the certificate is its own.\n`,
    });
  });

  it("tells it of a day to come, and of a moment that has been", async () => {
    const license = await grant();
    const asked = ["may-use", license, "--by", `${numbers.get(LICENSEE)}`, "--use", "read"];
    const later = await live.run(...asked, "--territory", "156", "--at", "2090-01-01");
    expect(later).to.deep.include({
      code: 3,
      stdout: `LICENSE_EXPIRED  by ${license}\nThe licence has run out by then.\n`,
    });
    await live.indexed();
    const before = await live.run(...asked, "--territory", "156", "--as-of", "block:40");
    expect(before.code).to.equal(3);
    expect(before.stdout).to.match(/^(UNKNOWN_LICENSE|PARTICIPANT_NOT_ACTIVE) {2}by /);
    const now = Number(await live.anvil.rpc("eth_blockNumber"));
    const today = await live.run(...asked, "--territory", "156", "--as-of", `block:${now}`);
    expect(today).to.deep.include({
      code: 0,
      stdout: `LICENSED  by ${license}\nIt may, by this licence.\n`,
    });
  });

  const as = (n: number) => ["--as", `owner:${n}`];
  const DAY = 86_400_000;

  it("grants sub-licences, as their licensor too", async () => {
    const parent = await grant({ sublicensing: true, territory: [156] });
    const given = ["--to", `${numbers.get(THIRD)}`, "--use", "read", "--territory", "156"];
    const granted = await live.json<{ id: string; parent: string; certificate: string }>(
      ...["license", parent, ...given, "--until", new Date(Date.now() + DAY).toISOString()],
    );
    expect(granted).to.deep.include({ parent, certificate });
    const shown = await live.run("show", granted.id);
    expect(shown.stdout).to.contain(`${parent}, ${certificate}`);
    const wide = await live.run(
      ...["license", parent, "--to", `${numbers.get(THIRD)}`, "--use", "train"],
      ...["--until", "2027-01-01"],
    );
    expect(wide.code).to.equal(1);
    expect(wide.stderr).to.match(/^error: .+$/m);
  });

  it("records use until none is left, and lets a licence run longer", async () => {
    const license = await grant({ units: 10n });
    live.file("meter.csv", "10\n");
    const evidence = ["--evidence", "meter.csv"];
    const first = await live.json("record-use", license, "4", ...evidence);
    expect(first).to.deep.include({ status: "ACTIVE", units: "4", unitsUsed: "4" });
    const more = await live.run("record-use", license, "7", ...evidence);
    expect(more.code).to.equal(1);
    const last = await live.run("record-use", license, "6", ...evidence, ...as(HOLDER));
    expect(last.stdout).to.contain("EXHAUSTED").and.contain("10 of 10");
    const end = new Date(Math.floor(until.getTime() / 1000) * 1000 + DAY).toISOString();
    const renewed = await live.json("renew", license, "--until", end, "--more-units", "5");
    expect(renewed).to.deep.include({ id: license, status: "ACTIVE", until: end });
    const wrong = await live.run("renew", license, "--decision", "meter.csv");
    expect(wrong.code).to.equal(2);
  });

  it("notifies a breach, accepts its cure, suspends, resumes and terminates", async () => {
    const license = await grant();
    live.file("letter.txt", "Dear licensee\n");
    const reason = ["--reason", "letter.txt"];
    const cureUntil = new Date(Date.now() + 20 * DAY).toISOString().slice(0, 10);
    const breach = await live.json(
      ...["notify-breach", license, "--cure-until", cureUntil, ...reason],
    );
    expect(breach).to.deep.include({ status: "ACTIVE", documentHash: digest("Dear licensee\n") });
    const tooEarly = await live.run("terminate", license, ...reason, ...as(HOLDER));
    expect(tooEarly.code).to.equal(1);
    const cured = await live.json("accept-cure", license, "--evidence", "letter.txt");
    expect(cured).to.deep.include({ id: license, status: "ACTIVE" });
    expect((await live.run("suspend", license, ...reason)).stdout).to.contain("SUSPENDED");
    expect((await live.run("resume", license)).stdout).to.contain("ACTIVE");
    expect((await live.run("terminate", license, ...reason)).stdout).to.contain("TERMINATED");
  });

  it("hands on licences and certificates, pledges these, and gives them up", async () => {
    const license = await grant({ transferable: true });
    const to = ["--to", `participant:${numbers.get(THIRD)}`];
    const moved = await live.json("transfer", license, ...to);
    expect(moved).to.deep.include({ id: license, to: `participant:${numbers.get(THIRD)}` });
    await live.indexed();
    expect((await live.run("show", license)).stdout).to.contain(
      `participant:${numbers.get(THIRD)}`,
    );

    live.file("loan.txt", "lent\n");
    const loan = ["--to", `${numbers.get(LENDER)}`, "--amount", "5000", "--currency", "156"];
    const offer = () =>
      live.json<{ id: string }>("pledge", certificate, ...loan, "--document", "loan.txt");
    const { id } = await offer();
    const back = await live.json("withdraw", id);
    expect(back).to.deep.include({ id, status: "WITHDRAWN" });
    const { id: pledge } = await offer();
    expect(await live.json("accept-pledge", pledge)).to.deep.include({ status: "ACTIVE" });
    const locked = await live.run("transfer", certificate, ...to);
    expect(locked.code).to.equal(1);
    expect(locked.stderr).to.match(/^error: .*pledged/im);
    const released = await live.run("release-pledge", pledge, "--document", "loan.txt");
    expect(released.stdout).to.contain("RELEASED");

    const gone = await live.json("transfer", certificate, ...to);
    expect(gone).to.deep.include({ id: certificate, status: "ACTIVE" });
    const given = await live.run("surrender", certificate);
    expect(given.stdout).to.contain("SURRENDERED");
  });
});
