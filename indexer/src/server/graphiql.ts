import type { GraphiQLOptions } from "graphql-yoga";

const CERTIFICATES = `# The newest certificates: who holds which right over what, and until when.
# Every field can be asked as of a block or a time: add asOf: {time: "2026-06-30"}.
query NewestCertificates {
  certificates(first: 5, where: { status: [ACTIVE] }) {
    totalCount
    edges {
      node {
        id
        right
        dataClass
        status
        holder { id kind jurisdiction }
        asset { commitment description { uri } }
        expiresAt
        recordedIn { block transaction }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
  _meta { block { number time } digest lag }
}
`;

const TITLE = `# What a certificate rests on: the chain of title behind it, and the licences under it.
query ChainOfTitle($id: ID!) {
  certificate(id: $id) {
    status
    holders { holder { id } from until }
    chainOfTitle {
      depth
      certificate { id right status holder { id } }
      license { id status terms { permittedUses until } }
      usedBy { id }
    }
    licenses(first: 5) {
      totalCount
      edges { node { id status licensee { id } terms { permittedUses territory until } } }
    }
  }
}
`;

const FOLLOW = `# Everything that happens, as it is indexed. Stop it with the button that started it.
subscription Follow {
  events {
    id
    name
    subject
    args
    time
  }
}
`;

/** The GraphiQL page: three queries to begin with. */
export const GRAPHIQL: GraphiQLOptions = {
  title: "Data-rights registry: GraphiQL",
  subscriptionsProtocol: "SSE",
  defaultTabs: [
    { query: CERTIFICATES },
    { query: TITLE, variables: JSON.stringify({ id: "certificate:1" }, undefined, 2) },
    { query: FOLLOW },
  ],
};
