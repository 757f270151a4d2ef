import { expect } from "chai";

import { certify, EVIDENCE, hashOf, now, REASON, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import {
  exportGrant,
  grantExport,
  openMarket,
  Scope,
  USA,
  type Grant,
  plainly,
} from "../market.ts";
import { enrollAs } from "../custody/acts.ts";
import { ethers, loadFixture } from "../registry.ts";
import { DataClass, DAY, Kind } from "../words.ts";

const Rule = { None: 0n, Allowed: 1n, NeedsApproval: 2n, Forbidden: 3n } as const;
const VERDICTS = [
  "Unknown",
  "Domestic",
  "Allowed",
  "Approved",
  "ApprovalMissing",
  "Forbidden",
] as const;
const CHINA = 156n;
const GERMANY = 276n;

/** Alice's certificates over data of each class. */
async function certified() {
  const market = await openMarket();
  const certifyClass = (name: string, dataClass: bigint) =>
    certify(market, market.alice, { commitment: hashOf(name), dataClass });
  return {
    ...market,
    general: await certifyClass("general", DataClass.General),
    important: await certifyClass("important", DataClass.Important),
    core: await certifyClass("core", DataClass.Core),
  };
}

type Stage = Awaited<ReturnType<typeof certified>>;

async function decide(
  { compliance, aliceId }: Stage,
  certificateId: bigint,
  to = USA,
  volume = 10n,
  exporter = aliceId,
) {
  const [verdict, approval] = await compliance.decideExport(exporter, certificateId, to, volume);
  return [VERDICTS[Number(verdict)], approval];
}

describe("Compliance: rules", () => {
  it("begin with the law's: general data is free, important data is approved, core data stays", async () => {
    const stage = await loadFixture(certified);
    expect(await decide(stage, stage.general)).to.deep.equal(["Allowed", 0n]);
    expect(await decide(stage, stage.important)).to.deep.equal(["ApprovalMissing", 0n]);
    expect(await decide(stage, stage.core)).to.deep.equal(["Forbidden", 0n]);
    for (const id of [stage.general, stage.important, stage.core]) {
      expect(await decide(stage, id, CHINA)).to.deep.equal(["Domestic", 0n]);
    }
  });

  it("are decided by the most precise one", async () => {
    const stage = await loadFixture(certified);
    const { compliancePolicy: policy } = stage;
    const set = (from: bigint, to: bigint, rule: bigint) =>
      policy.setRules([{ dataClass: DataClass.General, from, to, rule }]);
    const ruled = () => policy.ruleFor(DataClass.General, CHINA, USA);
    await set(0n, 0n, Rule.None);
    expect(await ruled()).to.equal(Rule.Forbidden);
    await set(0n, 0n, Rule.Allowed);
    expect(await ruled()).to.equal(Rule.Allowed);
    await set(0n, USA, Rule.NeedsApproval);
    expect(await ruled()).to.equal(Rule.NeedsApproval);
    await set(CHINA, 0n, Rule.Forbidden);
    expect(await ruled()).to.equal(Rule.Forbidden);
    await expect(set(CHINA, USA, Rule.Allowed))
      .to.emit(policy, "RuleSet")
      .withArgs(DataClass.General, CHINA, USA, Rule.Allowed);
    expect(await ruled()).to.equal(Rule.Allowed);
    expect(await policy.ruleFor(DataClass.General, GERMANY, CHINA)).to.equal(Rule.Allowed);
    await set(CHINA, USA, Rule.Forbidden);
    expect(await decide(stage, stage.general)).to.deep.equal(["Forbidden", 0n]);
  });

  it("are never made for core data, nor about a single jurisdiction, nor out of range", async () => {
    const { compliancePolicy: policy } = await loadFixture(certified);
    const rule = Rule.Allowed;
    await expectRefusal(
      policy.setRules([{ dataClass: DataClass.Core, from: 0n, to: 0n, rule }]),
      refusal(policy, "NoRuleForCoreData"),
    );
    const wrong = [
      [DataClass.None, 0n, 0n],
      [DataClass.General, 1000n, 0n],
      [DataClass.General, 0n, 1000n],
      [DataClass.General, USA, USA],
    ] as const;
    for (const [dataClass, from, to] of wrong) {
      await expectRefusal(
        policy.setRules([{ dataClass, from, to, rule }]),
        refusal(policy, "InvalidRule", dataClass, from, to),
      );
    }
    const general = { dataClass: DataClass.General, rule };
    await expect(
      policy.setRules([
        { ...general, from: 999n, to: USA },
        { ...general, from: USA, to: 999n },
      ]),
    ).to.emit(policy, "RuleSet");
  });

  it("are replaced with the policy; core data stays whatever the new one says", async () => {
    const stage = await loadFixture(certified);
    const { compliance, manager } = stage;
    const rules = [0, 1, 2]
      .map((dataClass) => ({ dataClass, from: 0n, to: 0n, rule: Rule.Allowed }))
      .slice(1);
    const free = await ethers.deployContract("CompliancePolicy", [manager.target, rules]);
    await expect(compliance.setPolicy(free))
      .to.emit(compliance, "CompliancePolicyReplaced")
      .withArgs(free.target);
    expect(await compliance.policy()).to.equal(free.target);
    expect(await decide(stage, stage.important)).to.deep.equal(["Allowed", 0n]);
    expect(await decide(stage, stage.core)).to.deep.equal(["Forbidden", 0n]);
    await expectRefusal(
      compliance.setPolicy(stage.alice.address),
      refusal(compliance, "InvalidCompliancePolicy", stage.alice.address),
    );
  });
});

describe("Compliance: approvals", () => {
  it("are recorded whole, and told by an event", async () => {
    const { compliance, regulator, regulatorId, aliceId, important } = await loadFixture(certified);
    const grant = await exportGrant(aliceId, important);
    await expect(compliance.connect(regulator).approve(grant, REASON))
      .to.emit(compliance, "ApprovalGranted")
      .withArgs(1n, aliceId, regulatorId, Object.values(grant), REASON);
    const record = plainly(await compliance.approval(1n));
    expect(record).to.deep.equal({
      regulator: regulatorId,
      consumed: 0n,
      grantedAt: await now(),
      revoked: false,
      grant,
    });
  });

  it("let their exporter move so much of the certificate's data there, and nobody anything else", async () => {
    const stage = await loadFixture(certified);
    const { aliceId, bobId, important } = stage;
    const id = await grantExport(stage, aliceId, important);
    expect(await decide(stage, important, USA, 1000n)).to.deep.equal(["Approved", id]);
    expect(await decide(stage, important, USA, 1001n)).to.deep.equal(["ApprovalMissing", 0n]);
    expect(await decide(stage, important, GERMANY)).to.deep.equal(["ApprovalMissing", 0n]);
    expect(await decide(stage, important, USA, 1n, bobId)).to.deep.equal(["ApprovalMissing", 0n]);
    expect(await decide(stage, 99n)).to.deep.equal(["Unknown", 0n]);
    expect(await decide(stage, important, USA, 1n, 99n)).to.deep.equal(["Unknown", 0n]);
  });

  it("can be for an asset, whichever right is moved", async () => {
    const stage = await loadFixture(certified);
    const { alice, aliceId, important } = stage;
    const rights = [2n, 3n].map((right) => ({ right, dataClass: DataClass.Important }));
    const subject = hashOf("important");
    const others = [];
    for (const filing of rights)
      others.push(await certify(stage, alice, { commitment: subject, ...filing }));
    const id = await grantExport(stage, aliceId, 0n, { scope: Scope.Asset, subject });
    for (const certificateId of [important, ...others]) {
      expect(await decide(stage, certificateId)).to.deep.equal(["Approved", id]);
    }
    for (const certificateId of [important, ...others]) {
      await stage.rights.connect(alice).surrender(certificateId);
      const again = grantExport(stage, aliceId, 0n, { scope: Scope.Asset, subject });
      if (certificateId === others[1]) {
        await expectRefusal(again, refusal(stage.compliance, "UnknownSubject", subject));
      } else await again;
    }
  });

  it("are used up by exports and trades", async () => {
    const stage = await loadFixture(certified);
    const { compliance, alice, aliceId, important, settlement } = stage;
    const id = await grantExport(stage, aliceId, important);
    await expect(compliance.connect(alice).recordExport(id, 300n, EVIDENCE))
      .to.emit(compliance, "ExportRecorded")
      .withArgs(id, 300n, 300n, EVIDENCE);
    await expect(compliance.connect(settlement).consume(id, 200n))
      .to.emit(compliance, "ExportRecorded")
      .withArgs(id, 200n, 500n, ZERO_HASH);
    expect(await decide(stage, important, USA, 501n)).to.deep.equal(["ApprovalMissing", 0n]);
    for (const volume of [0n, 501n]) {
      await expectRefusal(
        compliance.connect(settlement).consume(id, volume),
        refusal(compliance, "VolumeExceeded", id, volume, 500n),
      );
    }
    await compliance.connect(settlement).consume(id, 500n);
    await expectRefusal(
      compliance.connect(settlement).consume(id, 1n),
      refusal(compliance, "ApprovalNotActive", id, 2n),
    );
    await expectRefusal(
      compliance.connect(settlement).consume(99n, 1n),
      refusal(compliance, "UnknownApproval", 99n),
    );
    await expectRefusal(compliance.approval(99n), refusal(compliance, "UnknownApproval", 99n));
  });

  it("count no longer once revoked; a newer one counts instead", async () => {
    const stage = await loadFixture(certified);
    const { compliance, regulator, aliceId, important } = stage;
    const id = await grantExport(stage, aliceId, important);
    await expect(compliance.connect(regulator).revoke(id, REASON))
      .to.emit(compliance, "ApprovalRevoked")
      .withArgs(id, REASON);
    expect(await decide(stage, important)).to.deep.equal(["ApprovalMissing", 0n]);
    const newer = await grantExport(stage, aliceId, important);
    expect(await decide(stage, important)).to.deep.equal(["Approved", newer]);
  });

  it("are never of core data, nor of what there is not", async () => {
    const stage = await loadFixture(certified);
    const { compliance, aliceId, core } = stage;
    const subject = ethers.toBeHex(core, 32);
    await expectRefusal(
      grantExport(stage, aliceId, core),
      refusal(compliance, "CoreDataNeverLeaves", subject),
    );
    const asset = { scope: Scope.Asset, subject: hashOf("core") };
    await expectRefusal(
      grantExport(stage, aliceId, 0n, asset),
      refusal(compliance, "CoreDataNeverLeaves", hashOf("core")),
    );
    for (const unknown of [ethers.toBeHex(99n, 32), ethers.toBeHex(2n ** 64n + 1n, 32)]) {
      await expectRefusal(
        grantExport(stage, aliceId, 0n, { subject: unknown }),
        refusal(compliance, "UnknownSubject", unknown),
      );
    }
  });

  it("come from a regulator of the exporter's jurisdiction", async () => {
    const stage = await loadFixture(certified);
    const { compliance, participants, alice, aliceId, bob, important, stranger } = stage;
    await expectRefusal(
      compliance.connect(alice).approve(await exportGrant(aliceId, important), REASON),
      refusal(compliance, "WrongKind", aliceId, Kind.Enterprise, Kind.Regulator),
    );
    await participants.register(Kind.Regulator, GERMANY, hashOf("credential"), stranger.address);
    await expectRefusal(
      compliance.connect(stranger).approve(await exportGrant(aliceId, important), REASON),
      refusal(compliance, "OutOfJurisdiction", GERMANY, CHINA),
    );
    const rival = await enrollAs(stage, Kind.Regulator, stage.third);
    const id = await grantExport(stage, aliceId, important);
    await expectRefusal(
      compliance.connect(stage.third).revoke(id, REASON),
      refusal(compliance, "NotItsRegulator", id, stage.regulatorId, rival),
    );
    await expectRefusal(
      compliance.connect(bob).recordExport(id, 1n, EVIDENCE),
      refusal(compliance, "NotExporter", id, aliceId, stage.bobId),
    );
  });

  it("say everything that they must", async () => {
    const stage = await loadFixture(certified);
    const { compliance, regulator, participants, aliceId, important } = stage;
    const cases: [string, Partial<Grant>][] = [
      ["scope", { scope: Scope.None }],
      ["volume", { volume: 0n }],
      ["validUntil", { validUntil: (await now()) - DAY }],
      ["toJurisdiction", { toJurisdiction: 0n }],
      ["toJurisdiction", { toJurisdiction: 1000n }],
      ["toJurisdiction", { toJurisdiction: CHINA }],
    ];
    for (const [field, changes] of cases) {
      await expectRefusal(
        grantExport(stage, aliceId, important, changes),
        refusal(compliance, "InvalidGrant", field),
      );
    }
    await expectRefusal(
      compliance.connect(regulator).approve(await exportGrant(aliceId, important), ZERO_HASH),
      refusal(compliance, "InvalidGrant", "documentHash"),
    );
    await expectRefusal(
      grantExport(stage, 99n, important),
      refusal(participants, "UnknownParticipant", 99n),
    );
  });
});
