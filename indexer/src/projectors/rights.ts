import type {
  Place,
  RightsRegistry_ApplicationFiled as ApplicationFiled,
  RightsRegistry_CertificateConfirmed as CertificateConfirmed,
  RightsRegistry_FlagsChanged as FlagsChanged,
  RightsRegistryEvent,
} from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";
import type { ApplicationRow } from "../store/schema.ts";
import { projectObjections } from "./objections.ts";

/** ApplicationStatus. */
const FILED = 1;
const IN_NOTICE = 2;
const CONFIRMED = 4;
const REJECTED = 5;
const WITHDRAWN = 6;

/** CertificateStatus. */
const ACTIVE = 1;
const SURRENDERED = 3;
const ANNULLED = 4;

/** Bits of Flags that say something of the certificate: FROZEN, PLEDGED, NOT_TRANSFERABLE. */
const CERTIFICATE_FLAGS = 0b111;

/** Keeps `filings`, `applications`, `sources`, `assets` and `certificates`; objections have a projector of their own. */
export function projectRights(event: RightsRegistryEvent, entities: Entities): void {
  const { applications, certificates } = entities;
  const { at } = event;
  switch (event.name) {
    case "ApplicationFiled":
      file(event, entities);
      break;
    case "NoticeOpened": {
      const { applicationId: id, noticeEnd } = event.args;
      applications.update(at, { id }, { status: IN_NOTICE, notice_end: noticeEnd });
      break;
    }
    case "ExaminerAssigned": {
      const { applicationId: id, examiner } = event.args;
      applications.update(at, { id }, { examiner: examinerOf(examiner) });
      break;
    }
    case "ObjectionRaised":
    case "ObjectionAnswered":
    case "ObjectionDismissed":
    case "ObjectionUpheld":
      projectObjections(event, entities);
      break;
    case "ApplicationRejected": {
      const { applicationId: id, decisionHash } = event.args;
      applications.update(at, { id }, decided(at, REJECTED, decisionHash));
      break;
    }
    case "ApplicationWithdrawn":
      applications.update(at, { id: event.args.applicationId }, decided(at, WITHDRAWN));
      break;
    case "CertificateConfirmed":
      confirm(event, entities);
      break;
    case "HolderChanged":
      certificates.update(at, { id: event.args.certificateId }, { holder: event.args.to });
      break;
    case "CertificateRenewed": {
      const { certificateId: id, expiresAt, decisionHash } = event.args;
      const changes = { expires_at: expiresAt, decision_hash: decisionHash };
      certificates.update(at, { id }, changes);
      break;
    }
    case "CertificateSurrendered": {
      const changes = { ended: SURRENDERED, ended_at: at.time };
      certificates.update(at, { id: event.args.certificateId }, changes);
      break;
    }
    case "CertificateAnnulled": {
      const { certificateId: id, reasonHash } = event.args;
      const changes = { ended: ANNULLED, ended_at: at.time, decision_hash: reasonHash };
      certificates.update(at, { id }, changes);
      terminateLicenses(at, id, entities);
      break;
    }
    case "FlagsChanged":
      changeFlags(event, entities);
      break;
    case "PolicyReplaced":
    case "PeriodsSet":
    case "RendererReplaced":
    case "PauseChanged":
    case "Locked":
    case "Unlocked":
    case "AuthorityUpdated":
    case "Transfer":
    case "Approval":
    case "ApprovalForAll":
    case "MetadataUpdate":
    case "BatchMetadataUpdate":
      break;
  }
}

function file({ at, args }: ApplicationFiled, entities: Entities): void {
  const { applications, assets, filings, sources } = entities;
  const commitment = args.commitment;
  filings.add({
    application_id: args.applicationId,
    applicant: args.applicant,
    commitment,
    term_end: args.termEnd,
    description_hash: args.descriptionHash,
    description_uri: args.descriptionURI,
    filed_at: at.time,
    block: at.block,
  });
  applications.add(at, {
    id: args.applicationId,
    algorithm: args.algorithm,
    right: args.right,
    data_class: args.dataClass,
    status: FILED,
    notice_end: 0,
    open_objections: 0,
    examiner: null,
    flags: 0,
    decided_at: 0,
    decision_hash: null,
  });
  for (const [position, source] of args.sources.entries()) {
    sources.add(at, {
      application_id: args.applicationId,
      position,
      kind: source.kind,
      source_id: source.id,
    });
  }
  if (assets.get({ commitment }) !== undefined) return;
  assets.add(at, {
    commitment,
    algorithm: args.algorithm,
    data_class: args.dataClass,
    described_by: args.applicationId,
    confirmed: 0,
    first_filed_at: at.time,
  });
}

function confirm({ at, args }: CertificateConfirmed, entities: Entities): void {
  const id = args.certificateId;
  const commitment = args.commitment;
  const { algorithm, data_class, flags } = entities.applications.require(at, { id });
  entities.applications.update(at, { id }, decided(at, CONFIRMED, args.decisionHash));
  entities.certificates.add(at, {
    id,
    holder: args.holder,
    commitment,
    right: args.right,
    data_class,
    ended: ACTIVE,
    confirmed_at: at.time,
    expires_at: args.expiresAt,
    ended_at: 0,
    flags,
    decision_hash: args.decisionHash,
  });
  const described = { algorithm, data_class, described_by: id };
  entities.assets.update(at, { commitment }, { ...described, confirmed: 1 });
}

/** Before confirmation the flags are those of the application. */
function changeFlags({ at, args }: FlagsChanged, { applications, certificates }: Entities): void {
  const id = args.certificateId;
  const flags = args.flags & CERTIFICATE_FLAGS;
  if (certificates.get({ id }) === undefined) applications.update(at, { id }, { flags });
  else certificates.update(at, { id }, { flags });
}

/** No account is null. */
function examinerOf(account: Buffer): Buffer | null {
  return account.every((byte) => byte === 0) ? null : account;
}

/** No licence outlives an annulled certificate; the contract says so without an event for each. */
function terminateLicenses(at: Place, certificateId: number, { licenses }: Entities): void {
  for (const { id, terminated } of licenses.having("certificate_id", certificateId)) {
    if (terminated === 0) licenses.update(at, { id }, { terminated: 1, terminated_at: at.time });
  }
}

function decided(
  at: Place,
  status: number,
  decisionHash: Buffer | null = null,
): Partial<ApplicationRow> {
  return { status, decided_at: at.time, decision_hash: decisionHash };
}
