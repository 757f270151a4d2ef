import type { Connection } from "../Connection.ts";
import { currencyOf } from "../currency.ts";
import type { Exemption, SandboxStatus } from "../enums.ts";
import { fromCode, SANDBOX_STATUSES } from "../enums.ts";
import type { Hex } from "../input.ts";
import { recordNumber } from "../input.ts";
import { exemptionBits, exemptionsIn } from "../exemptions.ts";

/** A sandbox, as the contract has it now. */
export interface SandboxRecord {
  readonly sandboxId: number;
  readonly regulator: number;
  readonly openedAt: Date;
  readonly until: Date;
  readonly status: SandboxStatus;
  /** How many participants are in it. */
  readonly members: number;
  /** Bytes that its trades moved. */
  readonly volume: bigint;
  readonly maxVolume: bigint;
  /** What its trades were worth, in the currency's smallest unit. */
  readonly value: bigint;
  readonly maxValue: bigint;
  /** A token's address, or an ISO 4217 numeric code. */
  readonly currency: Hex | number;
  /** Rules that do not hold within. */
  readonly exemptions: readonly Exemption[];
  readonly rulesHash: Hex;
}

/** What the contract `Sandboxes` says now. */
export class SandboxesState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * A sandbox by number. Throws {@link ContractRevertError} `UnknownSandbox`.
   *
   * @example
   * const { status, volume, maxVolume } = await registry.sandboxes.get(3);
   */
  async get(sandboxId: number): Promise<SandboxRecord> {
    const chain = this.#connection.chain("Reading a sandbox");
    const contract = chain.contract("Sandboxes");
    const number = recordNumber(sandboxId, "sandboxId");
    const [record, code] = await Promise.all([
      chain.read("Sandboxes", "sandbox", contract.sandbox(number)),
      chain.read("Sandboxes", "sandboxStatus", contract.sandboxStatus(number)),
    ]);
    const { bounds } = record;
    return {
      sandboxId,
      regulator: Number(record.regulator),
      openedAt: new Date(Number(record.openedAt) * 1000),
      until: new Date(Number(bounds.validUntil) * 1000),
      status: fromCode(SANDBOX_STATUSES, code) as SandboxStatus,
      members: Number(record.members),
      volume: record.volume,
      maxVolume: bounds.maxVolume,
      value: record.value,
      maxValue: bounds.maxValue,
      currency: currencyOf(bounds.currency),
      exemptions: exemptionsIn(bounds.exemptions),
      rulesHash: bounds.rulesHash as Hex,
    };
  }

  /**
   * Whether a participant is in a sandbox.
   *
   * @example
   * if (await registry.sandboxes.isMember(3, 7)) …
   */
  async isMember(sandboxId: number, participantId: number): Promise<boolean> {
    const chain = this.#connection.chain("Reading a sandbox");
    const contract = chain.contract("Sandboxes");
    const numbers = place(sandboxId, participantId);
    return chain.read("Sandboxes", "isMember", contract.isMember(...numbers));
  }

  /**
   * Whether all of these rules do not hold for a participant now, for being in a sandbox.
   *
   * @example
   * const free = await registry.sandboxes.isExempt(3, 7, ["EXPORT_APPROVAL"]);
   */
  async isExempt(
    sandboxId: number,
    participantId: number,
    exemptions: readonly Exemption[],
  ): Promise<boolean> {
    const chain = this.#connection.chain("Reading a sandbox");
    const contract = chain.contract("Sandboxes");
    const numbers = place(sandboxId, participantId);
    const answer = contract.isExempt(...numbers, exemptionBits(exemptions));
    return chain.read("Sandboxes", "isExempt", answer);
  }
}

function place(sandboxId: number, participantId: number): [number, number] {
  return [recordNumber(sandboxId, "sandboxId"), recordNumber(participantId, "participantId")];
}
