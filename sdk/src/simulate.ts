import type { CallableContract } from "./call.ts";
import type { Chain } from "./chain.ts";
import { hex } from "./chain.ts";
import { NodeError } from "./errors/connection.ts";
import { nodeError } from "./errors/node.ts";
import type { RegistryError } from "./errors/RegistryError.ts";
import { revertError } from "./errors/revert.ts";
import { BatchTooLargeError } from "./errors/transaction.ts";
import type { Hex } from "./input.ts";

/** A call to simulate. */
export interface Attempt {
  readonly from: string;
  readonly contract: CallableContract;
  readonly method: string;
  readonly data: Hex;
  /** How many writes it makes. */
  readonly size: number;
}

/** What would happen: how much gas the call takes, or why it is refused. */
export type Outcome = { readonly gasUsed: number } | { readonly error: RegistryError };

interface SimulatedBlock {
  readonly gasLimit: Hex;
  readonly calls: readonly SimulatedCall[];
}

interface SimulatedCall {
  readonly status: Hex;
  readonly gasUsed: Hex;
  readonly returnData: Hex;
  readonly error?: { readonly message?: string; readonly data?: Hex };
}

/**
 * Tries calls on the state that the next block would start from, each after those before it, and
 * writes nothing. On a node without `eth_simulateV1` each call is tried by itself.
 */
export async function simulate(chain: Chain, attempts: readonly Attempt[]): Promise<Outcome[]> {
  const calls = attempts.map(({ from, contract, data }) => ({
    from,
    to: chain.deployment.contracts[contract],
    data,
  }));
  const time = hex(Math.ceil(await chain.now()));
  const blockStateCalls = [{ blockOverrides: { time }, calls }];
  try {
    const [block] = await chain.request<[SimulatedBlock]>("eth_simulateV1", [
      { blockStateCalls, validation: false },
      "latest",
    ]);
    return attempts.map((attempt, i) => outcomeOf(block, i, attempt));
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    return Promise.all(attempts.map((attempt) => estimate(chain, attempt)));
  }
}

/** Gas that one call takes by itself, or why it is refused. */
async function estimate(chain: Chain, attempt: Attempt): Promise<Outcome> {
  const { from, contract, data } = attempt;
  const transaction = { from, to: chain.deployment.contracts[contract], data };
  try {
    const gas = await chain.request<Hex>("eth_estimateGas", [transaction, "pending"], attempt);
    return { gasUsed: Number(gas) };
  } catch (error) {
    return { error: nodeError(error, { url: chain.url, name: "eth_estimateGas" }) };
  }
}

// A call that runs out of gas deep inside leaves its callers a sixty-fourth each.
const NEARLY_ALL = 0.9;

function outcomeOf(block: SimulatedBlock, index: number, attempt: Attempt): Outcome {
  const call = block.calls[index];
  if (call === undefined) throw new Error("the node left out a call it was to simulate");
  const gasUsed = Number(call.gasUsed);
  if (Number(call.status) === 1) return { gasUsed };
  const limit = Number(block.gasLimit);
  if (gasUsed > limit * NEARLY_ALL) {
    return {
      error: new BatchTooLargeError(
        attempt.size,
        `It takes more than ${gasUsed} gas; a block holds ${limit}.`,
      ),
    };
  }
  return { error: revertError(call.error?.data ?? call.returnData, attempt, call.error) };
}

function isUnsupported(error: unknown): boolean {
  if (!(error instanceof NodeError)) return false;
  return /not found|not supported|does not exist|unknown method|not available/i.test(error.message);
}
