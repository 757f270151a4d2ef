import { GraphQLError } from "graphql";

/** What `extensions.code` of an error can say. */
export type ErrorCode =
  | "BAD_ID"
  | "BAD_CURSOR"
  | "PAGE_TOO_LARGE"
  | "BLOCK_BEYOND_HEAD"
  | "BAD_AS_OF"
  | "GRAPHQL_PARSE_FAILED"
  | "GRAPHQL_VALIDATION_FAILED"
  | "BAD_USER_INPUT"
  | "INDEX_UNAVAILABLE"
  | "INTERNAL";

/** An error of the caller's making: its message says what was wrong and what would be right. */
export function userError(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
