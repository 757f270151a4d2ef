import type { Signer, TypedDataDomain } from "ethers";
import { concat } from "ethers";

import type { Chain } from "../chain.ts";
import { InvalidInputError } from "../errors/input.ts";
import { nodeError } from "../errors/node.ts";
import type { Hex } from "../input.ts";
import { seconds } from "../input.ts";
import type { Run } from "../runs.ts";
import type { Attempt } from "../simulate.ts";
import { simulate } from "../simulate.ts";
import type { SignedRequest, UnsignedRequest } from "./SignedRequest.ts";
import { FORWARD_REQUEST, forwarderDomain, signedFields } from "./SignedRequest.ts";

/** How a request is signed. */
export interface SigningOptions {
  /** Until when it can be submitted, by the chain's clock. Default: one hour from now. */
  readonly deadline?: Date;
}

const DEFAULT_DEADLINE_S = 3600;
// Half as much again as the trial took, and something for the forwarder: unused gas costs nothing.
const GAS_MARGIN = 1.5;
const GAS_EXTRA = 30_000;

/**
 * Signs one request for each run, with consecutive nonces. Each is tried first, after those before
 * it: what the contracts would refuse is never signed.
 */
export async function signRuns(
  chain: Chain,
  signer: Signer,
  runs: readonly Run[],
  options: SigningOptions = {},
): Promise<SignedRequest[]> {
  const from = await signer.getAddress();
  const [deadline, nonce, domain, gas] = await Promise.all([
    deadlineOf(chain, options),
    nextNonce(chain, from),
    domainOf(chain),
    gasOf(chain, from, runs),
  ]);
  const { chainId, contracts } = chain.deployment;
  const signed: SignedRequest[] = [];
  for (const [i, run] of runs.entries()) {
    const to = contracts[run.contract];
    const unsigned = { from, to, gas: gas[i] ?? 0, nonce: nonce + i, deadline, data: run.data };
    const signature = await signatureOf(chain, signer, domain, unsigned);
    const forwarder = contracts.Forwarder;
    signed.push({ chainId, forwarder, ...unsigned, signature, calls: run.calls });
  }
  return signed;
}

/** Unix seconds. */
async function deadlineOf(chain: Chain, options: SigningOptions): Promise<number> {
  const now = Math.ceil(await chain.now());
  if (options.deadline === undefined) return now + DEFAULT_DEADLINE_S;
  const deadline = seconds(options.deadline, "deadline");
  if (deadline >= now) return deadline;
  const clock = new Date(now * 1000).toISOString();
  throw new InvalidInputError(
    "deadline",
    options.deadline,
    `later than the chain's clock, ${clock}`,
  );
}

async function signatureOf(
  chain: Chain,
  signer: Signer,
  domain: TypedDataDomain,
  request: UnsignedRequest,
): Promise<Hex> {
  try {
    return (await signer.signTypedData(domain, FORWARD_REQUEST, signedFields(request))) as Hex;
  } catch (error) {
    throw nodeError(error, { url: chain.url, name: "the signature" });
  }
}

/** The nonce of the signer's next request. */
export async function nextNonce(chain: Chain, from: string): Promise<number> {
  const answer = chain.contract("Forwarder").nonces(from);
  return Number(await chain.read("Forwarder", "nonces", answer));
}

/** The EIP-712 domain, whose name the forwarder itself gives. */
export async function domainOf(chain: Chain): Promise<ReturnType<typeof forwarderDomain>> {
  const answer = chain.contract("Forwarder").eip712Domain();
  const [, name] = await chain.read("Forwarder", "eip712Domain", answer);
  return forwarderDomain(chain.deployment, name);
}

/** A call as the forwarder makes it: the signer's address follows the data. */
export function forwarded(
  chain: Chain,
  { contract, method, data, calls }: Run,
  from: string,
): Attempt {
  return {
    from: chain.deployment.contracts.Forwarder,
    contract,
    method,
    data: concat([data, from]) as Hex,
    size: calls.length,
  };
}

async function gasOf(chain: Chain, from: string, runs: readonly Run[]): Promise<number[]> {
  const outcomes = await simulate(
    chain,
    runs.map((run) => forwarded(chain, run, from)),
  );
  return outcomes.map((outcome) => {
    if ("error" in outcome) throw outcome.error;
    return Math.ceil(outcome.gasUsed * GAS_MARGIN) + GAS_EXTRA;
  });
}
