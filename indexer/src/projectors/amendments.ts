import type { AmendmentsEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** AmendmentKind. */
const CORRECTION = 1;
/** AmendmentStatus. */
const REQUESTED = 1;
const ACCEPTED = 2;
const REJECTED = 3;
const WITHDRAWN = 4;
/** Requester of what the registrar corrected of its own accord. */
const NOBODY = 0;

/** Keeps `amendments` and `revisions`; the record as it was filed stays with applications and assets. */
export function projectAmendments(event: AmendmentsEvent, entities: Entities): void {
  const { at } = event;
  const { amendments, revisions } = entities;
  switch (event.name) {
    case "AmendmentRequested": {
      const { amendmentId, certificateId, requester, kind, reasonHash } = event.args;
      amendments.add(at, {
        id: amendmentId,
        certificate_id: certificateId,
        requester,
        kind,
        ...described(event.args),
        reason_hash: reasonHash,
        decision_hash: null,
        status: REQUESTED,
        requested_at: at.time,
        changed_at: at.time,
      });
      break;
    }
    case "RecordCorrected": {
      const { amendmentId, certificateId, documentHash } = event.args;
      amendments.add(at, {
        id: amendmentId,
        certificate_id: certificateId,
        requester: NOBODY,
        kind: CORRECTION,
        ...described(event.args),
        reason_hash: documentHash,
        decision_hash: documentHash,
        status: ACCEPTED,
        requested_at: at.time,
        changed_at: at.time,
      });
      break;
    }
    case "AmendmentAccepted":
    case "AmendmentRejected": {
      const { amendmentId, decisionHash } = event.args;
      const status = event.name === "AmendmentAccepted" ? ACCEPTED : REJECTED;
      const decision_hash = decisionHash;
      amendments.update(at, { id: amendmentId }, { status, decision_hash, changed_at: at.time });
      break;
    }
    case "AmendmentWithdrawn": {
      const changes = { status: WITHDRAWN, changed_at: at.time };
      amendments.update(at, { id: event.args.amendmentId }, changes);
      break;
    }
    case "AssetSuperseded": {
      const { asset, superseded, holder, certificateId, supersededCertificateId } = event.args;
      revisions.add(at, {
        commitment: asset,
        superseded,
        holder,
        certificate_id: certificateId,
        superseded_certificate_id: supersededCertificateId,
        recorded_at: at.time,
      });
      break;
    }
    case "PauseChanged":
    case "AuthorityUpdated":
      break;
  }
}

function described(args: { descriptionHash: Buffer; descriptionURI: string }) {
  return {
    description_hash: args.descriptionHash,
    description_uri: args.descriptionURI,
  };
}
