import type { Log } from "ethers";

import type { Chain } from "../chain.ts";
import { hex } from "../chain.ts";
import type { Connection } from "../Connection.ts";
import type { ContractName } from "../contracts.ts";
import { CONTRACT_NAMES, interfaceOf } from "../contracts.ts";
import type { ContractRevertError } from "../errors/revert.ts";
import { revertError } from "../errors/revert.ts";
import type { PausableContract } from "../governance.ts";
import { pausable } from "../governance.ts";
import type { GovernedAct, GovernedCall } from "../governedActs.ts";
import { callOf } from "../governedActs.ts";
import type { Hex } from "../input.ts";
import { hash32, seconds } from "../input.ts";
import type { Written } from "../results.ts";
import { transactionOf } from "../results.ts";
import { sendTransaction } from "../send.ts";
import { policyInForce } from "./compliance.ts";

/** SCHEDULED until its delay has passed, READY from then on, EXPIRED a week later unless EXECUTED or CANCELED. */
export type OperationState = "SCHEDULED" | "READY" | "EXPIRED" | "EXECUTED" | "CANCELED";

/** What was scheduled, as the AccessManager has it now. */
export interface OperationRecord {
  readonly operationId: Hex;
  readonly state: OperationState;
  /** The governor's account: it alone can execute it. */
  readonly scheduledBy: string;
  /** Null if it is no contract of the deployment, nor the policy of compliance in force. */
  readonly contract: ContractName | null;
  /** Null if the contract has no such method. */
  readonly method: string | null;
  /** The call itself. */
  readonly target: string;
  readonly data: Hex;
  readonly readyAt: Date;
  readonly expiresAt: Date;
}

/** A call with the address that it goes to. */
type DirectedCall = GovernedCall & { readonly to: string };

type Scheduled = Omit<OperationRecord, "state">;

/** What governs the registry: acts that wait for a delay in the AccessManager, and pauses. */
export class Governance {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Announces an act: the signer, a governor with a delay, can execute it once the delay has passed, or from `at`
   * on. Sent by the signer itself, also on a connection that relays: the AccessManager takes no relayed calls.
   *
   * @example
   * const { operationId, readyAt } = await registry.governance.schedule({
   *   act: "setCurrency", currency: token, accepted: true,
   * });
   */
  async schedule(
    act: GovernedAct,
    options: { readonly at?: Date } = {},
  ): Promise<Written<OperationRecord>> {
    const chain = this.#connection.chain("Scheduling");
    const { to, data } = await directed(chain, callOf(act));
    const when = options.at === undefined ? 0 : seconds(options.at, "at");
    const encoded = manager.encodeFunctionData("schedule", [to, data, when]);
    const receipt = await this.#send({
      contract: "AccessManager",
      method: "schedule",
      data: encoded as Hex,
    });
    const log = receipt.logs.find(({ topics }) => topics[0] === topicOf("OperationScheduled"));
    const record = await this.get(log?.topics[1] ?? "");
    if (record === null) throw new Error("the node does not tell what it has just scheduled");
    return { ...record, transaction: transactionOf(receipt) };
  }

  /**
   * Does an act, at once if the signer is a governor without a delay, else if the signer scheduled it and its time
   * has come; instead of the act the id of its operation will do.
   *
   * @example
   * await registry.governance.execute(operationId);
   */
  async execute(act: GovernedAct | string): Promise<Written<Record<never, never>>> {
    const chain = this.#connection.chain("Writing");
    const call =
      typeof act === "string" ? await this.#scheduledCall(act) : await directed(chain, callOf(act));
    return { transaction: transactionOf(await this.#send(call)) };
  }

  /**
   * Cancels what was scheduled; the signer scheduled it, or is a guardian.
   *
   * @example
   * await registry.governance.cancel(operationId);
   */
  async cancel(operationId: string): Promise<Written<Record<never, never>>> {
    const { scheduledBy, target, data } = await this.#known(operationId, "cancel");
    const encoded = manager.encodeFunctionData("cancel", [scheduledBy, target, data]);
    const receipt = await this.#send({
      contract: "AccessManager",
      method: "cancel",
      data: encoded as Hex,
    });
    return { transaction: transactionOf(receipt) };
  }

  /**
   * What was scheduled under an id, the last time; null: nothing ever.
   *
   * @example
   * const { state, readyAt } = await registry.governance.get(operationId);
   */
  async get(operationId: string): Promise<OperationRecord | null> {
    const chain = this.#connection.chain("Reading an operation");
    const id = hash32(operationId, "operationId");
    const logs = await operationLogs(chain, id);
    const scheduled = logs.findLast((log) => log.topics[0] === topicOf("OperationScheduled"));
    const last = logs.at(-1)?.topics[0];
    if (scheduled === undefined) return null;
    const record = await recordOf(chain, id, scheduled);
    if (last === topicOf("OperationExecuted")) return { ...record, state: "EXECUTED" };
    if (last === topicOf("OperationCanceled")) return { ...record, state: "CANCELED" };
    const now = (await chain.now()) * 1000;
    if (now < record.readyAt.getTime()) return { ...record, state: "SCHEDULED" };
    return { ...record, state: now < record.expiresAt.getTime() ? "READY" : "EXPIRED" };
  }

  /**
   * How long the signer must wait between scheduling and doing an act, in seconds; null: it may not do it at all.
   *
   * @example
   * const delay = await registry.governance.delayOf({ act: "setResponsePeriod", period: 3600 });
   */
  async delayOf(act: GovernedAct): Promise<number | null> {
    const chain = this.#connection.chain("Reading a delay");
    const signer = await this.#connection.signer("Reading a delay");
    const { to, data } = await directed(chain, callOf(act));
    const answer = chain
      .contract("AccessManager")
      .canCall(await signer.getAddress(), to, data.slice(0, 10));
    const { immediate, delay } = await chain.read("AccessManager", "canCall", answer);
    return immediate || delay > 0n ? Number(delay) : null;
  }

  /**
   * Whether a contract is paused.
   *
   * @example
   * if (await registry.governance.isPaused("Offers")) …
   */
  async isPaused(contract: PausableContract): Promise<boolean> {
    const chain = this.#connection.chain("Reading a pause");
    const answer = chain.contract(pausable(contract)).paused();
    return chain.read(contract, "paused", answer);
  }

  async #send(call: GovernedCall & { readonly to?: string }) {
    const chain = this.#connection.chain("Writing");
    const signer = await this.#connection.signer("Writing");
    return sendTransaction(chain, signer, { ...call, size: 1 });
  }

  async #scheduledCall(operationId: string): Promise<DirectedCall> {
    const { contract, method, target, data } = await this.#known(operationId, "execute");
    // What a contract unknown to us refuses is told as far as the AccessManager's errors go.
    const as = contract ?? "AccessManager";
    return { contract: as, method: method ?? data.slice(0, 10), to: target, data };
  }

  async #known(operationId: string, method: string): Promise<OperationRecord> {
    const record = await this.get(operationId);
    if (record === null) throw notScheduled(operationId, method);
    return record;
  }
}

