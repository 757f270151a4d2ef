import { expect } from "chai";

import { devSigner } from "../../sdk/src/index.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { NOTICE } from "./fixture/registry.ts";
import { digest, world } from "./fixture/world.ts";

const HOLDER = 71;
const OTHER = 72;
const APPRAISER = 73;
const REGULATOR = 74;
const LATER = "2028-01-01";

describe("rights, for appraisers, sellers and regulators", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  let certificate: string;
  /** Participants by their account's number. */
  const numbers = new Map<number, number>();
  const as = (n: number) => ["--as", `owner:${n}`];

  before(async () => {
    ({ live } = await world());
    const registrar = await live.as(1);
    for (const [kind, n] of [
      ["ENTERPRISE", HOLDER],
      ["ENTERPRISE", OTHER],
      ["APPRAISER", APPRAISER],
      ["REGULATOR", REGULATOR],
    ] as const) {
      const { participantId } = await registrar.participants.register({
        kind,
        jurisdiction: 156,
        credentialHash: digest(`credential ${n}`),
        account: devSigner(100 + n).address,
      });
      numbers.set(n, participantId);
    }
    const { applicationId } = await (
      await live.as(100 + HOLDER)
    ).rights.file({
      commitment: digest("priced"),
      right: "HOLD",
      description: { hash: digest("about"), uri: "https://example.org/priced" },
    });
    const examiner = await live.as(2);
    await examiner.rights.openNotice(applicationId);
    await live.pass(NOTICE);
    await examiner.rights.confirm(applicationId, digest("decision"));
    certificate = `certificate:${applicationId}`;
    await (await live.as(0)).offers.setCurrency(156, true);
    live.file("report.txt", "report\n");
  });

  it("appraise, show, list, revoke", async () => {
    const finding = ["--value", "250000", "--currency", "156", "--method", "income"];
    const rest = ["--until", LATER, "--report", "report.txt", ...as(APPRAISER)];
    const { id } = await live.json<{ id: string }>("appraise", certificate, ...finding, ...rest);
    await live.indexed();
    const shown = await live.run("show", id);
    expect(shown.stdout).to.match(new RegExp(`^${id} {2}ACTIVE$`, "m"));
    expect(shown.stdout).to.match(/^value +250000 of ISO 4217 156$/m);
    expect(shown.stdout).to.contain(`appraised ${certificate} at 250000 of ISO 4217 156`);
    const revoked = await live.json("revoke", id, "--reason", "report.txt");
    expect(revoked).to.include({ id, status: "REVOKED", reasonHash: digest("report\n") });
    await live.indexed();
    const listed = await live.run("list", "appraisals", "--where", "status=revoked");
    expect(listed.stdout).to.match(new RegExp(`^${id} +REVOKED +${certificate} `, "m"));
    const wrong = await live.run("appraise", certificate, ...finding, ...rest, "--currency", "CNY");
    expect(wrong.code).to.equal(2);
    expect(wrong.stderr).to.contain('"CNY" is not a currency');
  });

  it("offer at each kind of price, reprice, withdraw", async () => {
    const offer = (...price: string[]) =>
      live.json<{ id: string; price: object }>(
        ...["offer", certificate, "--price", "5000", "--currency", "156", "--open-until", LATER],
        ...["--use", "read,analyze", "--until", LATER, ...price],
      );
    const fixed = await offer();
    const cost = { amount: "5000", currency: 156 };
    expect(fixed.price).to.deep.equal({ ...cost, model: "FIXED" });
    const metered = await offer("--per-unit", "--units", "9");
    expect(metered.price).to.deep.equal({ ...cost, model: "PER_UNIT" });
    const monthly = await offer("--per-days", "30");
    expect(monthly.price).to.deep.equal({
      ...cost,
      model: "SUBSCRIPTION",
      periodSeconds: 30 * 86_400,
    });
    const buyer = numbers.get(OTHER);
    const quoted = await offer("--to", `participant:${buyer}`);
    expect(quoted.price).to.deep.equal({ ...cost, model: "NEGOTIATED", buyer });
    const both = await live.run(
      ...["offer", certificate, "--price", "1", "--currency", "156", "--open-until", LATER],
      ...["--use", "read", "--until", LATER, "--per-unit", "--per-days", "3"],
    );
    expect(both.code).to.equal(2);

    const changed = await live.json("reprice", fixed.id, "4500");
    expect(changed).to.include({ id: fixed.id, amount: "4500" });
    await live.indexed();
    const shown = await live.run("show", fixed.id);
    expect(shown.stdout).to.match(/^price +4500 of ISO 4217 156 \(FIXED\)$/m);
    expect(shown.stdout).to.match(/^ +\S+Z +5000\n +\S+Z +4500$/m);
    expect(shown.stdout).to.contain("price changed to 4500");
    expect(await live.json("withdraw", fixed.id)).to.include({ status: "WITHDRAWN" });
    await live.indexed();
    const open = await live.run("list", "offers", "--where", "status=open");
    expect(open.stdout).to.match(new RegExp(`^${monthly.id} +OPEN`, "m"));
    expect(open.stdout).to.not.match(new RegExp(`^${fixed.id} `, "m"));
  });

  it("may-export, approve-export, record-export", async () => {
    const destination = ["--exporter", String(numbers.get(HOLDER)), "--to", "276"];
    const planned = [certificate, ...destination, "--volume", "100"];
    const free = await live.run("may-export", ...planned);
    expect(free).to.include({ code: 0, stdout: "ALLOWED\n" });
    const unknown = await live.run("may-export", "999", ...destination, "--volume", "1");
    expect(unknown).to.include({ code: 3, stdout: "UNKNOWN\n" });

    const approved = await live.json<{ id: string }>(
      ...["approve-export", ...planned, "--until", LATER],
      ...["--document", "report.txt", ...as(REGULATOR)],
    );
    const { id } = approved;
    expect(approved).to.include({ status: "ACTIVE", of: certificate, volume: "100" });
    const ofAsset = await live.json(
      ...["approve-export", `asset:${digest("priced")}`, ...destination, "--volume", "1"],
      ...["--until", LATER, "--document", "report.txt", ...as(REGULATOR)],
    );
    expect(ofAsset).to.include({ of: `asset:${digest("priced")}` });
    const moved = await live.json("record-export", id, "100", "--evidence", "report.txt");
    expect(moved).to.include({ status: "EXHAUSTED", consumed: "100" });
    await live.indexed();
    const shown = await live.run("show", id);
    expect(shown.stdout).to.match(/^moved +100 of 100 bytes$/m);
    expect(shown.stdout).to.contain("100 bytes moved, 100 in all");
    const listed = await live.run("list", "approvals", "--where", "status=active");
    expect(listed.stdout).to.match(new RegExp(`ACTIVE +asset:${digest("priced")} `));
    const rules = await live.run("list", "export-rules");
    expect(rules.stdout).to.match(/^IMPORTANT +any +any +NEEDS_APPROVAL$/m);
  });

  it("open-sandbox, admit, leave, expel, close-sandbox", async () => {
    const [holder, other] = [numbers.get(HOLDER), numbers.get(OTHER)];
    const opened = await live.json<{ id: string }>(
      ...["open-sandbox", "--until", LATER, "--max-volume", "1000", "--max-value", "5000"],
      ...["--currency", "156", "--exempt", "export-approval", "--rules", "report.txt"],
      ...["--member", String(holder), ...as(REGULATOR)],
    );
    const { id } = opened;
    expect(opened).to.deep.include({
      status: "OPEN",
      members: [`participant:${holder}`],
      exemptions: ["EXPORT_APPROVAL"],
    });
    await live.json("admit", `participant:${other}`, id);
    await live.indexed();
    const shown = await live.run("show", id);
    expect(shown.stdout).to.contain("Members (2)");
    expect(shown.stdout).to.contain(`participant:${other} was let in`);
    expect(await live.json("leave", id, ...as(OTHER))).to.include({ id, status: "LEFT" });
    await live.json("expel", String(holder), id);
    const closed = await live.json("close-sandbox", id, "--reason", "report.txt");
    expect(closed).to.include({ id, status: "CLOSED" });
    await live.indexed();
    const listed = await live.run("list", "sandboxes");
    expect(listed.stdout).to.match(new RegExp(`^${id} +CLOSED +participant:\\d+ +0 `, "m"));
    const gone = await live.run("show", "sandbox:99");
    expect(gone.stderr).to.contain("list sandboxes");
  });
});
