import type { Connection } from "../Connection.ts";
import type { AmendmentKind, AmendmentStatus } from "../enums.ts";
import { AMENDMENT_KINDS, AMENDMENT_STATUSES, fromCode } from "../enums.ts";
import type { Hex } from "../input.ts";
import { hash32, recordNumber } from "../input.ts";

/** An amendment, as the contract has it now. */
export interface AmendmentRecord {
  readonly amendmentId: number;
  readonly certificateId: number;
  /** Null if the registrar made it of its own accord. */
  readonly requester: number | null;
  /** The one that it took the place of; null: what was filed, or it was not accepted. */
  readonly previous: number | null;
  readonly kind: AmendmentKind;
  readonly status: AmendmentStatus;
  readonly descriptionHash: Hex;
}

/** What the contract `Amendments` says now. */
export class AmendmentsState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * An amendment by number. Throws {@link ContractRevertError} `UnknownAmendment`.
   *
   * @example
   * const { status } = await registry.amendments.get(4);
   */
  async get(amendmentId: number): Promise<AmendmentRecord> {
    const chain = this.#connection.chain("Reading an amendment");
    const number = recordNumber(amendmentId, "amendmentId");
    const answer = chain.contract("Amendments").amendment(number);
    const record = await chain.read("Amendments", "amendment", answer);
    return {
      amendmentId,
      certificateId: Number(record.certificateId),
      requester: Number(record.requester) || null,
      previous: Number(record.previous) || null,
      kind: fromCode(AMENDMENT_KINDS, record.kind) as AmendmentKind,
      status: fromCode(AMENDMENT_STATUSES, record.status) as AmendmentStatus,
      descriptionHash: record.descriptionHash as Hex,
    };
  }

  /**
   * Number of the amendment that a certificate stands by; null: by what was filed.
   *
   * @example
   * const amendmentId = await registry.amendments.inForceOf(12);
   */
  async inForceOf(certificateId: number): Promise<number | null> {
    const chain = this.#connection.chain("Looking up an amendment");
    const number = recordNumber(certificateId, "certificateId");
    const answer = chain.contract("Amendments").amendmentInForce(number);
    return Number(await chain.read("Amendments", "amendmentInForce", answer)) || null;
  }

  /**
   * Commitment of the asset that an asset is the revision of; null: of none.
   *
   * @example
   * const older = await registry.amendments.revisionOf(commitment);
   */
  async revisionOf(asset: string): Promise<Hex | null> {
    const chain = this.#connection.chain("Looking up a revision");
    const answer = chain.contract("Amendments").revisionOf(hash32(asset, "asset"));
    return given(await chain.read("Amendments", "revisionOf", answer));
  }

  /**
   * Commitment of the asset that took an asset's place; null: none did.
   *
   * @example
   * const newer = await registry.amendments.supersededBy(commitment);
   */
  async supersededBy(asset: string): Promise<Hex | null> {
    const chain = this.#connection.chain("Looking up a revision");
    const answer = chain.contract("Amendments").supersededBy(hash32(asset, "asset"));
    return given(await chain.read("Amendments", "supersededBy", answer));
  }
}

function given(commitment: string): Hex | null {
  return /^0x0*$/.test(commitment) ? null : (commitment as Hex);
}
