/** What both entries of the package have in common. */
export type { ExOfficioCorrection, NewAmendment, NewDescription } from "./amendments.ts";
export type { Finding } from "./appraisals.ts";
export type { Call, PlainCall, ResultOf, ResultSource } from "./call.ts";
export type { CatalogueEntry, EntryProof } from "./catalogueTree.ts";
export { CatalogueTree, MAX_ENTRIES } from "./catalogueTree.ts";
export type { NewCatalogue } from "./catalogues.ts";
export type { ChunkCommitment, ChunkProof } from "./chunks/tree.ts";
export type { ExportGrant } from "./compliance.ts";
export type { ConnectOptions, ConnectRetry } from "./connect.ts";
export type { ContractName } from "./contracts.ts";
export { abiOf } from "./contracts.ts";
export type { Currency } from "./currency.ts";
export type { NewOrder } from "./courts.ts";
export type { NewAttestation } from "./custody.ts";
export type { Acceptance, Permit, Resolution } from "./deals.ts";
export type { Deployment } from "./deployment.ts";
export { fetchDeployment, parseDeployment } from "./deployment.ts";
export type { CommittedDescription, Disclosure, SaltedField, Sibling } from "./description.ts";
export { checkDisclosure, commitDescription, discloseField } from "./description.ts";
export { DEV_CHAIN_ID, devSigner, isDevAddress } from "./devKeys.ts";
export * from "./enums.ts";
export * from "./errors/index.ts";
export type { Filing, Source } from "./filing.ts";
export type { ByteStream, Hashable, HashOptions, HashProgress, HashResult } from "./hash.ts";
export type {
  AmendmentFieldsFragment,
  AppraisalFieldsFragment,
  ApplicationFieldsFragment,
  AssetFieldsFragment,
  AttestationFieldsFragment,
  CatalogueFieldsFragment,
  CertificateFieldsFragment,
  ChallengeFieldsFragment,
  CourtOrderFieldsFragment,
  DealFieldsFragment,
  EventFieldsFragment,
  EventFilter,
  ExportApprovalFieldsFragment,
  ExportRuleFieldsFragment,
  LicenseFieldsFragment,
  MetaFieldsFragment,
  OfferFieldsFragment,
  OperationFieldsFragment,
  ParticipantFieldsFragment,
  SandboxFieldsFragment,
  PledgeFieldsFragment,
  ShareProposalFieldsFragment,
} from "./generated/documents.ts";
export type { AsOf } from "./graphql/asOf.ts";
export type { RequestOptions, TypedDocument } from "./graphql/client.ts";
export type { AtMoment, ListOptions, Page, PageInfo } from "./graphql/Lists.ts";
export { Lists } from "./graphql/Lists.ts";
export type { Indexed } from "./graphql/Records.ts";
export { Records } from "./graphql/Records.ts";
export type { WatchOptions } from "./graphql/watch.ts";
export type { PausableContract } from "./governance.ts";
export { PAUSABLE_CONTRACTS } from "./governance.ts";
export type { GovernedAct, GovernedRule } from "./governedActs.ts";
export type { Hex } from "./input.ts";
export type { IndexedDecision, LicenseDecision, LicenseQuestion } from "./licenseDecision.ts";
export type { Grant, LicenseTransfer, Sublicense } from "./licenses.ts";
export type { NewOffer, Price } from "./offers.ts";
export type { NewPledge } from "./pledges.ts";
export type { NewParticipant, Recovery } from "./participants.ts";
export type { Plain } from "./plain.ts";
export type {
  AssetFacts,
  AssetState,
  CertificateState,
  Provenance,
  TitleLink,
  Verdict,
} from "./provenance/Provenance.ts";
export type { VerifyOptions } from "./provenance/verify.ts";
export { Registry } from "./Registry.ts";
export type { SubmittedAll, SubmittedSome } from "./relay/Relay.ts";
export { Relay } from "./relay/Relay.ts";
export type { SigningOptions } from "./relay/sign.ts";
export type { SignedRequest } from "./relay/SignedRequest.ts";
export type { SentBatch, Transaction, Written } from "./results.ts";
export type { FilingOptions, Transfer } from "./rights.ts";
export type { NewSandbox } from "./sandboxes.ts";
export type { Share } from "./shares.ts";
export type { AmendmentRecord } from "./state/amendments.ts";
export type { AppraisalRecord } from "./state/appraisals.ts";
export type { ApprovalRecord, ExportDecision, PlannedExport } from "./state/compliance.ts";
export type { OrderRecord } from "./state/courts.ts";
export type { AttestationRecord } from "./state/custody.ts";
export type { CatalogueRecord } from "./state/catalogues.ts";
export type { DealRecord, EarningsRecord, PermitRequest } from "./state/deals.ts";
export type { OperationRecord, OperationState } from "./state/governance.ts";
export { governedMethod } from "./state/governance.ts";
export type { LicenseRecord } from "./state/licenses.ts";
export type { OfferRecord } from "./state/offers.ts";
export type { AccountRecord, ParticipantRecord } from "./state/participants.ts";
export type { PledgeRecord } from "./state/pledges.ts";
export type { CertificateRecord, RegistrationRecord } from "./state/rights.ts";
export type { SandboxRecord } from "./state/sandboxes.ts";
export type { ShareProposalRecord } from "./state/shares.ts";
export type { RecordedTerms, Terms } from "./terms.ts";
export { packTerritory, territoryCodes } from "./territory.ts";
export type { Transferring, TransferTo, Verbs } from "./verbs.ts";
