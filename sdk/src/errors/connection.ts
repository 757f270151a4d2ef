import { RegistryError } from "./RegistryError.ts";

/** Nothing answers at the RPC address. */
export class NodeUnreachableError extends RegistryError {
  readonly url: string;

  constructor(url: string, cause: unknown, attempts?: number) {
    const tries = attempts === undefined ? "" : ` after ${attempts} attempts`;
    super({
      code: "NODE_UNREACHABLE",
      shortMessage: `No answer from the chain's node at ${url}${tries}.`,
      details: cause instanceof Error ? cause.message : undefined,
      hint: "Check that the node runs and that the rpc address is right.",
      cause,
    });
    this.url = url;
  }
}

/** The node answered a request with an error that is no revert of a contract. */
export class NodeError extends RegistryError {
  constructor(request: string, details: string, cause: unknown) {
    super({
      code: "NODE_ERROR",
      shortMessage: `The node could not answer ${request}.`,
      details,
      cause,
    });
  }
}

/** The node belongs to a chain with another id than the deployment's. */
export class WrongChainError extends RegistryError {
  readonly expected: number;
  readonly found: number;

  constructor(url: string, expected: number, found: number) {
    super({
      code: "WRONG_CHAIN",
      shortMessage: `The node at ${url} is on chain ${found}; the deployment is on chain ${expected}.`,
      hint: `Use an rpc address of chain ${expected}, or the deployment file of chain ${found}.`,
    });
    this.expected = expected;
    this.found = found;
  }
}

/** The chain id agrees, and yet this is another chain, or another deployment, than the file's. */
export class WrongDeploymentError extends RegistryError {
  constructor(where: string, details: string) {
    super({
      code: "WRONG_DEPLOYMENT",
      shortMessage: `The deployment file does not belong to ${where}.`,
      details,
      hint: "Use the deployment file that was written when the registry was deployed there.",
    });
  }
}

/** A publicly known development key was given for a chain that is not the development chain. */
export class DevKeyRefusedError extends RegistryError {
  readonly address: string;

  constructor(role: "signer" | "relayer", address: string, chainId: number) {
    super({
      code: "DEV_KEY_REFUSED",
      shortMessage: `The ${role} ${address} is a development account: its private key is public, and chain ${chainId} is not the development chain.`,
      hint: "Use a key that only you know.",
    });
    this.address = address;
  }
}

/** The connection lacks what this needs: an rpc or graphql address, a signer, a relayer. */
export class NotConnectedError extends RegistryError {
  constructor(option: "rpc" | "graphql" | "signer" | "relayer", purpose: string) {
    super({
      code: "NOT_CONNECTED",
      shortMessage: `${purpose} needs the option "${option}".`,
      hint: `Give it to connect({ ${option}: ... })${option === "signer" ? " or use registry.as(signer)" : ""}.`,
    });
  }
}

/** The deployment file cannot be read, or does not hold a deployment. */
export class DeploymentFileError extends RegistryError {
  constructor(source: string, details: string, cause?: unknown) {
    super({
      code: "BAD_DEPLOYMENT",
      shortMessage: `${source} is not a deployment file that can be used.`,
      details,
      hint: "It is written by the deployment of the registry; ask the operator for it.",
      cause,
    });
  }
}
