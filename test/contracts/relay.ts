import type { BaseWallet, TypedDataDomain } from "ethers";

import { ethers, type Account, type Registry } from "./registry.ts";

const FORWARD_REQUEST = {
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

export interface RequestOptions {
  /** Default: the signer's next nonce. */
  readonly nonce?: bigint;
  /** Unix seconds; default: far off. */
  readonly deadline?: bigint;
  /** Changes to the EIP-712 domain that is signed. */
  readonly domain?: TypedDataDomain;
}

/** A signed request of the forwarder for one call, as its signer would hand it to a relayer. */
export async function signRequest(
  { forwarder }: Registry,
  signer: Account | BaseWallet,
  target: { readonly target: string | { getAddress(): Promise<string> } },
  data: string,
  options: RequestOptions = {},
) {
  const [, name, version, chainId, verifyingContract] = await forwarder.eip712Domain();
  const request = {
    from: signer.address,
    to: await ethers.resolveAddress(target.target),
    value: 0n,
    gas: 2_000_000n,
    deadline: options.deadline ?? 2n ** 48n - 1n,
    data,
  };
  const signature = await signer.signTypedData(
    { name, version, chainId, verifyingContract, ...options.domain },
    FORWARD_REQUEST,
    { ...request, nonce: options.nonce ?? (await forwarder.nonces(signer.address)) },
  );
  return { ...request, signature };
}

/** Calldata as the forwarder would pass it on for this sender. */
export const withSender = (data: string, sender: { address: string }): string =>
  ethers.concat([data, sender.address]);
