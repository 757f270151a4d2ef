import type {
  AppraisalRow,
  ApprovalRow,
  ExportRuleRow,
  OfferRow,
  SandboxMemberRow,
  SandboxRow,
} from "../store/marketRows.ts";
import { builder } from "./builder.ts";
import type { At } from "./entities.ts";

export type Appraisal = At<AppraisalRow>;
export type Offer = At<OfferRow>;
export type ExportApproval = At<ApprovalRow>;
export type ExportRule = At<ExportRuleRow>;
export type Sandbox = At<SandboxRow>;
export type SandboxMember = At<SandboxMemberRow>;

export const AppraisalRef = builder.objectRef<Appraisal>("Appraisal");
export const OfferRef = builder.objectRef<Offer>("Offer");
export const ExportApprovalRef = builder.objectRef<ExportApproval>("ExportApproval");
export const ExportRuleRef = builder.objectRef<ExportRule>("ExportRule");
export const SandboxRef = builder.objectRef<Sandbox>("Sandbox");
export const SandboxMemberRef = builder.objectRef<SandboxMember>("SandboxMember");

export const AppraisalConnection = builder.connectionObject(
  { type: AppraisalRef, name: "AppraisalConnection" },
  { name: "AppraisalEdge" },
);
export const OfferConnection = builder.connectionObject(
  { type: OfferRef, name: "OfferConnection" },
  { name: "OfferEdge" },
);
export const ExportApprovalConnection = builder.connectionObject(
  { type: ExportApprovalRef, name: "ExportApprovalConnection" },
  { name: "ExportApprovalEdge" },
);
export const ExportRuleConnection = builder.connectionObject(
  { type: ExportRuleRef, name: "ExportRuleConnection" },
  { name: "ExportRuleEdge" },
);
export const SandboxConnection = builder.connectionObject(
  { type: SandboxRef, name: "SandboxConnection" },
  { name: "SandboxEdge" },
);
export const SandboxMemberConnection = builder.connectionObject(
  { type: SandboxMemberRef, name: "SandboxMemberConnection" },
  { name: "SandboxMemberEdge" },
);
