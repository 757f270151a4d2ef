export * from "./connection.ts";
export * from "./file.ts";
export * from "./graphql.ts";
export * from "./input.ts";
export * from "./RegistryError.ts";
export * from "./relay.ts";
export { ContractRevertError } from "./revert.ts";
export * from "./transaction.ts";
