import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { Currency } from "./currency.ts";
import { packCurrency } from "./currency.ts";
import type { Exemption } from "./enums.ts";
import { exemptionBits } from "./exemptions.ts";
import { hash32, recordNumber, seconds, units } from "./input.ts";

/** The bounds of a sandbox. */
export interface NewSandbox {
  /** When it ends, and what is licensed in it at the latest. */
  readonly until: Date;
  /** Most bytes that all trades together may move. */
  readonly maxVolume: bigint;
  /** Most that all trades together may be worth, in the currency's smallest unit. */
  readonly maxValue: bigint;
  readonly currency: Currency;
  /** Rules that do not hold within. Default: none. */
  readonly exemptions?: readonly Exemption[];
  /** SHA-256 of the document with its rules. */
  readonly rulesHash: string;
  /** Participants who are in it from the beginning, at most 64; more can be admitted later. */
  readonly members?: readonly number[];
}

/**
 * Opens a sandbox; the signer acts for a regulator.
 *
 * @example
 * const { sandboxId } = await registry.sandboxes.open({
 *   until: new Date("2027-01-01"), maxVolume: 2n ** 40n, maxValue: 100_000_000n, currency: 156,
 *   exemptions: ["EXPORT_APPROVAL"], rulesHash, members: [7, 9],
 * });
 */
export function open(sandbox: NewSandbox): Call<{ sandboxId: number }> {
  const bounds = {
    maxValue: units(sandbox.maxValue, "maxValue", 128),
    maxVolume: units(sandbox.maxVolume, "maxVolume", 64),
    validUntil: seconds(sandbox.until, "until"),
    currency: packCurrency(sandbox.currency),
    exemptions: exemptionBits(sandbox.exemptions ?? []),
    rulesHash: hash32(sandbox.rulesHash, "rulesHash"),
  };
  const members = (sandbox.members ?? []).map((id) => recordNumber(id, "members"));
  return makeCall("Sandboxes", (abi) => abi.encodeFunctionData("open", [bounds, members]), {
    event: "SandboxOpened",
    take: ["sandboxId"],
  });
}

/**
 * Admits a participant; the signer acts for the sandbox's regulator.
 *
 * @example
 * await registry.sandboxes.admit(3, 7);
 */
export function admit(sandboxId: number, participantId: number): PlainCall {
  const numbers = place(sandboxId, participantId);
  return makeCall("Sandboxes", (abi) => abi.encodeFunctionData("admit", numbers));
}

/**
 * Takes a participant out; the signer acts for the sandbox's regulator.
 *
 * @example
 * await registry.sandboxes.expel(3, 7);
 */
export function expel(sandboxId: number, participantId: number): PlainCall {
  const numbers = place(sandboxId, participantId);
  return makeCall("Sandboxes", (abi) => abi.encodeFunctionData("expel", numbers));
}

/**
 * Takes the signer's participant out.
 *
 * @example
 * await registry.sandboxes.leave(3);
 */
export function leave(sandboxId: number): PlainCall {
  const number = recordNumber(sandboxId, "sandboxId");
  return makeCall("Sandboxes", (abi) => abi.encodeFunctionData("leaveSandbox", [number]));
}

/**
 * Ends a sandbox early, and with it all that was licensed in it; the signer acts for its regulator.
 *
 * @example
 * await registry.sandboxes.close(3, reasonHash);
 */
export function close(sandboxId: number, reasonHash: string): PlainCall {
  const number = recordNumber(sandboxId, "sandboxId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Sandboxes", (abi) => abi.encodeFunctionData("close", [number, reason]));
}

function place(sandboxId: number, participantId: number): [number, number] {
  return [recordNumber(sandboxId, "sandboxId"), recordNumber(participantId, "participantId")];
}
