import type { Signer } from "ethers";

import type { Call } from "../call.ts";
import type { Chain } from "../chain.ts";
import { signing } from "../Locks.ts";
import { runsOf } from "../runs.ts";
import type { Sent } from "../send.ts";
import { signRuns } from "./sign.ts";
import { submitRequests } from "./submit.ts";

/**
 * Has the signer sign the calls and the relayer submit them, in one transaction. The next request of
 * this signer waits until these are executed, since it takes the nonce after theirs.
 */
export async function sendRelayed(
  chain: Chain,
  signer: Signer,
  relayer: Signer,
  calls: readonly Call[],
): Promise<Sent> {
  const from = await signer.getAddress();
  return signing.run(chain.keyOf(from), async () => {
    const requests = await signRuns(chain, signer, runsOf(calls));
    const { transaction, outcomes } = await submitRequests(chain, relayer, requests, true);
    const results = outcomes.flatMap((outcome) => ("results" in outcome ? outcome.results : []));
    return { transactions: results.map(() => transaction), results };
  });
}
