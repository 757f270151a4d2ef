import { RegistryError } from "./RegistryError.ts";

/** One error of a GraphQL answer. */
export interface GraphQLFault {
  readonly message: string;
  /** The server's code, e.g. `BAD_ID`, `PAGE_TOO_LARGE`, `BLOCK_BEYOND_HEAD`. */
  readonly code: string | undefined;
  readonly path: readonly (string | number)[] | undefined;
}

/** Nothing answers at the GraphQL address, or not in time. */
export class GraphQLUnreachableError extends RegistryError {
  readonly url: string;

  constructor(url: string, cause: unknown) {
    super({
      code: "GRAPHQL_UNREACHABLE",
      shortMessage: `No answer from the registry's index at ${url}.`,
      details: reasonOf(cause),
      hint: "Check that the server runs and that the graphql address is right.",
      cause,
    });
    this.url = url;
  }
}

/** The server answered that it cannot do what was asked. */
export class GraphQLRequestError extends RegistryError {
  readonly errors: readonly GraphQLFault[];
  /** The codes of the errors. */
  readonly codes: readonly string[];

  constructor(url: string, errors: readonly GraphQLFault[], status?: number) {
    const [first, ...others] = errors;
    super({
      code: "GRAPHQL_REQUEST_FAILED",
      shortMessage: first?.message ?? `The server at ${url} gave no GraphQL answer.`,
      details:
        others.length > 0
          ? others.map(({ message }) => message).join("\n")
          : status === undefined
            ? undefined
            : `HTTP status ${status}.`,
    });
    this.errors = errors;
    this.codes = errors.flatMap(({ code }) => (code === undefined ? [] : [code]));
  }
}

/** The index tells something else than the chain. */
export class IndexerMismatchError extends RegistryError {
  constructor(url: string, details: string) {
    super({
      code: "INDEXER_MISMATCH",
      shortMessage: `The index at ${url} does not agree with the chain.`,
      details,
      hint: "Trust the chain; have the operator rebuild the index.",
    });
  }
}

function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const inner = cause.cause instanceof Error ? cause.cause.message : "";
  return inner === "" ? cause.message : `${cause.message}: ${inner}`;
}
