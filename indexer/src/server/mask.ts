import { GraphQLError } from "graphql";
import type { Logger } from "pino";

import type { ErrorCode } from "../graphql/errors.ts";
import { userError } from "../graphql/errors.ts";

const CODES: ReadonlySet<unknown> = new Set<ErrorCode>([
  "BAD_ID",
  "BAD_CURSOR",
  "PAGE_TOO_LARGE",
  "BLOCK_BEYOND_HEAD",
  "BAD_AS_OF",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "INDEX_UNAVAILABLE",
]);

/** What the server's HTTP layer calls a request that it cannot read. */
const TRANSPORT_CODES: ReadonlySet<unknown> = new Set(["BAD_REQUEST", "REQUEST_ENTITY_TOO_LARGE"]);

/**
 * Gives every error that leaves the server a code, and lets nothing of its inside out: what is not the
 * caller's doing is logged, and answered as INTERNAL.
 */
export function maskError(error: unknown, logger: Logger): GraphQLError {
  // Thrown bare only where the parameters of a GET request are read.
  if (error instanceof SyntaxError) {
    return recoded(userError("BAD_USER_INPUT", "`variables` and `extensions` must be JSON"), 400);
  }
  if (error instanceof GraphQLError && !isInternal(error)) {
    const { code } = error.extensions;
    if (CODES.has(code)) return error;
    if (code === undefined || TRANSPORT_CODES.has(code)) return recoded(error);
  }
  logger.error({ err: rootOf(error), path: pathOf(error) }, "GraphQL operation failed");
  return new GraphQLError("Internal error: it is logged, and not of your making", {
    ...(error instanceof GraphQLError && error.nodes ? { nodes: error.nodes } : {}),
    path: pathOf(error),
    extensions: { code: "INTERNAL" satisfies ErrorCode },
  });
}

/** An error of our own code, which GraphQL only wraps. */
function isInternal(error: GraphQLError): boolean {
  const root = rootOf(error);
  if (!(root instanceof GraphQLError)) return true;
  // GraphQL itself complains of a value that a resolver returned: the index holds what it should not.
  return root.extensions["code"] === undefined && error.path !== undefined;
}

function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

function pathOf(error: unknown): readonly (string | number)[] | undefined {
  return error instanceof GraphQLError ? error.path : undefined;
}

/** The same error as bad input, without what the HTTP layer tells of its own. */
function recoded(error: GraphQLError, status?: number): GraphQLError {
  const http = error.extensions["http"] ?? (status && { status });
  const extensions = { code: "BAD_USER_INPUT" satisfies ErrorCode, ...(http ? { http } : {}) };
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}
