import { refusal, type Refusal } from "./expectations.ts";
import type { Market } from "./market.ts";
import type { Account } from "./registry.ts";
import { describeStates, type Call } from "./states.ts";
import type { BaseContract } from "ethers";

/**
 * State machines of records that one participant made and alone may end: who else tries is told who may.
 * The callers are the desk, the record's maker, another participant, and a stranger.
 */
export const CALLERS = [
  "admin",
  "registrar",
  "examiner",
  "maker",
  "participant",
  "stranger",
] as const;
type Caller = (typeof CALLERS)[number];

export interface Owned<Stage extends Market, Status extends string> {
  readonly title: string;
  /** Enum of the diagram in docs/contracts.md that draws this machine. */
  readonly diagram: string;
  /** The maker's records, one in every status. */
  readonly stage: () => Promise<Stage & { readonly ids: Readonly<Record<Status, bigint>> }>;
  readonly statuses: readonly Status[];
  readonly maker: (stage: Stage) => { readonly account: Account; readonly id: bigint };
  /** Number of the status that the contract gives. */
  readonly statusOf: (stage: Stage, id: bigint) => Promise<bigint>;
  readonly contract: (stage: Stage) => BaseContract;
  /** Names of the errors for an unknown record, a wrong status, and another participant. */
  readonly errors: readonly [unknown: string, status: string, other: string];
  /** What can be done with the record by its maker, from its first status, and what it leads to. */
  readonly moves: Readonly<
    Record<
      string,
      {
        readonly to: Status;
        readonly emits: string;
        readonly make: (stage: Stage, id: bigint, by: Account) => Call;
      }
    >
  >;
}

/** Declares the tests of such a state machine; `statuses` are the contract's, in its order. */
export function describeOwned<Stage extends Market, Status extends string>(
  owned: Owned<Stage, Status>,
): void {
  const [none, active] = owned.statuses;
  type Set = Stage & { readonly ids: Readonly<Record<Status, bigint>> };
  const [unknown, wrongStatus, other] = owned.errors;
  const stranger = (stage: Set, subject: Status, caller: Caller): Refusal => {
    if (caller !== "participant") {
      const { address } = stage[caller as "admin"];
      return refusal(stage.participants, "AccountNotActive", address, 0n);
    }
    const args = [stage.ids[subject], owned.maker(stage).id, stage.carolId];
    return refusal(owned.contract(stage), other, ...args);
  };
  describeStates<Set, Status, Caller>({
    title: owned.title,
    diagram: owned.diagram,
    stage: owned.stage,
    statuses: owned.statuses,
    callers: CALLERS,
    account: (stage, caller) => {
      if (caller === "maker") return owned.maker(stage).account;
      return caller === "participant" ? stage.carol : stage[caller];
    },
    statusOf: async (stage, subject) =>
      owned.statuses[Number(await owned.statusOf(stage, stage.ids[subject]))] ?? subject,
    transitions: Object.fromEntries(
      Object.entries(owned.moves).map(([name, { to, emits, make }]) => [
        name,
        {
          edges: { [String(active)]: to } as Partial<Record<Status, Status>>,
          emits,
          callers: ["maker"] as const,
          strangersTold: stranger,
          wrongStatusTold: (stage: Set, subject: Status) => {
            const id = stage.ids[subject];
            const by = owned.contract(stage);
            if (subject === none) return refusal(by, unknown, id);
            return refusal(by, wrongStatus, id, BigInt(owned.statuses.indexOf(subject)));
          },
          checkedFirst: () => "status" as const,
          call: (stage: Set, subject: Status, by: Account) => make(stage, stage.ids[subject], by),
        },
      ]),
    ),
  });
}
