import { GraphQLError } from "graphql";
import type { Logger } from "pino";

import type { ErrorCode } from "../graphql/errors.ts";
import { ERROR_CODES } from "../graphql/errors.ts";

const CODES: ReadonlySet<unknown> = new Set(ERROR_CODES);

/**
 * Gives every error that leaves the server a code, and lets nothing of its inside out: what is not the
 * caller's doing is logged, and answered as INTERNAL.
 */
export function maskError(error: unknown, logger: Logger): GraphQLError {
  // Thrown bare only where the parameters of a GET request are read.
  if (error instanceof SyntaxError) {
    return new GraphQLError("`variables` and `extensions` must be JSON", {
      extensions: { code: "BAD_USER_INPUT" satisfies ErrorCode, http: { status: 400 } },
    });
  }
  if (error instanceof GraphQLError && rootOf(error) instanceof GraphQLError) {
    return CODES.has(error.extensions["code"]) ? error : badInput(error);
  }
  logger.error({ err: rootOf(error), path: pathOf(error) }, "GraphQL operation failed");
  return new GraphQLError("Internal error: it is logged, and not of your making", {
    ...(error instanceof GraphQLError && error.nodes ? { nodes: error.nodes } : {}),
    path: pathOf(error),
    extensions: { code: "INTERNAL" satisfies ErrorCode },
  });
}

function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

function pathOf(error: unknown): readonly (string | number)[] | undefined {
  return error instanceof GraphQLError ? error.path : undefined;
}

/** The same error as bad input, without what the HTTP layer tells of its own. */
function badInput({ message, nodes, source, positions, extensions }: GraphQLError): GraphQLError {
  const status = (extensions["http"] as { status?: number } | undefined)?.status;
  const http = status === undefined ? {} : { http: { status } };
  const code: ErrorCode = "BAD_USER_INPUT";
  return new GraphQLError(message, { nodes, source, positions, extensions: { code, ...http } });
}
