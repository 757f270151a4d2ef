import { blocksOf, commitmentOf, participantsOf } from "./shape.ts";

const NODE = "id status right holder { id kind } asset { id } expiresAt";
const LICENSE = "id status licensee { id } certificate { id status holder { id } }";
const DECISION = "decide(question: $question) { allowed reason decidedBy }";
const TITLE =
  "holders { holder { id } from } chainOfTitle { depth certificate { id status holder { id } } }";
const PAGE = `edges { node { ${NODE} } } pageInfo { hasNextPage endCursor }`;

/** One kind of request. */
export interface Load {
  readonly query: string;
  variables(turn: number): object;
}

/**
 * Requests of each kind, by name, to an index of so many certificates; their variables go round, so that no two in a
 * row ask the same.
 */
export function loadsOf(certificates: number): Record<string, Load> {
  const middle = { block: Math.floor(blocksOf(certificates) / 2) };
  return {
    byId: { query: `query ($id: ID!) { certificate(id: $id) { ${NODE} } }`, variables: idOf },
    byIdAsOf: {
      query: `query ($id: ID!, $asOf: AsOf) { certificate(id: $id, asOf: $asOf) { ${NODE} } }`,
      variables: (turn) => ({ ...idOf(turn), asOf: middle }),
    },
    byCommitment: {
      query: `query ($id: ID!) { asset(id: $id) { id dataClass certificates { ${NODE} } } }`,
      variables: assetOf,
    },
    byCommitmentAsOf: {
      query: `query ($id: ID!, $asOf: AsOf) {
      asset(id: $id, asOf: $asOf) { id dataClass certificates { ${NODE} } } }`,
      variables: (turn) => ({ ...assetOf(turn), asOf: middle }),
    },
    pageByHolder: {
      query: `query ($holder: ID!) { certificates(first: 50, where: {holder: $holder}) { ${PAGE} } }`,
      variables: holderOf,
    },
    pageByHolderAsOf: {
      query: `query ($holder: ID!, $asOf: AsOf) {
      certificates(first: 50, where: {holder: $holder}, asOf: $asOf) { ${PAGE} } }`,
      variables: (turn) => ({ ...holderOf(turn), asOf: middle }),
    },
    newest: {
      query: `query ($first: Int!) { certificates(first: $first) { ${PAGE} } }`,
      variables: () => ({ first: 20 }),
    },
    newestAsOf: {
      query: `query ($first: Int!, $asOf: AsOf) { certificates(first: $first, asOf: $asOf) { ${PAGE} } }`,
      variables: () => ({ first: 20, asOf: middle }),
    },
    chainOfTitle: {
      query: `query ($id: ID!) { certificate(id: $id) { ${TITLE} } }`,
      variables: idOf,
    },
    chainOfTitleAsOf: {
      query: `query ($id: ID!, $asOf: AsOf) { certificate(id: $id, asOf: $asOf) { ${TITLE} } }`,
      variables: (turn) => ({ ...idOf(turn), asOf: middle }),
    },
    licenseStatus: {
      query: `query ($id: ID!) { license(id: $id) { ${LICENSE} } }`,
      variables: idOf,
    },
    licenseStatusAsOf: {
      query: `query ($id: ID!, $asOf: AsOf) { license(id: $id, asOf: $asOf) { ${LICENSE} } }`,
      variables: (turn) => ({ ...idOf(turn), asOf: middle }),
    },
    decide: { query: `query ($question: LicenseQuestion!) { ${DECISION} }`, variables: questionOf },
    decideAsOf: {
      query: `query ($question: LicenseQuestion!, $asOf: AsOf) {
      ${DECISION.replace(")", ", asOf: $asOf)")} }`,
      variables: (turn) => ({ ...questionOf(turn), asOf: middle }),
    },
    totalCount: {
      query: "{ certificates { totalCount } }",
      variables: () => ({}),
    },
    totalCountAsOf: {
      query: "query ($asOf: AsOf) { certificates(asOf: $asOf) { totalCount } }",
      variables: () => ({ asOf: middle }),
    },
  };

  /** Of those that held in the middle of history, too. */
  function idOf(turn: number): { id: string } {
    return { id: String(1 + ((turn * 7919) % Math.floor(certificates / 2))) };
  }

  /** Whether the licensee of a certificate may use its data. */
  function questionOf(turn: number): { question: object } {
    const { id } = idOf(turn);
    const participant = String(((Number(id) + 1) % participantsOf(certificates)) + 1);
    return { question: { participant, certificate: id, uses: ["READ"], country: 156 } };
  }

  function assetOf(turn: number): { id: string } {
    return { id: commitmentOf(Number(idOf(turn).id)) };
  }

  function holderOf(turn: number): { holder: string } {
    return { holder: String(1 + ((turn * 7919) % participantsOf(certificates))) };
  }
}
