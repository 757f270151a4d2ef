import type { Sentences } from "./Sentence.ts";

export const complianceSentences: Sentences = {
  NoRuleForCoreData: () => [
    "Core data never leaves: no rule can be made about it.",
    "Make rules for GENERAL and IMPORTANT data.",
  ],
  InvalidRule: (w) => [
    `There is no rule for ${w.dataClass} data from ${w.from} to ${w.to}.`,
    "Give a class, and two jurisdictions that differ: ISO 3166-1 numeric, or 0 for any.",
  ],
  InvalidCompliancePolicy: (w) => [
    `${w.policy} is no contract, and so no policy.`,
    "Give the address of a deployed compliance policy.",
  ],
  UnknownApproval: (w) => [
    `There is no export approval ${w.approvalId}.`,
    "Approvals count from 1; check the number.",
  ],
  ApprovalNotActive: (w) => [
    `Export approval ${w.approvalId} is ${w.status}; this needs one that is ACTIVE.`,
    "Ask the regulator for a new approval.",
  ],
  NotItsRegulator: (w) => [
    `The regulator of export approval ${w.approvalId} is participant ${w.regulator}; you act for participant ${w.participantId}.`,
    "Only the regulator who granted it may do this.",
  ],
  NotExporter: (w) => [
    `The exporter of export approval ${w.approvalId} is participant ${w.exporter}; you act for participant ${w.participantId}.`,
    "Only the exporter may do this.",
  ],
  OutOfJurisdiction: (w) => [
    `The regulator is of jurisdiction ${w.regulators}, the exporter of ${w.exporters}.`,
    "A regulator approves what leaves its own jurisdiction.",
  ],
  CoreDataNeverLeaves: (w) => [
    `${w.subject} is core data, which never leaves.`,
    "No approval can be granted for it.",
  ],
  UnknownSubject: (w) => [
    `No certificate, and no asset with a right in force, is ${w.subject}.`,
    "Check the certificate's number or the asset's commitment.",
  ],
  InvalidGrant: (w) => [
    `The approval's ${w.field} is missing, past, or not what it must be.`,
    "Give a scope, a volume above 0, an end to come, another jurisdiction (1 to 999) and a document.",
  ],
  VolumeExceeded: (w) => [
    `Export approval ${w.approvalId} has ${w.left} bytes left, not ${w.volume}.`,
    "Move at least 1 byte and at most what is left, or ask for a further approval.",
  ],
};
