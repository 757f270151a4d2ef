import { certify, EVIDENCE, now, REASON } from "../acts.ts";
import { grantExport, openMarket } from "../market.ts";
import { describeOwned } from "../ownedStates.ts";
import { networkHelpers } from "../registry.ts";
import { call } from "../states.ts";
import { DAY } from "../words.ts";

async function approvalsInEveryStatus() {
  const market = await openMarket();
  const { alice, aliceId, compliance, regulator } = market;
  const certificateId = await certify(market, alice);
  const approve = (changes = {}) => grantExport(market, aliceId, certificateId, changes);
  const end = (await now()) + DAY;
  const expired = await approve({ validUntil: end });
  const exhausted = await approve();
  await compliance.connect(alice).recordExport(exhausted, 1000n, EVIDENCE);
  const revoked = await approve();
  await compliance.connect(regulator).revoke(revoked, REASON);
  const active = await approve();
  await networkHelpers.time.increaseTo(end);
  const ids = {
    None: 99n,
    Active: active,
    Exhausted: exhausted,
    Expired: expired,
    Revoked: revoked,
  };
  return { ...market, ids };
}

const common = {
  statuses: ["None", "Active", "Exhausted", "Expired", "Revoked"] as const,
  stage: approvalsInEveryStatus,
};

describeOwned({
  ...common,
  title: "Compliance: states of an approval, for its regulator",
  diagram: "ApprovalStatus",
  maker: ({ regulator, regulatorId }) => ({ account: regulator, id: regulatorId }),
  contract: ({ compliance }) => compliance,
  statusOf: ({ compliance }, id) => compliance.approvalStatus(id),
  errors: ["UnknownApproval", "ApprovalNotActive", "NotItsRegulator"],
  moves: {
    revoke: {
      to: "Revoked",
      emits: "ApprovalRevoked",
      make: ({ compliance }, id, by) => call(compliance.connect(by).revoke, id, REASON),
    },
  },
});

describeOwned({
  ...common,
  title: "Compliance: states of an approval, for its exporter",
  diagram: "ApprovalStatus",
  maker: ({ alice, aliceId }) => ({ account: alice, id: aliceId }),
  contract: ({ compliance }) => compliance,
  statusOf: ({ compliance }, id) => compliance.approvalStatus(id),
  errors: ["UnknownApproval", "ApprovalNotActive", "NotExporter"],
  moves: {
    "recordExport of a part": {
      to: "Active",
      emits: "ExportRecorded",
      make: ({ compliance }, id, by) => call(compliance.connect(by).recordExport, id, 1n, EVIDENCE),
    },
    "recordExport of the rest": {
      to: "Exhausted",
      emits: "ExportRecorded",
      make: ({ compliance }, id, by) =>
        call(compliance.connect(by).recordExport, id, 1000n, EVIDENCE),
    },
  },
});
