import type { Connection } from "../Connection.ts";
import type { LicenseStatus } from "../enums.ts";
import { fromCode, LICENSE_STATUSES } from "../enums.ts";
import { recordNumber } from "../input.ts";
import type { RecordedTerms } from "../terms.ts";
import { recordedTerms } from "../terms.ts";

/** A licence, as the contract has it now. */
export interface LicenseRecord {
  readonly licenseId: number;
  readonly certificateId: number;
  readonly licensee: number;
  readonly grantedAt: Date;
  readonly status: LicenseStatus;
  readonly suspended: boolean;
  readonly terms: RecordedTerms;
}

/** What the contract `Licenses` says now. */
export class LicensesState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * A licence by number. Throws {@link ContractRevertError} `UnknownLicense`.
   *
   * @example
   * const { status, suspended, terms } = await registry.licenses.get(4);
   */
  async get(licenseId: number): Promise<LicenseRecord> {
    const chain = this.#connection.chain("Reading a licence");
    const contract = chain.contract("Licenses");
    const number = recordNumber(licenseId, "licenseId");
    const [record, code] = await Promise.all([
      chain.read("Licenses", "license", contract.license(number)),
      chain.read("Licenses", "licenseStatus", contract.licenseStatus(number)),
    ]);
    return {
      licenseId,
      certificateId: Number(record.certificateId),
      licensee: Number(record.licensee),
      grantedAt: new Date(Number(record.grantedAt) * 1000),
      status: fromCode(LICENSE_STATUSES, code) as LicenseStatus,
      suspended: record.suspended,
      terms: recordedTerms(record.terms),
    };
  }

  /**
   * The status of a licence; null if there is none of this number.
   *
   * @example
   * if ((await registry.licenses.status(4)) === "ACTIVE") …
   */
  async status(licenseId: number): Promise<LicenseStatus | null> {
    const chain = this.#connection.chain("Reading a licence");
    const answer = chain.contract("Licenses").licenseStatus(recordNumber(licenseId, "licenseId"));
    return (
      fromCode(LICENSE_STATUSES, await chain.read("Licenses", "licenseStatus", answer)) ?? null
    );
  }
}
