import type { ComplianceEvent, CompliancePolicyEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** Keeps `approvals`. */
export function projectCompliance(event: ComplianceEvent, { approvals }: Entities): void {
  const { at } = event;
  switch (event.name) {
    case "ApprovalGranted": {
      const { approvalId, regulator, grant, documentHash } = event.args;
      approvals.add(at, {
        id: approvalId,
        regulator,
        exporter: grant.exporter,
        scope: grant.scope,
        subject: grant.subject,
        to_jurisdiction: grant.toJurisdiction,
        volume: grant.volume,
        consumed: "0",
        granted_at: at.time,
        approved_until: grant.validUntil,
        revoked_at: 0,
        document_hash: documentHash,
      });
      break;
    }
    case "ExportRecorded":
      approvals.update(at, { id: event.args.approvalId }, { consumed: event.args.consumed });
      break;
    case "ApprovalRevoked":
      approvals.update(at, { id: event.args.approvalId }, { revoked_at: at.time });
      break;
    case "CompliancePolicyReplaced":
    case "PauseChanged":
    case "AuthorityUpdated":
      break;
  }
}

/** Keeps `export_rules`. */
export function projectExportRules(event: CompliancePolicyEvent, { export_rules }: Entities): void {
  if (event.name !== "RuleSet") return;
  const { dataClass, from, to, rule } = event.args;
  export_rules.put(event.at, {
    data_class: dataClass,
    from_jurisdiction: from,
    to_jurisdiction: to,
    rule,
  });
}
