import { AbiCoder, ErrorFragment } from "ethers";

import type { ContractName } from "../contracts.ts";
import { abiOf, CONTRACT_NAMES } from "../contracts.ts";
import { APPLICATION_STATUSES } from "../enums.ts";
import type { AbiParameter, Plain } from "../plain.ts";
import { plain } from "../plain.ts";
import { RegistryError } from "./RegistryError.ts";
import { SENTENCES } from "./sentences/index.ts";
import type { Words } from "./sentences/Sentence.ts";

/** The call that reverted, as far as it is known. */
export interface RevertedCall {
  readonly contract: ContractName;
  readonly method: string;
  /** How many writes it makes. */
  readonly size?: number;
}

/** A contract refused the call. Nothing was written, and nothing was paid unless it was mined. */
export class ContractRevertError extends RegistryError {
  /** The contract that declares the error. */
  readonly contract: ContractName | undefined;
  /** Name of the custom error, e.g. `RightInForce`; `Error` or `Panic` for Solidity's own. */
  readonly errorName: string;
  /** Its arguments by name, in the words of this package, e.g. `{ right: "HOLD", certificateId: 12 }`. */
  readonly args: Readonly<Record<string, Plain>>;
  /** The method that was called. */
  readonly method: string | undefined;

  constructor(revert: Revert, call: RevertedCall | undefined, cause?: unknown) {
    const [meaning, hint] = revert.sentence;
    super({
      code: "CONTRACT_REVERT",
      shortMessage: meaning,
      details: call && `${call.contract}.${call.method} refused it with ${revert.errorName}.`,
      hint,
      cause,
    });
    this.contract = revert.contract;
    this.errorName = revert.errorName;
    this.args = revert.args;
    this.method = call?.method;
  }
}

interface Revert {
  readonly contract: ContractName | undefined;
  readonly errorName: string;
  readonly args: Readonly<Record<string, Plain>>;
  readonly sentence: readonly [meaning: string, hint: string | undefined];
}

interface DeclaredError {
  readonly name: string;
  readonly inputs: readonly AbiParameter[];
  readonly declaredBy: ContractName[];
}

let declared: Map<string, DeclaredError> | undefined;

/** The typed error for the data that a reverted call returned. */
export function revertError(
  data: string,
  call: RevertedCall | undefined,
  cause?: unknown,
): ContractRevertError {
  return new ContractRevertError(decodeRevert(data, call), call, cause);
}

function decodeRevert(data: string, call: RevertedCall | undefined): Revert {
  const error = declaredErrors().get(data.slice(0, 10));
  if (error === undefined) return decodeBuiltIn(data, call?.contract);
  const types = error.inputs.map(({ type }) => type);
  const values = AbiCoder.defaultAbiCoder().decode(types, `0x${data.slice(10)}`);
  const args = Object.fromEntries(
    error.inputs.map((input, i) => [input.name, argument(input, values[i])]),
  );
  const sentence = SENTENCES[error.name]?.(inWords(args)) ?? [`${error.name}.`, undefined];
  const called = error.declaredBy.find((name) => name === call?.contract);
  return { contract: called ?? error.declaredBy[0], errorName: error.name, args, sentence };
}

/** Solidity's own errors, and data that no contract of the deployment declares. */
function decodeBuiltIn(data: string, contract: ContractName | undefined): Revert {
  const decode = (type: string) =>
    AbiCoder.defaultAbiCoder().decode([type], `0x${data.slice(10)}`)[0];
  if (data.startsWith("0x08c379a0")) {
    const reason = String(decode("string"));
    return { contract, errorName: "Error", args: { reason }, sentence: [reason, undefined] };
  }
  if (data.startsWith("0x4e487b71")) {
    const code = `0x${BigInt(decode("uint256")).toString(16)}`;
    const meaning = `The contract failed an internal check (panic ${code}).`;
    return { contract, errorName: "Panic", args: { code }, sentence: [meaning, undefined] };
  }
  const meaning =
    data === "0x"
      ? "The contract refused the call and gave no reason."
      : `The contract refused the call with ${data}.`;
  const hint = "Check that the deployment file belongs to this version of the package.";
  return { contract, errorName: "Unknown", args: { data }, sentence: [meaning, hint] };
}

function declaredErrors(): Map<string, DeclaredError> {
  if (declared !== undefined) return declared;
  declared = new Map();
  for (const contract of CONTRACT_NAMES) {
    for (const entry of abiOf(contract)) {
      if (entry.type !== "error") continue;
      const { name, inputs } = entry as { name: string; inputs: AbiParameter[] };
      const { selector } = ErrorFragment.from(entry);
      const known = declared.get(selector);
      if (known === undefined) declared.set(selector, { name, inputs, declaredBy: [contract] });
      else known.declaredBy.push(contract);
    }
  }
  return declared;
}

function argument(input: AbiParameter, value: unknown): Plain {
  if (input.name !== "allowed") return plain(input, value);
  const mask = value as bigint;
  return APPLICATION_STATUSES.filter((_, i) => (mask >> BigInt(i + 1)) & 1n);
}

function inWords(args: Readonly<Record<string, Plain>>): Words {
  const word = (value: Plain): string => {
    if (value === null) return "never";
    if (value instanceof Date) return value.toISOString().replace(".000Z", "Z");
    return Array.isArray(value) ? value.join(", ") : String(value);
  };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, word(value)]));
}
