import { GraphQLClient } from "../../../sdk/src/graphql/client.ts";
import { Failure } from "../failure.ts";

/** Where a replica stands after a block. */
export interface Standing {
  readonly digest: string;
  readonly events: number;
}

/** What a replica has in a block: `event:120-3 CertificateConfirmed 0x…`, in order. */
export type Entries = readonly string[];

export interface ReplicaReport {
  readonly same: boolean;
  /** The last block that both have. */
  readonly block: number;
  readonly here: Standing;
  readonly there: Standing;
  /** The first block after which they differ, and what each has in it; nothing if they are the same. */
  readonly first: {
    readonly block: number;
    readonly here: Entries;
    readonly there: Entries;
  } | null;
}

interface Head {
  readonly _meta: {
    readonly block: { readonly number: number };
    readonly chainId: number;
    readonly genesisHash: string;
    readonly contracts: Readonly<Record<string, string>>;
  };
}

interface Page {
  readonly events: {
    readonly edges: readonly { readonly node: { id: string; name: string; transaction: string } }[];
  };
}

const HEAD = "{ _meta { block { number } chainId genesisHash contracts } }";
const STANDING = "query ($block: Int!) { _meta(asOf: { block: $block }) { digest events } }";
const ENTRIES = `query ($block: Int!) {
  events(first: 100, where: { fromBlock: $block, toBlock: $block }, orderBy: { field: POSITION, direction: ASC }) {
    edges { node { id name transaction } } } }`;

/**
 * Compares two replicas by their digests, and finds the first block after which they differ. Digests roll:
 * once two differ they differ for good, so that halving the blocks in question finds it in some twenty
 * questions to each.
 * @throws Failure if they are of different registries; GraphQLRequestError or GraphQLUnreachableError
 */
export async function compareReplicas(hereUrl: string, thereUrl: string): Promise<ReplicaReport> {
  const [here, there] = [new GraphQLClient(hereUrl), new GraphQLClient(thereUrl)];
  const block = await lastOfBoth(here, there);
  const standings = async (at: number) =>
    Promise.all([standingOf(here, at), standingOf(there, at)] as const);
  const [atHere, atThere] = await standings(block);
  const report = { block, here: atHere, there: atThere };
  if (atHere.digest === atThere.digest) return { ...report, same: true, first: null };
  let [same, differs] = [-1, block];
  while (differs - same > 1) {
    const middle = Math.floor((same + differs) / 2);
    const [a, b] = await standings(middle);
    if (a.digest === b.digest) same = middle;
    else differs = middle;
  }
  const [inHere, inThere] = await Promise.all([
    entriesIn(here, differs),
    entriesIn(there, differs),
  ]);
  return { ...report, same: false, first: { block: differs, here: inHere, there: inThere } };
}

async function lastOfBoth(here: GraphQLClient, there: GraphQLClient): Promise<number> {
  const [a, b] = await Promise.all(
    [here, there].map(async (client) => (await client.request<Head, object>(HEAD, {}))._meta),
  );
  if (a === undefined || b === undefined) throw new Error("two replicas were asked");
  const nameOf = ({ chainId, genesisHash, contracts }: Head["_meta"]) =>
    JSON.stringify([chainId, genesisHash, Object.entries(contracts).toSorted()]).toLowerCase();
  if (nameOf(a) !== nameOf(b)) {
    throw new Failure(
      "OTHER_REGISTRY",
      `${there.url} serves another registry than ${here.url}: chain, genesis block or contracts differ`,
      "--against takes the GraphQL URL of a replica of this registry",
    );
  }
  return Math.min(a.block.number, b.block.number);
}

async function standingOf(client: GraphQLClient, block: number): Promise<Standing> {
  const { _meta } = await client.request<{ _meta: Standing }, object>(STANDING, { block });
  return _meta;
}

async function entriesIn(client: GraphQLClient, block: number): Promise<Entries> {
  const { events } = await client.request<Page, object>(ENTRIES, { block });
  return events.edges.map(({ node: { id, name, transaction } }) => `${id} ${name} ${transaction}`);
}
