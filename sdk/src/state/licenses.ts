import type { Connection } from "../Connection.ts";
import type { DecisionReason, LicenseStatus } from "../enums.ts";
import { DECISION_REASONS, fromCode, LICENSE_STATUSES } from "../enums.ts";
import { DecideDocument } from "../generated/documents.ts";
import type { AtMoment } from "../graphql/Lists.ts";
import type { Hex } from "../input.ts";
import { recordNumber, seconds } from "../input.ts";
import type { IndexedDecision, LicenseDecision, LicenseQuestion } from "../licenseDecision.ts";
import { decidingKind } from "../licenseDecision.ts";
import type { RecordedTerms } from "../terms.ts";
import { recordedTerms, useBits } from "../terms.ts";

/** A licence, as the contract has it now. */
export interface LicenseRecord {
  readonly licenseId: number;
  readonly certificateId: number;
  /** The licence it was granted under; null: the holder of the certificate granted it. */
  readonly parentId: number | null;
  /** The sandbox it, or the licence above it, was granted in; null: none. */
  readonly sandboxId: number | null;
  /** 1 if the holder granted it, else one more than the licence above. */
  readonly level: number;
  readonly licensee: number;
  readonly grantedAt: Date;
  readonly status: LicenseStatus;
  readonly suspended: boolean;
  /** Until when a breach can be cured; null: no notice of one stands. */
  readonly cureUntil: Date | null;
  readonly unitsUsed: bigint;
  /** Metered units given on to sub-licences. */
  readonly unitsGiven: bigint;
  readonly terms: RecordedTerms;
}

/** What the contract `Licenses` says now, and decisions of the index. */
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
      parentId: Number(record.parentId) || null,
      sandboxId: Number(record.sandboxId) || null,
      level: Number(record.level),
      licensee: Number(record.licensee),
      grantedAt: new Date(Number(record.grantedAt) * 1000),
      status: fromCode(LICENSE_STATUSES, code) as LicenseStatus,
      suspended: record.suspended,
      cureUntil: record.cureUntil === 0n ? null : new Date(Number(record.cureUntil) * 1000),
      unitsUsed: record.unitsUsed,
      unitsGiven: record.unitsGiven,
      terms: recordedTerms(record.terms),
    };
  }

  /**
   * May a participant use data so, there, then? By a certificate (of several licences the contract tries
   * the four newest) or by one licence. Answered by what the book says now; never throws
   * {@link ContractRevertError}.
   *
   * @example
   * const { allowed, reason, decidedBy } = await registry.licenses.decide({
   *   participantId: 7, certificateId: 12, uses: ["TRAIN"], country: 156,
   * });
   */
  async decide(question: LicenseQuestion): Promise<LicenseDecision> {
    const chain = this.#connection.chain("Deciding on a use");
    const contract = chain.contract("Licenses");
    const how = [
      useBits(question.uses, "uses"),
      question.country,
      seconds(question.time ?? new Date(), "time"),
    ] as const;
    const participant = recordNumber(question.participantId, "participantId");
    const answer =
      "licenseId" in question
        ? contract.decideByLicense(
            participant,
            recordNumber(question.licenseId, "licenseId"),
            ...how,
          )
        : contract.decide(
            participant,
            recordNumber(question.certificateId, "certificateId"),
            ...how,
          );
    const { allowed, reason, decidingId } = await chain.read("Licenses", "decide", answer);
    const name = fromCode(DECISION_REASONS, reason) as DecisionReason;
    const kind = decidingKind(name);
    return { allowed, reason: name, decidedBy: kind && `${kind}:${decidingId}` };
  }

  /**
   * The same answer from the index: in a request without the chain, and of any moment. Left out, `time` is
   * that moment. Throws {@link GraphQLRequestError} or {@link GraphQLUnreachableError}.
   *
   * @example
   * const { allowed } = await registry.licenses.decideByIndex(
   *   { participantId: 7, licenseId: 4, uses: ["TRAIN"], country: 156 }, { asOf: { block: 120 } },
   * );
   */
  async decideByIndex(question: LicenseQuestion, at: AtMoment = {}): Promise<IndexedDecision> {
    const { uses, country, time } = question;
    const variables = {
      question: {
        participant: String(recordNumber(question.participantId, "participantId")),
        ...("licenseId" in question
          ? { license: String(recordNumber(question.licenseId, "licenseId")) }
          : { certificate: String(recordNumber(question.certificateId, "certificateId")) }),
        uses: [...uses],
        country,
        ...(time === undefined ? {} : { time: time.toISOString() }),
      },
    };
    return (await this.#connection.query(DecideDocument, variables, at)).decision;
  }

  /**
   * The account that a licence sits in. Throws {@link ContractRevertError} `ERC721NonexistentToken`.
   *
   * @example
   * const account = await registry.licenses.accountOf(4);
   */
  async accountOf(licenseId: number): Promise<Hex> {
    const chain = this.#connection.chain("Reading a licence");
    const answer = chain.contract("Licenses").ownerOf(recordNumber(licenseId, "licenseId"));
    return (await chain.read("Licenses", "ownerOf", answer)) as Hex;
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
