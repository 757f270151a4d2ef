/** The registry cannot be deployed; the message says why and what to do about it. */
export class DeployError extends Error {
  override name = "DeployError";
}

/** The home holds the deployment file of a registry on another chain. */
export class OtherChainError extends DeployError {
  override name = "OtherChainError";
}
