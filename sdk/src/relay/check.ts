import type { TypedDataDomain } from "ethers";
import { verifyTypedData } from "ethers";

import type { Chain } from "../chain.ts";
import {
  InvalidSignatureError,
  RequestOutOfOrderError,
  RequestReplayedError,
  SignatureExpiredError,
} from "../errors/relay.ts";
import type { RegistryError } from "../errors/RegistryError.ts";
import { domainOf, nextNonce } from "./sign.ts";
import type { SignedRequest } from "./SignedRequest.ts";
import { checkShape, FORWARD_REQUEST, signedFields } from "./SignedRequest.ts";

/**
 * What the forwarder would refuse about each request, undefined where nothing. The forwarder itself
 * cannot tell a replay from a forgery, since it checks the signature with the signer's next nonce;
 * here the nonce that was signed is known.
 */
export async function checkRequests(
  chain: Chain,
  requests: readonly SignedRequest[],
): Promise<(RegistryError | undefined)[]> {
  for (const request of requests) checkShape(request, chain.deployment);
  const signers = [...new Set(requests.map(({ from }) => from))];
  const [now, domain, nonces] = await Promise.all([
    chain.now(),
    domainOf(chain),
    Promise.all(signers.map((from) => nextNonce(chain, from))),
  ]);
  const next = new Map(signers.map((from, i) => [from, nonces[i] ?? 0]));
  return requests.map((request) => {
    const nonce = next.get(request.from) ?? 0;
    const error = fault(request, domain, nonce, now);
    if (error === undefined) next.set(request.from, nonce + 1);
    return error;
  });
}

function fault(
  request: SignedRequest,
  domain: TypedDataDomain,
  nextNonce: number,
  now: number,
): RegistryError | undefined {
  const { from, nonce, deadline } = request;
  const signer = recover(request, domain);
  if (signer?.toLowerCase() !== from.toLowerCase()) return new InvalidSignatureError(from, signer);
  if (nonce < nextNonce) return new RequestReplayedError(from, nonce, nextNonce);
  if (nonce > nextNonce) return new RequestOutOfOrderError(from, nonce, nextNonce);
  if (deadline < now) {
    return new SignatureExpiredError(from, new Date(deadline * 1000), new Date(now * 1000));
  }
  return undefined;
}

function recover(request: SignedRequest, domain: TypedDataDomain): string | undefined {
  try {
    return verifyTypedData(domain, FORWARD_REQUEST, signedFields(request), request.signature);
  } catch {
    return undefined;
  }
}
