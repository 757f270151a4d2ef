import type { Connection } from "../Connection.ts";
import type {
  Algorithm,
  ApplicationStatus,
  CertificateStatus,
  DataClass,
  Right,
  SourceKind,
} from "../enums.ts";
import {
  ALGORITHMS,
  APPLICATION_STATUSES,
  CERTIFICATE_STATUSES,
  DATA_CLASSES,
  fromCode,
  RIGHTS,
  SOURCE_KINDS,
  toCode,
} from "../enums.ts";
import type { Source } from "../filing.ts";
import type { Hex } from "../input.ts";
import { hash32, recordNumber } from "../input.ts";

/** An application and, once confirmed, the certificate of the same number, as the contract has it now. */
export interface RegistrationRecord {
  readonly applicationId: number;
  readonly applicant: number;
  readonly commitment: Hex;
  readonly algorithm: Algorithm;
  readonly right: Right;
  readonly dataClass: DataClass;
  readonly status: ApplicationStatus;
  /** null before notice opens. */
  readonly noticeEnd: Date | null;
  readonly objections: number;
  readonly openObjections: number;
  readonly certificate: CertificateRecord | null;
}

/** What holds of the certificate now. */
export interface CertificateRecord {
  readonly holder: number;
  readonly status: CertificateStatus;
  readonly confirmedAt: Date;
  readonly expiresAt: Date;
  /** A court has frozen it. */
  readonly frozen: boolean;
  /** A lender has a lien on it. */
  readonly pledged: boolean;
  /** Whether the right may pass to others while it is neither frozen nor pledged. */
  readonly transferable: boolean;
}

/** Bits of `Registration.flags`. */
const FLAGS = { frozen: 1n, pledged: 2n, notTransferable: 4n } as const;

/** What the contract `RightsRegistry` says now. */
export class RightsState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * An application, and its certificate, by number. Throws {@link ContractRevertError}
   * `UnknownApplication`.
   *
   * @example
   * const { status, certificate } = await registry.rights.get(12);
   */
  async get(applicationId: number): Promise<RegistrationRecord> {
    const chain = this.#connection.chain("Reading an application");
    const contract = chain.contract("RightsRegistry");
    const number = recordNumber(applicationId, "applicationId");
    const [record, code] = await Promise.all([
      chain.read("RightsRegistry", "registration", contract.registration(number)),
      chain.read("RightsRegistry", "certificateStatus", contract.certificateStatus(number)),
    ]);
    const status = fromCode(CERTIFICATE_STATUSES, code);
    const certificate = status && {
      holder: Number(await chain.read("RightsRegistry", "holderOf", contract.holderOf(number))),
      status,
      confirmedAt: new Date(Number(record.confirmedAt) * 1000),
      expiresAt: new Date(Number(record.expiresAt) * 1000),
      frozen: (record.flags & FLAGS.frozen) !== 0n,
      pledged: (record.flags & FLAGS.pledged) !== 0n,
      transferable: (record.flags & FLAGS.notTransferable) === 0n,
    };
    return {
      applicationId,
      applicant: Number(record.applicant),
      commitment: record.commitment as Hex,
      algorithm: fromCode(ALGORITHMS, record.algorithm) as Algorithm,
      right: fromCode(RIGHTS, record.right) as Right,
      dataClass: fromCode(DATA_CLASSES, record.dataClass) as DataClass,
      status: fromCode(APPLICATION_STATUSES, record.status) as ApplicationStatus,
      noticeEnd: record.noticeEnd === 0n ? null : new Date(Number(record.noticeEnd) * 1000),
      objections: Number(record.objectionCount),
      openObjections: Number(record.openObjections),
      certificate: certificate ?? null,
    };
  }

  /**
   * Number of the certificate under which a right over an asset is in force; null if it is in none.
   *
   * @example
   * const certificateId = await registry.rights.inForce(commitment, "HOLD");
   */
  async inForce(
    commitment: string,
    right: Right,
    at?: { readonly block: number },
  ): Promise<number | null> {
    const chain = this.#connection.chain("Looking up the right in force");
    const hash = hash32(commitment, "commitment");
    const code = toCode(RIGHTS, right, "right");
    const blockTag = at?.block ?? "latest";
    const answer = chain.contract("RightsRegistry").certificateInForce(hash, code, { blockTag });
    const found = await chain.read("RightsRegistry", "certificateInForce", answer);
    return found === 0n ? null : Number(found);
  }

  /**
   * What the asset of an application derives from.
   *
   * @example
   * const sources = await registry.rights.sourcesOf(12); // [{ kind: "LICENSE", id: 4 }]
   */
  async sourcesOf(applicationId: number): Promise<Source[]> {
    const chain = this.#connection.chain("Reading sources");
    const number = recordNumber(applicationId, "applicationId");
    const answer = chain.contract("RightsRegistry").sourcesOf(number);
    const sources = await chain.read("RightsRegistry", "sourcesOf", answer);
    return sources.map(({ kind, id }) => ({
      kind: fromCode(SOURCE_KINDS, kind) as SourceKind,
      id: Number(id),
    }));
  }

  /**
   * The account that a certificate sits in. Throws {@link ContractRevertError}
   * `ERC721NonexistentToken`.
   *
   * @example
   * const account = await registry.rights.accountOf(12);
   */
  async accountOf(certificateId: number): Promise<Hex> {
    const chain = this.#connection.chain("Reading a certificate");
    const number = recordNumber(certificateId, "certificateId");
    const answer = chain.contract("RightsRegistry").ownerOf(number);
    return (await chain.read("RightsRegistry", "ownerOf", answer)) as Hex;
  }
}
