import { now, REASON } from "../acts.ts";
import { openMarket, openSandbox } from "../market.ts";
import { itMoves } from "../moves.ts";
import { describeOwned } from "../ownedStates.ts";
import { networkHelpers } from "../registry.ts";
import { call } from "../states.ts";
import { DAY } from "../words.ts";

describeOwned({
  title: "Sandboxes: states of a sandbox",
  diagram: "SandboxStatus",
  statuses: ["None", "Open", "Closed", "Expired"] as const,
  stage: async () => {
    const market = await openMarket();
    const { regulator, sandboxes, aliceId } = market;
    const end = (await now()) + DAY;
    const expired = await openSandbox(market, [aliceId], { validUntil: end });
    const closed = await openSandbox(market, [aliceId]);
    await sandboxes.connect(regulator).close(closed, REASON);
    const open = await openSandbox(market, [aliceId]);
    await networkHelpers.time.increaseTo(end);
    return { ...market, ids: { None: 99n, Open: open, Closed: closed, Expired: expired } };
  },
  maker: ({ regulator, regulatorId }) => ({ account: regulator, id: regulatorId }),
  contract: ({ sandboxes }) => sandboxes,
  statusOf: ({ sandboxes }, id) => sandboxes.sandboxStatus(id),
  errors: ["UnknownSandbox", "SandboxNotOpen", "NotSandboxRegulator"],
  moves: {
    admit: {
      to: "Open",
      emits: "SandboxJoined",
      make: ({ sandboxes, bobId }, id, by) => call(sandboxes.connect(by).admit, id, bobId),
    },
    expel: {
      to: "Open",
      emits: "SandboxLeft",
      make: ({ sandboxes, aliceId }, id, by) => call(sandboxes.connect(by).expel, id, aliceId),
    },
    close: {
      to: "Closed",
      emits: "SandboxClosed",
      make: ({ sandboxes }, id, by) => call(sandboxes.connect(by).close, id, REASON),
    },
  },
});

describe("Sandboxes: what is counted against the caps", () => {
  itMoves({
    diagram: "SandboxStatus",
    statuses: ["None", "Open", "Closed", "Expired"],
    arrow: { from: "Open", to: "Open", by: "SandboxUsed" },
    stage: async () => {
      const market = await openMarket();
      return { ...market, id: await openSandbox(market, [market.aliceId]) };
    },
    statusOf: ({ sandboxes, id }) => sandboxes.sandboxStatus(id),
    make: ({ sandboxes, settlement, aliceId, id }) =>
      sandboxes.connect(settlement).consume(id, aliceId, 1n, 1n),
  });
});
