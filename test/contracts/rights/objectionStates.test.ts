import { DECISION, EVIDENCE, fileInNotice, hashOf, openRegistry } from "../acts.ts";
import { itMoves } from "../moves.ts";
import { ApplicationStatus } from "../words.ts";

/** Alice's application in notice, to which so many have objected: Bob first, then Carol. */
async function objectedBy(count: 0 | 1 | 2) {
  const registry = await openRegistry();
  const { rights, alice, bob, carol } = registry;
  const id = await fileInNotice(registry, alice, { commitment: hashOf("objected") });
  for (const objector of [bob, carol].slice(0, count)) {
    await rights.connect(objector).raiseObjection(id, EVIDENCE);
  }
  return { ...registry, id };
}

async function notObjected() {
  return objectedBy(0);
}
async function objectedOnce() {
  return objectedBy(1);
}
async function objectedTwice() {
  return objectedBy(2);
}
type Stage = Awaited<ReturnType<typeof notObjected>>;

describe("RightsRegistry: an application while objections are heard", () => {
  const application = {
    diagram: "ApplicationStatus",
    statuses: Object.keys(ApplicationStatus),
    statusOf: async ({ rights, id }: Stage) => (await rights.registration(id)).status,
  };
  itMoves({
    ...application,
    arrow: { from: "InNotice", to: "Objected", by: "ObjectionRaised" },
    stage: notObjected,
    make: ({ rights, bob, id }) => rights.connect(bob).raiseObjection(id, EVIDENCE),
  });
  itMoves({
    ...application,
    arrow: { from: "Objected", to: "Objected", by: "ObjectionRaised" },
    stage: objectedOnce,
    make: ({ rights, carol, id }) => rights.connect(carol).raiseObjection(id, EVIDENCE),
  });
  itMoves({
    ...application,
    arrow: { from: "Objected", to: "Objected", by: "ObjectionDismissed" },
    stage: objectedTwice,
    make: ({ rights, id }) => rights.dismissObjection(id, 1n, DECISION),
  });
});

describe("RightsRegistry: states of an objection", () => {
  const objection = {
    diagram: "ObjectionStatus",
    statuses: ["None", "Open", "Upheld", "Dismissed"],
    stage: objectedTwice,
    statusOf: async ({ rights, id }: Stage) => (await rights.objection(id, 2n)).status,
  };
  itMoves({
    ...objection,
    arrow: { from: "Open", to: "Open", by: "ObjectionAnswered" },
    make: ({ rights, alice, id }) => rights.connect(alice).answerObjection(id, 2n, EVIDENCE),
  });
  itMoves({
    ...objection,
    arrow: { from: "Open", to: "Upheld", by: "ObjectionUpheld" },
    make: ({ rights, id }) => rights.upholdObjection(id, 2n, DECISION),
  });
  itMoves({
    ...objection,
    arrow: { from: "Open", to: "Dismissed", by: "ObjectionDismissed" },
    make: ({ rights, id }) => rights.dismissObjection(id, 2n, DECISION),
  });
});
