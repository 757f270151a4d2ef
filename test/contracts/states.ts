import { expect } from "chai";

import { expectRefusal, type Refusal } from "./expectations.ts";
import { eventsOf, recordMove } from "./moves.ts";
import { loadFixture, type Account } from "./registry.ts";

/**
 * A state machine of the contracts as a table. From it come the tests of every transition from every
 * status by every caller: the legal ones lead where the table says, all others are refused with exactly
 * the error and arguments that the table owes.
 */
export interface StateMachine<Stage, Status extends string, Caller extends string> {
  readonly title: string;
  /** Enum of the diagram in docs/contracts.md that draws this machine; none where only flags change. */
  readonly diagram?: string;
  /** Statuses that are a flag beside the diagram's: it draws no move from or to them. */
  readonly flagged?: readonly Status[];
  /** Fixture with one subject in every status. */
  readonly stage: () => Promise<Stage>;
  readonly statuses: readonly Status[];
  readonly callers: readonly Caller[];
  readonly account: (stage: Stage, caller: Caller) => Account;
  /** Present status of the subject that began in `subject`. */
  readonly statusOf: (stage: Stage, subject: Status) => Promise<Status>;
  readonly transitions: Readonly<Record<string, Transition<Stage, Status, Caller>>>;
}

export interface Transition<Stage, Status extends string, Caller extends string> {
  /** Status led to, by status started from. */
  readonly edges: Readonly<Partial<Record<Status, Status>>>;
  /** Name of the event that says so. */
  readonly emits: string;
  /** Who may, in a status if it depends on that. */
  readonly callers: readonly Caller[] | ((from: Status) => readonly Caller[]);
  /** What a caller outside `callers` is told. */
  readonly strangersTold: (stage: Stage, subject: Status, caller: Caller) => Refusal;
  /** What `callers` are told in a status outside `edges`. */
  readonly wrongStatusTold: (stage: Stage, subject: Status) => Refusal;
  /** Which of two reasons is told: who one is (roles, checked at the door) or the status. */
  readonly checkedFirst: (subject: Status) => "caller" | "status";
  readonly call: (stage: Stage, subject: Status, account: Account) => Call;
}

/** One contract call, not made yet. */
export interface Call {
  send(): Promise<unknown>;
  dryRun(): Promise<unknown>;
}

type Method<Args extends unknown[]> = ((...args: Args) => Promise<unknown>) & {
  staticCall(...args: Args): Promise<unknown>;
};

export function call<Args extends unknown[]>(method: Method<Args>, ...args: Args): Call {
  return { send: () => method(...args), dryRun: () => method.staticCall(...args) };
}

/** Declares the tests of a state machine. */
export function describeStates<Stage, Status extends string, Caller extends string>(
  machine: StateMachine<Stage, Status, Caller>,
): void {
  const { title, stage, statuses, transitions } = machine;
  describe(title, () => {
    it("the stage has a subject in each status", async () => {
      const set = await loadFixture(stage);
      for (const status of statuses) expect(await machine.statusOf(set, status)).to.equal(status);
    });
    for (const [name, transition] of Object.entries(transitions)) {
      for (const status of statuses) describeTransition(machine, name, transition, status);
    }
  });
}

function describeTransition<Stage, Status extends string, Caller extends string>(
  machine: StateMachine<Stage, Status, Caller>,
  name: string,
  transition: Transition<Stage, Status, Caller>,
  from: Status,
): void {
  const to = transition.edges[from];
  const allowed = to === undefined ? [] : callersOf(transition, from);
  const { diagram, flagged = [] } = machine;
  if (
    to !== undefined &&
    diagram !== undefined &&
    !flagged.includes(from) &&
    !flagged.includes(to)
  ) {
    recordMove(diagram, { from, to, by: transition.emits });
  }

  it(`${name}: ${from} ${to === undefined ? "refused" : `-> ${to}`}`, async () => {
    const set = await loadFixture(machine.stage);
    const make = (caller: Caller) => transition.call(set, from, machine.account(set, caller));

    for (const caller of machine.callers) {
      if (allowed.includes(caller)) await make(caller).dryRun();
      else await expectRefusal(make(caller).dryRun(), owed(set, transition, from, caller));
    }
    const [doer] = allowed;
    if (doer === undefined) return;
    expect(await eventsOf(await make(doer).send())).to.include(transition.emits);
    expect(await machine.statusOf(set, from)).to.equal(to);
  });
}

function callersOf<Stage, Status extends string, Caller extends string>(
  { callers }: Transition<Stage, Status, Caller>,
  from: Status,
): readonly Caller[] {
  return typeof callers === "function" ? callers(from) : callers;
}

function owed<Stage, Status extends string, Caller extends string>(
  stage: Stage,
  transition: Transition<Stage, Status, Caller>,
  status: Status,
  caller: Caller,
): Refusal {
  const legal = transition.edges[status] !== undefined;
  const entitled = callersOf(transition, status).includes(caller);
  const tellCaller = !entitled && (legal || transition.checkedFirst(status) === "caller");
  return tellCaller
    ? transition.strangersTold(stage, status, caller)
    : transition.wrongStatusTold(stage, status);
}
