import { expect } from "chai";

import { devSigner } from "../../sdk/src/index.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { NOTICE } from "./fixture/registry.ts";
import { digest, world } from "./fixture/world.ts";

const COURT = 61;
const SECOND = 62;
const HOLDER = 63;

describe("rights, for courts", function () {
  this.timeout(120_000);
  let live: LiveRegistry;
  let certificate: number;
  const numbers = new Map<number, number>();

  before(async () => {
    ({ live } = await world());
    const registrar = await live.as(1);
    for (const [kind, n] of [
      ["COURT", COURT],
      ["COURT", SECOND],
      ["ENTERPRISE", HOLDER],
    ] as const) {
      const { participantId } = await registrar.participants.register({
        kind,
        jurisdiction: 156,
        credentialHash: digest(`credential ${n}`),
        account: devSigner(100 + n).address,
      });
      numbers.set(n, participantId);
    }
    const holder = await live.as(100 + HOLDER);
    const { applicationId } = await holder.rights.file({
      commitment: digest("judged"),
      right: "HOLD",
      description: { hash: digest("about"), uri: "" },
    });
    const examiner = await live.as(2);
    await examiner.rights.openNotice(applicationId);
    await live.pass(NOTICE);
    await examiner.rights.confirm(applicationId, digest("decision"));
    certificate = applicationId;
    live.file("order.txt", "ordered\n");
  });

  const as = (n: number) => ["--as", `owner:${n}`];
  const document = ["--document", "order.txt"];
  const order = (what: string, ...more: string[]) =>
    live.json<{ id: string; status: string }>(
      ...["order", what, `certificate:${certificate}`, "--case", "(2026) No. 7"],
      ...[...document, ...as(COURT), ...more],
    );

  it("freezes and releases, and shows what happened", async () => {
    const frozen = await order("freeze");
    expect(frozen.status).to.equal("EXECUTED");
    const shown = await live.run("show", frozen.id);
    expect(shown.stdout).to.contain(`${frozen.id}  FREEZE`).and.contain(digest("ordered\n"));
    const people = await live.run("show", `certificate:${certificate}`);
    expect(people.stdout).to.contain("frozen by a court");
    await order("release");
    const listed = await live.run("list", "orders", "--where", "kind=freeze");
    expect(listed.stdout).to.contain(frozen.id);
  });

  it("orders a transfer, which is appealed, and decided by another court", async () => {
    const { id, status } = await order("transfer", "--to", `${numbers.get(SECOND)}`);
    expect(status).to.equal("ISSUED");
    const appealed = await live.json("appeal", id, ...document, ...as(HOLDER));
    expect(appealed).to.deep.include({ id, status: "APPEALED" });
    const upheld = await live.run(...["decide-appeal", id, "--uphold", ...document, ...as(SECOND)]);
    expect(upheld.stdout).to.contain("REVOKED");
  });

  it("is told when it is too early to confirm, and takes an order back", async () => {
    const { id } = await order("annul");
    const early = await live.run("confirm-order", id, ...document, ...as(SECOND));
    expect(early.code).to.equal(1);
    expect(early.stderr).to.contain("can be appealed until");
    const revoked = await live.json("revoke-order", id, ...document, ...as(COURT));
    expect(revoked).to.deep.include({ id, status: "REVOKED" });
  });
});
