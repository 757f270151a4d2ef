import { expect } from "chai";
import { Interface, type TransactionResponse } from "ethers";

import { DEPLOYED_NAMES, readAbi } from "../../scripts/generate/contracts.ts";
import type { Arrow } from "../docs/diagrams.ts";
import { loadFixture } from "./registry.ts";

/** The legal moves of each state machine that tests walk, by the enum of its statuses. */
export const MOVES = new Map<string, Arrow[]>();

/** Notes that some test makes this move and sees its event. */
export function recordMove(diagram: string, move: Arrow): void {
  MOVES.set(diagram, [...(MOVES.get(diagram) ?? []), move]);
}

const NAMES = new Map(
  DEPLOYED_NAMES.flatMap((contract) => {
    const found: [string, string][] = [];
    new Interface(readAbi(contract)).forEachEvent(({ topicHash, name }) =>
      found.push([topicHash, name]),
    );
    return found;
  }),
);

/** Names of the events that a transaction, sent already, emitted. */
export async function eventsOf(sent: unknown): Promise<string[]> {
  const receipt = await (sent as TransactionResponse).wait();
  return (receipt?.logs ?? []).map(({ topics }) => NAMES.get(topics[0] ?? "") ?? "unknown");
}

/** A move that another record's fate, or another contract, makes: no table of who may make it has it. */
export interface MoveBeside<Stage> {
  /** Enum of the diagram in docs/contracts.md that draws it. */
  readonly diagram: string;
  readonly arrow: Arrow;
  readonly stage: () => Promise<Stage>;
  /** Number of the record's present status. */
  readonly statusOf: (stage: Stage) => Promise<bigint>;
  /** Names of the statuses, in the contract's order. */
  readonly statuses: readonly string[];
  readonly make: (stage: Stage) => Promise<unknown>;
}

/** Declares the test of such a move. */
export function itMoves<Stage>(move: MoveBeside<Stage>): void {
  const { diagram, arrow, statuses } = move;
  recordMove(diagram, arrow);
  it(`${diagram}: ${arrow.from} -> ${arrow.to} by ${arrow.by}`, async () => {
    const stage = await loadFixture(move.stage);
    expect(statuses[Number(await move.statusOf(stage))]).to.equal(arrow.from);
    expect(await eventsOf(await move.make(stage))).to.include(arrow.by);
    expect(statuses[Number(await move.statusOf(stage))]).to.equal(arrow.to);
  });
}
