import { expect } from "chai";

import type { Registry } from "../../sdk/src/index.ts";
import { ContractRevertError, InvalidInputError } from "../../sdk/src/index.ts";
import { APPEAL_PERIOD } from "./fixture/deploy.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

/** By its ISO 4217 code. */
const CNY = 156;

describe("Verbs of courts and pledges", () => {
  let world: World;
  let owner: Owner;
  let lender: Owner;
  let court: Registry;
  let secondCourt: Registry;
  let certificateId: number;
  before(async () => {
    world = await createWorld();
    owner = await world.owner();
    lender = await world.owner();
    court = (await world.owner("COURT")).registry;
    secondCourt = (await world.owner("COURT")).registry;
    certificateId = await world.certify(owner, filing("judged"));
  });
  after(() => world.stop());

  const refused = async (promise: Promise<unknown>): Promise<string> =>
    (await thrown(promise, ContractRevertError)).errorName;

  const about = (kind: "FREEZE" | "RELEASE" | "TRANSFER" | "ENFORCE_PLEDGE", to?: number) => ({
    kind,
    certificateId,
    ...(to === undefined ? {} : { to }),
    caseHash: digest("case"),
    documentHash: digest("order"),
  });

  it("freeze and release a certificate", async () => {
    const { orderId } = await court.courts.issue(about("FREEZE"));
    expect(await court.courts.get(orderId)).to.include({
      kind: "FREEZE",
      status: "EXECUTED",
      certificateId,
      to: null,
      appealEnd: null,
    });
    expect((await court.rights.get(certificateId)).certificate).to.include({ frozen: true });
    await court.courts.issue(about("RELEASE"));
    expect((await court.rights.get(certificateId)).certificate).to.include({ frozen: false });
    expect(await refused(owner.registry.courts.issue(about("FREEZE")))).to.equal("WrongKind");
  });

  it("pledge a certificate, and enforce it after an appeal", async () => {
    const { pledges } = owner.registry;
    const { pledgeId } = await pledges.offer({
      certificateId,
      lender: lender.participantId,
      currency: CNY,
      amount: 500_000n,
      documentHash: digest("agreement"),
    });
    await lender.registry.pledges.accept(pledgeId);
    expect(await pledges.activeOf(certificateId)).to.equal(pledgeId);

    const { orderId, appealEnd } = await court.courts.issue(
      about("ENFORCE_PLEDGE", lender.participantId),
    );
    expect(appealEnd).to.be.instanceOf(Date);
    await owner.registry.courts.appeal(orderId, digest("appeal"));
    await secondCourt.courts.decideAppeal(orderId, false, digest("dismissed"));
    const early = secondCourt.courts.confirm(orderId, digest("confirmed"));
    expect(await refused(early)).to.equal("AppealStillOpen");
    await world.pass(APPEAL_PERIOD);
    await secondCourt.courts.confirm(orderId, digest("confirmed"));
    expect(await court.courts.get(orderId)).to.include({ status: "EXECUTED", appealed: true });
    expect(await pledges.get(pledgeId)).to.include({ status: "ENFORCED" });
    expect(await pledges.activeOf(certificateId)).to.equal(null);
    const { certificate } = await court.rights.get(certificateId);
    expect(certificate).to.include({ holder: lender.participantId, pledged: false });
  });

  it("take back what was offered, release what was pledged, revoke what was ordered", async () => {
    const id = await world.certify(owner, filing("pledged"));
    const offer = async () =>
      owner.registry.pledges.offer({
        certificateId: id,
        lender: lender.participantId,
        currency: CNY,
        amount: 1n,
        documentHash: digest("agreement"),
      });
    const first = await offer();
    await owner.registry.pledges.withdraw(first.pledgeId);
    const second = await offer();
    await lender.registry.pledges.accept(second.pledgeId);
    await lender.registry.pledges.release(second.pledgeId, digest("paid"));
    expect(await lender.registry.pledges.get(second.pledgeId)).to.include({ status: "RELEASED" });

    const { orderId } = await court.courts.issue(about("TRANSFER", owner.participantId));
    await court.courts.revoke(orderId, digest("revoked"));
    expect(await court.courts.get(orderId)).to.include({ status: "REVOKED" });
  });

  it("refuse amounts that are none", () => {
    const { calls } = owner.registry;
    const pledge = { certificateId, lender: 1, currency: CNY, documentHash: digest("x") };
    for (const amount of [0n, 1n << 128n]) {
      expect(() => calls.pledges.offer({ ...pledge, amount })).to.throw(InvalidInputError);
    }
  });
});
