import type { Chain } from "../chain.ts";
import type { Connection } from "../Connection.ts";
import type { ApprovalStatus, DataClass, ExportRule, ExportVerdict } from "../enums.ts";
import {
  APPROVAL_STATUSES,
  DATA_CLASSES,
  EXPORT_RULES,
  EXPORT_VERDICTS,
  fromCode,
  toCode,
} from "../enums.ts";
import type { Hex } from "../input.ts";
import { recordNumber, units } from "../input.ts";
import { jurisdictionCode } from "../territory.ts";

/** An export approval, as the contract has it now. */
export interface ApprovalRecord {
  readonly approvalId: number;
  readonly regulator: number;
  readonly exporter: number;
  /** The certificate it is for; null: an asset. */
  readonly certificateId: number | null;
  /** The asset it is for; null: a certificate. */
  readonly commitment: Hex | null;
  readonly toJurisdiction: number;
  /** Bytes that may move in all. */
  readonly volume: bigint;
  /** Bytes that have moved. */
  readonly consumed: bigint;
  readonly grantedAt: Date;
  readonly until: Date;
  readonly status: ApprovalStatus;
}

/** An export that somebody has in mind. */
export interface PlannedExport {
  /** Number of the participant who would move the data. */
  readonly exporter: number;
  readonly certificateId: number;
  /** ISO 3166-1 numeric. */
  readonly toJurisdiction: number;
  /** Bytes. */
  readonly volume: bigint;
}

/** Whether an export may be, and the approval that it would rest on. */
export interface ExportDecision {
  readonly allowed: boolean;
  /** null: there is no such certificate or participant. */
  readonly verdict: ExportVerdict | null;
  readonly approvalId: number | null;
}

const PERMITTING: readonly (ExportVerdict | null)[] = ["DOMESTIC", "ALLOWED", "APPROVED"];
const CERTIFICATE = 1n;

/** The address of the policy in force, which may be another than the deployment began with. */
export function policyInForce(chain: Chain): Promise<string> {
  return chain.read("Compliance", "policy", chain.contract("Compliance").policy());
}

/** What the contract `Compliance`, and the policy in force, say now. */
export class ComplianceState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * An export approval by number. Throws {@link ContractRevertError} `UnknownApproval`.
   *
   * @example
   * const { volume, consumed, status } = await registry.compliance.get(3);
   */
  async get(approvalId: number): Promise<ApprovalRecord> {
    const chain = this.#connection.chain("Reading an export approval");
    const contract = chain.contract("Compliance");
    const number = recordNumber(approvalId, "approvalId");
    const [record, code] = await Promise.all([
      chain.read("Compliance", "approval", contract.approval(number)),
      chain.read("Compliance", "approvalStatus", contract.approvalStatus(number)),
    ]);
    const { grant } = record;
    const ofCertificate = grant.scope === CERTIFICATE;
    return {
      approvalId,
      regulator: Number(record.regulator),
      exporter: Number(grant.exporter),
      certificateId: ofCertificate ? Number(BigInt(grant.subject)) : null,
      commitment: ofCertificate ? null : (grant.subject as Hex),
      toJurisdiction: Number(grant.toJurisdiction),
      volume: grant.volume,
      consumed: record.consumed,
      grantedAt: new Date(Number(record.grantedAt) * 1000),
      until: new Date(Number(grant.validUntil) * 1000),
      status: fromCode(APPROVAL_STATUSES, code) as ApprovalStatus,
    };
  }

  /**
   * Whether data may be moved to another jurisdiction now, and why (not).
   *
   * @example
   * const { allowed, verdict } = await registry.compliance.decide({
   *   exporter: 7, certificateId: 12, toJurisdiction: 276, volume: 4096n,
   * });
   */
  async decide(planned: PlannedExport): Promise<ExportDecision> {
    const chain = this.#connection.chain("Deciding an export");
    const answer = chain
      .contract("Compliance")
      .decideExport(
        recordNumber(planned.exporter, "exporter"),
        recordNumber(planned.certificateId, "certificateId"),
        jurisdictionCode(planned.toJurisdiction, "toJurisdiction"),
        units(planned.volume, "volume", 64),
      );
    const decided = await chain.read("Compliance", "decideExport", answer);
    const verdict = fromCode(EXPORT_VERDICTS, decided.verdict) ?? null;
    const approvalId = Number(decided.approvalId) || null;
    return { allowed: PERMITTING.includes(verdict), verdict, approvalId };
  }

  /**
   * What the policy in force says of moving data of a class from one jurisdiction to another.
   *
   * @example
   * const rule = await registry.compliance.ruleFor("IMPORTANT", 156, 276);
   */
  async ruleFor(dataClass: DataClass, from: number, to: number): Promise<ExportRule> {
    const chain = this.#connection.chain("Reading an export rule");
    const answer = chain
      .contract("CompliancePolicy", await policyInForce(chain))
      .ruleFor(
        toCode(DATA_CLASSES, dataClass, "dataClass"),
        jurisdictionCode(from, "from"),
        jurisdictionCode(to, "to"),
      );
    const rule = await chain.read("CompliancePolicy", "ruleFor", answer);
    return fromCode(EXPORT_RULES, rule) as ExportRule;
  }
}
