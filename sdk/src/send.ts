import type { Signer } from "ethers";

import type { Call } from "./call.ts";
import type { Chain, Receipt } from "./chain.ts";
import { hex } from "./chain.ts";
import type { ContractName } from "./contracts.ts";
import { interfaceOf } from "./contracts.ts";
import { RIGHTS, toCode } from "./enums.ts";
import { NodeError } from "./errors/connection.ts";
import { nodeError } from "./errors/node.ts";
import { RegistryError } from "./errors/RegistryError.ts";
import { revertError } from "./errors/revert.ts";
import { BatchTooLargeError } from "./errors/transaction.ts";
import type { Hex } from "./input.ts";
import { sending } from "./Locks.ts";
import type { ResultValues, Transaction } from "./results.ts";
import { readResults, transactionOf } from "./results.ts";
import { runsOf } from "./runs.ts";

/** What became of a batch of calls: a transaction for each, and a result for each, in order. */
export interface Sent {
  readonly transactions: readonly Transaction[];
  readonly results: readonly ResultValues[];
}

/** A transaction to be sent. */
export interface Outgoing {
  readonly contract: ContractName;
  /** Where it goes, if not to the deployment's contract of that name. */
  readonly to?: string;
  readonly method: string;
  readonly data: Hex;
  /** How many writes it carries. */
  readonly size: number;
}

/** Sends calls from the signer's own account: one transaction for each run of one contract. */
export async function sendDirect(
  chain: Chain,
  signer: Signer,
  calls: readonly Call[],
): Promise<Sent> {
  const transactions: Transaction[] = [];
  const results: ResultValues[] = [];
  for (const run of runsOf(calls)) {
    const { contract, method, data } = run;
    const outgoing = { contract, method, data, size: run.calls.length };
    const receipt = await sendTransaction(chain, signer, outgoing);
    const read = readResults(run.calls, receipt.logs, chain.deployment);
    results.push(...read);
    transactions.push(...run.calls.map(() => transactionOf(receipt)));
  }
  return { transactions, results };
}

/**
 * Tries the transaction, sends it and waits until it is in a block. What the trial refuses is never
 * sent, and costs nothing.
 */
export async function sendTransaction(
  chain: Chain,
  signer: Signer,
  outgoing: Outgoing,
): Promise<Receipt> {
  const from = await signer.getAddress();
  const to = targetOf(chain, outgoing);
  const gas = await gasFor(chain, from, outgoing);
  const payer = signer.provider === null ? signer.connect(chain.provider) : signer;
  const sent = await sending.run(chain.keyOf(from), async () => {
    try {
      const count = await chain.request<Hex>("eth_getTransactionCount", [from, "pending"]);
      const nonce = Number(count);
      return await payer.sendTransaction({ to, data: outgoing.data, gasLimit: gas, nonce });
    } catch (error) {
      const request = { url: chain.url, name: "the transaction", call: outgoing, payer: from };
      throw nodeError(error, request);
    }
  });
  const receipt = await chain.receipt(sent.hash);
  if (!receipt.succeeded) throw await refusal(chain, from, outgoing, receipt);
  return receipt;
}

/** Refuses calls that would file for a right that is in force under a certificate. */
export async function refuseRivals(chain: Chain, calls: readonly Call[]): Promise<void> {
  const rights = chain.contract("RightsRegistry");
  await Promise.all(
    calls.map(async ({ contract, method, unlessInForce }) => {
      if (unlessInForce === undefined) return;
      const { commitment, right } = unlessInForce;
      const code = toCode(RIGHTS, right, "right");
      const answer = rights.certificateInForce(commitment, code, { blockTag: "pending" });
      const rival = await chain.read(contract, "certificateInForce", answer);
      if (rival === 0n) return;
      const abi = interfaceOf("RightsRegistry");
      const data = abi.encodeErrorResult("RightInForce", [commitment, code, rival]);
      throw revertError(data, { contract, method });
    }),
  );
}

function targetOf(chain: Chain, { contract, to }: Outgoing): string {
  return to ?? chain.deployment.contracts[contract];
}

// Gas used can grow between the trial and the block, e.g. when another write takes a cheaper slot.
const MARGIN = 1.2;

async function gasFor(chain: Chain, from: string, outgoing: Outgoing): Promise<number> {
  const { data, size } = outgoing;
  const transaction = { from, to: targetOf(chain, outgoing), data };
  const [gas, head] = await Promise.all([
    chain.request<Hex>("eth_estimateGas", [transaction, "pending"], outgoing),
    chain.block("latest"),
  ]);
  const limit = head?.gasLimit ?? Infinity;
  if (Number(gas) > limit) {
    throw new BatchTooLargeError(size, `It takes ${Number(gas)} gas; a block holds ${limit}.`);
  }
  return Math.min(Math.ceil(Number(gas) * MARGIN), limit);
}

/** Why a transaction failed that had succeeded when it was tried: the state changed in between. */
async function refusal(
  chain: Chain,
  from: string,
  outgoing: Outgoing,
  receipt: Receipt,
): Promise<RegistryError> {
  const { contract, method, data } = outgoing;
  const transaction = { from, to: targetOf(chain, outgoing), data };
  try {
    await chain.request("eth_call", [transaction, hex(receipt.block)], { contract, method });
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
  return new NodeError(`transaction ${receipt.hash}`, "It was mined and reverted.", undefined);
}
