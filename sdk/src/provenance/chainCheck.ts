import type { Block, Chain } from "../chain.ts";
import type { Right } from "../enums.ts";
import { RIGHTS } from "../enums.ts";
import { NodeError } from "../errors/connection.ts";
import { IndexerMismatchError } from "../errors/graphql.ts";
import type { MetaFieldsFragment } from "../generated/documents.ts";
import type { Hex } from "../input.ts";
import type { RightsState } from "../state/rights.ts";
import type { AssetState, CertificateState } from "./Provenance.ts";
import { differences, inForceAmong } from "./state.ts";

/** What the chain said to the index's answer. */
export interface ChainCheck {
  readonly confirmed: boolean;
  /** Why not. */
  readonly doubt?: string;
}

/** The ways to the chain and to the index. */
export interface Ways {
  readonly chain: Chain;
  readonly rights: RightsState;
  /** Address of the index. */
  readonly url: string;
}

/**
 * Asks the contract which certificates are in force and compares. Throws
 * {@link IndexerMismatchError} if the two are at the same point of the chain and disagree.
 */
export async function checkAgainstChain(
  { chain, rights, url }: Ways,
  commitment: Hex,
  state: AssetState,
  meta: MetaFieldsFragment,
): Promise<ChainCheck> {
  const indexed = await chain.block(meta.block.number);
  if (indexed === null) {
    return { confirmed: false, doubt: `The node does not have block ${meta.block.number} yet.` };
  }
  if (meta.events > 0 && indexed.hash !== meta.block.hash) {
    if (meta.lag > 0)
      return { confirmed: false, doubt: "The index is on a branch that the chain has left." };
    const details = `Block ${indexed.number} is ${indexed.hash} on the chain and ${meta.block.hash} in the index.`;
    throw new IndexerMismatchError(url, details);
  }
  const { block, inForce } = await inForceOnChain(rights, chain, commitment, indexed);
  const expected = inForceAmong(state.certificates.filter((one) => wasInForce(one, block)));
  const disagreed = differences(expected, inForce);
  if (disagreed.length === 0) return { confirmed: true };

  const details = disagreed
    .map(
      (right) =>
        `${right}: ${show(inForce[right])} on the chain, ${show(expected[right])} in the index.`,
    )
    .join(" ");
  const samePoint = block.number === indexed.number || meta.lag === 0;
  if (samePoint) throw new IndexerMismatchError(url, `At block ${block.number}, ${details}`);
  return {
    confirmed: false,
    doubt: `The index is ${meta.lag} blocks behind the chain. ${details}`,
  };
}

/** In force at the block that the index stands at or, if the node has forgotten its state, at the head. */
async function inForceOnChain(
  rights: RightsState,
  chain: Chain,
  commitment: Hex,
  indexed: Block,
): Promise<{ block: Block; inForce: Record<Right, number | null> }> {
  try {
    return { block: indexed, inForce: await inForceAt(rights, commitment, indexed.number) };
  } catch (error) {
    if (!(error instanceof NodeError)) throw error;
    const head = (await chain.block("latest")) ?? indexed;
    return { block: head, inForce: await inForceAt(rights, commitment, head.number) };
  }
}

async function inForceAt(
  rights: RightsState,
  commitment: Hex,
  block: number,
): Promise<Record<Right, number | null>> {
  const found = await Promise.all(
    RIGHTS.map(async (right) => [right, await rights.inForce(commitment, right, { block })]),
  );
  return Object.fromEntries(found) as Record<Right, number | null>;
}

/** Whether the contract holds a certificate in force at the time of a block. */
function wasInForce({ endedAt, expiresAt }: CertificateState, block: Block): boolean {
  return endedAt === null && Date.parse(expiresAt) / 1000 > block.time;
}

function show(certificate: number | null): string {
  return certificate === null ? "none" : `certificate ${certificate}`;
}
