/** A failure that a person can act on: its message says all, a stack would only hide it. */
export class BootstrapError extends Error {
  /** @override */
  name = "BootstrapError";
}
