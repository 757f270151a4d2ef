import type { TypedDataDomain } from "ethers";
import { getAddress, isHexString } from "ethers";

import type { CallableContract } from "../call.ts";
import { CALLABLE } from "../call.ts";
import { interfaceOf } from "../contracts.ts";
import type { Deployment } from "../deployment.ts";
import { WrongDeploymentError } from "../errors/connection.ts";
import { InvalidInputError } from "../errors/input.ts";
import type { Hex } from "../input.ts";
import type { CallOutline } from "../runs.ts";

/**
 * A write that its signer has signed and somebody else may submit, and pay for. Plain JSON: keep
 * it, send it over the wire. `Result` is what comes back once it is submitted.
 */
export interface SignedRequest<Result = unknown> {
  readonly chainId: number;
  readonly forwarder: string;
  /** The account that the request speaks for. */
  readonly from: string;
  readonly to: string;
  /** Gas that the call is given. */
  readonly gas: number;
  /** The signer's requests are executed in the order of their nonces. */
  readonly nonce: number;
  /** Unix seconds, by the chain's clock; not executed after. */
  readonly deadline: number;
  readonly data: Hex;
  readonly signature: Hex;
  readonly calls: readonly CallOutline[];
  /** Never set: carries the type of the result. */
  readonly resultType?: Result;
}

/** What is signed, by EIP-712. */
export const FORWARD_REQUEST = {
  ForwardRequest: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "gas", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint48" },
    { name: "data", type: "bytes" },
  ],
};

/** The fields that are signed. */
export type UnsignedRequest = Pick<
  SignedRequest,
  "from" | "to" | "gas" | "nonce" | "deadline" | "data"
>;

export function signedFields(request: UnsignedRequest): Record<string, unknown> {
  const { from, to, gas, nonce, deadline, data } = request;
  return { from, to, value: 0, gas, nonce, deadline, data };
}

/** The EIP-712 domain of a deployment's forwarder. */
export function forwarderDomain(deployment: Deployment, name: string): TypedDataDomain {
  return {
    name,
    version: "1",
    chainId: deployment.chainId,
    verifyingContract: deployment.contracts.Forwarder,
  };
}

/**
 * Checks that what arrived, from the wire perhaps, is a request for this deployment.
 * Throws {@link InvalidInputError} or {@link WrongDeploymentError}.
 */
export function checkShape(request: SignedRequest, deployment: Deployment): void {
  const { chainId, forwarder, from, to, gas, nonce, deadline, data, signature, calls } = request;
  const wrong = (field: string, found: unknown, wanted: string): void => {
    throw new InvalidInputError(`request.${field}`, found, wanted);
  };
  if (chainId !== deployment.chainId || !same(forwarder, deployment.contracts.Forwarder)) {
    const details = `It was signed for the forwarder ${forwarder} on chain ${chainId}.`;
    throw new WrongDeploymentError("the signed request", details);
  }
  for (const [field, value] of Object.entries({ gas, nonce, deadline })) {
    if (!Number.isSafeInteger(value) || value < 0) wrong(field, value, "a whole number");
  }
  if (!isHexString(from, 20)) wrong("from", from, "an address");
  if (!isHexString(data)) wrong("data", data, "hex digits");
  if (!isHexString(signature)) wrong("signature", signature, "hex digits");

  const target = CALLABLE.find((name) => same(to, deployment.contracts[name]));
  if (target === undefined) wrong("to", to, "a contract of the deployment that takes requests");
  const sound =
    Array.isArray(calls) &&
    calls.length > 0 &&
    calls.every(
      ({ contract, result, emits }) =>
        contract === target && isEvent(contract, result?.event) && areCounts(emits ?? {}),
    );
  if (!sound) wrong("calls", JSON.stringify(calls), `a list of calls of ${target}`);
}

function isEvent(contract: CallableContract, event: string | undefined): boolean {
  return event === undefined || interfaceOf(contract).getEvent(event as never) !== null;
}

function areCounts(emits: object): boolean {
  return Object.values(emits).every((count) => Number.isSafeInteger(count) && count >= 0);
}

function same(left: string, right: string): boolean {
  return isHexString(left, 20) && getAddress(left) === getAddress(right);
}
