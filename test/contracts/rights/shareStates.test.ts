import { openExchange, shareOut } from "../deals/acts.ts";
import { itMoves } from "../moves.ts";

/** Alice proposed to share her certificate with Bob, who has not agreed; it is the first proposal. */
async function proposed() {
  const exchange = await openExchange();
  const { alice, aliceId, bobId, certificateId } = exchange;
  const parts = [
    { participantId: aliceId, basisPoints: 6000n },
    { participantId: bobId, basisPoints: 4000n },
  ];
  await shareOut(exchange, certificateId, alice, parts, []);
  return { ...exchange, parts };
}
type Stage = Awaited<ReturnType<typeof proposed>>;

/** Bob agreed, and Alice proposed anew. */
async function inForceAndProposedAnew() {
  const stage = await proposed();
  await stage.shares.connect(stage.bob).agree(1n);
  await shareOut(stage, stage.certificateId, stage.alice, stage.parts, []);
  return stage;
}

describe("Shares: states of a proposal", () => {
  const proposal = {
    diagram: "ProposalStatus",
    statuses: ["None", "Proposed", "InForce", "Superseded", "Withdrawn"],
    stage: proposed,
    statusOf: async ({ shares }: Stage) => (await shares.proposal(1n)).status,
  };
  itMoves({
    ...proposal,
    arrow: { from: "Proposed", to: "InForce", by: "SharesInForce" },
    make: ({ shares, bob }) => shares.connect(bob).agree(1n),
  });
  itMoves({
    ...proposal,
    arrow: { from: "Proposed", to: "Withdrawn", by: "SharesWithdrawn" },
    make: ({ shares, alice }) => shares.connect(alice).withdraw(1n),
  });
  itMoves({
    ...proposal,
    arrow: { from: "Proposed", to: "Superseded", by: "SharesSuperseded" },
    make: ({ shares, alice, certificateId, parts }) =>
      shares.connect(alice).propose(certificateId, parts),
  });
  itMoves({
    ...proposal,
    arrow: { from: "InForce", to: "Superseded", by: "SharesSuperseded" },
    stage: inForceAndProposedAnew,
    make: ({ shares, bob }) => shares.connect(bob).agree(2n),
  });
});
