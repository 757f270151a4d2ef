import type { Block, Chain } from "../chain.ts";
import type { Right } from "../enums.ts";
import { RIGHTS } from "../enums.ts";
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
 * Asks the contract which certificates are in force at the head of the chain, and compares. Throws
 * {@link IndexerMismatchError} if the index has come as far as the head and disagrees; an index that
 * is behind may.
 */
export async function checkAgainstChain(
  { chain, rights, url }: Ways,
  commitment: Hex,
  state: AssetState,
  meta: MetaFieldsFragment,
): Promise<ChainCheck> {
  const [head, recorded] = await Promise.all([
    chain.block("latest"),
    chain.block(meta.block.number),
  ]);
  const details =
    head === null
      ? "The node has no block."
      : (foreignBranch(recorded, meta) ?? (await disagreement(rights, commitment, state, head)));
  if (details === undefined) return { confirmed: true };

  const behind = (head?.number ?? 0) - (meta.head - meta.lag);
  if (behind <= 0) throw new IndexerMismatchError(url, details);
  return {
    confirmed: false,
    doubt: `The index is ${behind} block(s) behind the chain. ${details}`,
  };
}

/** Says so if the block that the index stands on is not the chain's. */
function foreignBranch(recorded: Block | null, meta: MetaFieldsFragment): string | undefined {
  if (meta.events === 0 || recorded?.hash === meta.block.hash) return undefined;
  const { number, hash } = meta.block;
  return `Block ${number} is ${recorded?.hash ?? "unknown"} on the chain, ${hash} in the index.`;
}

async function disagreement(
  rights: RightsState,
  commitment: Hex,
  state: AssetState,
  head: Block,
): Promise<string | undefined> {
  const contradiction = state.certificates.find((one) => contradictsItself(one, head));
  if (contradiction !== undefined) {
    const { number, status, endedAt, expiresAt } = contradiction;
    const ended = endedAt === null ? "never ended" : `ended at ${endedAt}`;
    return `Certificate ${number} is ${status} in the index, but ${ended} and expires at ${expiresAt} there.`;
  }
  const onChain = await inForceAt(rights, commitment, head.number);
  const indexed = inForceAmong(state.certificates.filter((one) => isInForce(one, head)));
  const found = differences(onChain, indexed).map(
    (right) =>
      `${right} is in force under ${show(onChain[right])} on the chain, under ${show(indexed[right])} in the index.`,
  );
  return found.length === 0 ? undefined : `At block ${head.number}, ${found.join(" ")}`;
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

/** As the contract judges it, by the time of a block. */
function isInForce({ endedAt, expiresAt }: CertificateState, { time }: Block): boolean {
  return endedAt === null && Date.parse(expiresAt) / 1000 > time;
}

/**
 * Whether a status does not follow from the dates beside it: the verdict is read off the status, and
 * the chain is compared with the dates, so one must not say other than the other. The index judges
 * expiry by its own clock, which may be ahead of the head's.
 */
function contradictsItself(
  { status, endedAt, expiresAt }: CertificateState,
  { time }: Block,
): boolean {
  const expires = Date.parse(expiresAt) / 1000;
  switch (status) {
    case "ACTIVE":
      return endedAt !== null || expires <= time;
    case "EXPIRED":
      return endedAt !== null || expires > Math.max(time, Date.now() / 1000);
    case "SURRENDERED":
    case "ANNULLED":
      return endedAt === null;
  }
}

function show(certificate: number | null): string {
  return certificate === null ? "no certificate" : `certificate ${certificate}`;
}
