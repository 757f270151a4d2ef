import type { Signer } from "ethers";
import { ZeroAddress } from "ethers";

import type { Chain, Receipt } from "../chain.ts";
import { interfaceOf } from "../contracts.ts";
import { InvalidInputError } from "../errors/input.ts";
import { RegistryError } from "../errors/RegistryError.ts";
import { revertError } from "../errors/revert.ts";
import type { Hex } from "../input.ts";
import type { ResultValues, Transaction } from "../results.ts";
import { readResults, transactionOf } from "../results.ts";
import type { Outgoing } from "../send.ts";
import { sendTransaction } from "../send.ts";
import { simulate } from "../simulate.ts";
import { checkRequests } from "./check.ts";
import { forwarded } from "./sign.ts";
import type { SignedRequest } from "./SignedRequest.ts";

/** What became of one request: the results of its calls, or why it was refused. */
export type RequestOutcome =
  { readonly results: readonly ResultValues[] } | { readonly error: RegistryError };

export interface Submitted {
  readonly transaction: Transaction;
  /** One for each request, in order. */
  readonly outcomes: readonly RequestOutcome[];
}

/**
 * Submits signed requests in one transaction that the relayer pays. All are checked and tried first.
 * If `atomic`, the first fault is thrown and nothing is sent; otherwise the faulty ones are reported
 * and the others executed.
 */
export async function submitRequests(
  chain: Chain,
  relayer: Signer,
  requests: readonly SignedRequest[],
  atomic: boolean,
): Promise<Submitted> {
  if (requests.length === 0) throw new InvalidInputError("requests", "[]", "a list of one or more");
  const faults = await faultsOf(chain, requests);
  const [first] = faults.filter((error) => error !== undefined);
  const anySound = faults.some((error) => error === undefined);
  if (first !== undefined && (atomic || !anySound)) throw first;

  const outgoing = transactionFor(requests, atomic ? ZeroAddress : await relayer.getAddress());
  const receipt = await sendChecked(chain, relayer, requests, outgoing);
  const executions = executionsIn(chain, receipt);
  const outcomes = requests.map((request, i): RequestOutcome => {
    const execution = executions.get(executionKey(request.from, request.nonce));
    if (execution?.success === true) {
      return { results: readResults(request.calls, execution.logs, chain.deployment) };
    }
    return { error: faults[i] ?? revertError("0x", request.calls[0]) };
  });
  // A contract can still refuse a request when its state changed after the trial.
  const [refused] = outcomes.filter((outcome) => "error" in outcome);
  if (atomic && refused !== undefined) throw refused.error;
  return { transaction: transactionOf(receipt), outcomes };
}

/** Why each request would be refused: by the forwarder, or by the contract it goes to. */
async function faultsOf(
  chain: Chain,
  requests: readonly SignedRequest[],
): Promise<(RegistryError | undefined)[]> {
  const faults = await checkRequests(chain, requests);
  const sound = requests.filter((_, i) => faults[i] === undefined);
  const attempts = sound.flatMap(({ calls, data, from }) => {
    const [call, more] = calls;
    if (call === undefined) return [];
    const method = more === undefined ? call.method : "multicall";
    return [forwarded(chain, { contract: call.contract, method, data, calls }, from)];
  });
  const outcomes = await simulate(chain, attempts);
  const refusals = outcomes.map((outcome) => ("error" in outcome ? outcome.error : undefined));
  return faults.map((fault) => fault ?? refusals.shift());
}

function transactionFor(requests: readonly SignedRequest[], refundReceiver: string): Outgoing {
  const abi = interfaceOf("Forwarder");
  const encoded = requests.map(({ from, to, gas, deadline, data, signature }) => {
    return { from, to, value: 0, gas, deadline, data, signature };
  });
  const [only, more] = encoded;
  const single = only !== undefined && more === undefined && refundReceiver === ZeroAddress;
  const method = single ? "execute" : "executeBatch";
  const data = single
    ? abi.encodeFunctionData("execute", [only])
    : abi.encodeFunctionData("executeBatch", [encoded, refundReceiver]);
  return { contract: "Forwarder", method, data: data as Hex, size: requests.length };
}

/** Sends the transaction; if it fails after all, looks again for the reason in the requests. */
async function sendChecked(
  chain: Chain,
  relayer: Signer,
  requests: readonly SignedRequest[],
  outgoing: Outgoing,
): Promise<Receipt> {
  try {
    return await sendTransaction(chain, relayer, outgoing);
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== "CONTRACT_REVERT") throw error;
    const [reason] = (await faultsOf(chain, requests)).filter((fault) => fault !== undefined);
    throw reason ?? error;
  }
}

interface Execution {
  readonly success: boolean;
  readonly logs: Receipt["logs"];
}

/** The requests that the forwarder executed, each with the logs of its calls. */
function executionsIn(chain: Chain, receipt: Receipt): Map<string, Execution> {
  const abi = interfaceOf("Forwarder");
  const executed = abi.getEvent("ExecutedForwardRequest");
  const forwarder = chain.deployment.contracts.Forwarder.toLowerCase();
  const executions = new Map<string, Execution>();
  let logs: Receipt["logs"][number][] = [];
  for (const log of receipt.logs) {
    const ends = log.address.toLowerCase() === forwarder && log.topics[0] === executed.topicHash;
    if (!ends) {
      logs.push(log);
      continue;
    }
    const { signer, nonce, success } = abi.decodeEventLog(
      "ExecutedForwardRequest",
      log.data,
      log.topics,
    );
    executions.set(executionKey(String(signer), Number(nonce)), {
      success: Boolean(success),
      logs,
    });
    logs = [];
  }
  return executions;
}

function executionKey(signer: string, nonce: number): string {
  return `${signer.toLowerCase()}:${nonce}`;
}
