import { GraphQLError } from "graphql";

/** What `extensions.code` of an error can say. */
export const ERROR_CODES = [
  "BAD_ID",
  "BAD_CURSOR",
  "BAD_TIME",
  "BAD_ADDRESS",
  "BAD_HASH",
  "BAD_AS_OF",
  "BLOCK_BEYOND_HEAD",
  "PAGE_TOO_LARGE",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "TIMEOUT",
  "RATE_LIMITED",
  "POLICY_NOT_INDEXED",
  "INDEX_UNAVAILABLE",
  "INTERNAL",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error of the caller's making: its message says what was wrong and what would be right. */
export function userError(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
