import { expect } from "chai";

import type { Terms } from "../../sdk/src/index.ts";
import { devSigner } from "../../sdk/src/index.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { NOTICE } from "./fixture/registry.ts";
import { digest, world } from "./fixture/world.ts";

const HOLDER = 91;
const LICENSEE = 92;

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
    for (const n of [HOLDER, LICENSEE]) {
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
    expect(there).to.deep.include({ code: 0, stdout: `LICENSED  by ${license}\n` });
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
    expect(held).to.deep.include({ code: 0, stdout: `HELD  by ${certificate}\n` });
  });

  it("tells it of a day to come, and of a moment that has been", async () => {
    const license = await grant();
    const asked = ["may-use", license, "--by", `${numbers.get(LICENSEE)}`, "--use", "read"];
    const later = await live.run(...asked, "--territory", "156", "--at", "2090-01-01");
    expect(later).to.deep.include({ code: 3, stdout: `LICENSE_EXPIRED  by ${license}\n` });
    await live.indexed();
    const before = await live.run(...asked, "--territory", "156", "--as-of", "block:40");
    expect(before.code).to.equal(3);
    expect(before.stdout).to.match(/^(UNKNOWN_LICENSE|PARTICIPANT_NOT_ACTIVE) {2}by /);
    const now = Number(await live.anvil.rpc("eth_blockNumber"));
    const today = await live.run(...asked, "--territory", "156", "--as-of", `block:${now}`);
    expect(today).to.deep.include({ code: 0, stdout: `LICENSED  by ${license}\n` });
  });
});