const manager = interfaceOf("AccessManager");

function topicOf(event: "OperationScheduled" | "OperationExecuted" | "OperationCanceled"): string {
  return manager.getEvent(event).topicHash;
}

/** Rules are the policy's in force; everything else is where the deployment has it. */
async function directed(chain: Chain, call: GovernedCall): Promise<DirectedCall> {
  const { contract } = call;
  const replaceable = contract === "CompliancePolicy";
  return {
    ...call,
    to: replaceable ? await policyInForce(chain) : chain.deployment.contracts[contract],
  };
}

function notScheduled(operationId: string, method: string): ContractRevertError {
  const data = manager.encodeErrorResult("AccessManagerNotScheduled", [operationId]);
  return revertError(data, { contract: "AccessManager", method });
}

/** All that the AccessManager told of an operation, oldest first: it keeps no more than its time. */
function operationLogs(chain: Chain, operationId: Hex): Promise<Log[]> {
  const { contracts, startBlock } = chain.deployment;
  return chain.request<Log[]>("eth_getLogs", [
    {
      address: contracts.AccessManager,
      fromBlock: hex(startBlock),
      toBlock: "latest",
      topics: [null, operationId],
    },
  ]);
}

async function recordOf(chain: Chain, operationId: Hex, log: Log): Promise<Scheduled> {
  const { schedule, caller, target, data } = manager.decodeEventLog(
    "OperationScheduled",
    log.data,
    log.topics,
  ) as unknown as { schedule: bigint; caller: string; target: string; data: Hex };
  const expiration = chain.contract("AccessManager").expiration();
  const lasting = await chain.read("AccessManager", "expiration", expiration);
  const contract =
    CONTRACT_NAMES.find((name) => chain.deployment.contracts[name] === target) ??
    (target === (await policyInForce(chain)) ? "CompliancePolicy" : undefined);
  return {
    operationId,
    scheduledBy: caller,
    contract: contract ?? null,
    method: governedMethod(contract, data),
    ...{ target, data },
    readyAt: new Date(Number(schedule) * 1000),
    expiresAt: new Date(Number(schedule + lasting) * 1000),
  };
}

/**
 * The method that call data calls; null if the contract is not one of the registry's, or has no such method.
 *
 * @example
 * const method = governedMethod("Offers", operation.data); // "setCurrency"
 */
export function governedMethod(contract: string | null | undefined, data: string): string | null {
  const name = CONTRACT_NAMES.find((known) => known === contract);
  if (name === undefined) return null;
  return interfaceOf(name).getFunction(data.slice(0, 10) as never)?.name ?? null;
}
