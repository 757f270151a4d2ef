import type {
  Catalogues_CatalogueFiled as CatalogueFiled,
  Catalogues_EntryClaimed as EntryClaimed,
  Catalogues_EntryHeard as EntryHeard,
  Catalogues_EntryObjected as EntryObjected,
  CataloguesEvent,
} from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** CatalogueStatus. */
const FILED = 1;
const IN_NOTICE = 2;
const CONFIRMED = 3;
const REJECTED = 4;
const WITHDRAWN = 5;

/** Keeps `catalogues` and `catalogue_entries`, and the dates of certificates that were entries. */
export function projectCatalogues(event: CataloguesEvent, entities: Entities): void {
  const { catalogues } = entities;
  const { at } = event;
  switch (event.name) {
    case "CatalogueFiled":
      file(event, entities);
      break;
    case "CatalogueNoticeOpened": {
      const { catalogueId: id, noticeEnd } = event.args;
      catalogues.update(at, { id }, { status: IN_NOTICE, notice_end: noticeEnd });
      break;
    }
    case "EntryObjected":
      object(event, entities);
      break;
    case "EntryHeard":
      hear(event, entities);
      break;
    case "CatalogueConfirmed": {
      const { catalogueId: id, expiresAt, decisionHash } = event.args;
      const decided = { status: CONFIRMED, decision_hash: decisionHash };
      catalogues.update(at, { id }, { ...decided, confirmed_at: at.time, expires_at: expiresAt });
      break;
    }
    case "CatalogueRejected": {
      const { catalogueId: id, decisionHash } = event.args;
      catalogues.update(at, { id }, { status: REJECTED, decision_hash: decisionHash });
      break;
    }
    case "CatalogueWithdrawn":
      catalogues.update(at, { id: event.args.catalogueId }, { status: WITHDRAWN });
      break;
    case "EntryClaimed":
      claim(event, entities);
      break;
    case "PauseChanged":
    case "AuthorityUpdated":
      break;
  }
}

function file({ at, args }: CatalogueFiled, { catalogues }: Entities): void {
  catalogues.add(at, {
    id: args.catalogueId,
    applicant: args.applicant,
    root: args.root,
    count: args.count,
    data_class: args.dataClass,
    file_hash: args.fileHash,
    file_uri: args.fileURI,
    filed_at: at.time,
    status: FILED,
    notice_end: 0,
    open_objections: 0,
    claimed: 0,
    struck_out: 0,
    confirmed_at: 0,
    expires_at: 0,
    decision_hash: null,
  });
}

function object({ at, args }: EntryObjected, { catalogues, catalogue_entries }: Entities): void {
  const { catalogueId: id, index: position, objector } = args;
  const { open_objections } = catalogues.require(at, { id });
  catalogues.update(at, { id }, { open_objections: open_objections + 1 });
  const entry = { catalogue_id: id, position, objector, struck_out: 0, certificate_id: 0 };
  catalogue_entries.put(at, entry);
}

function hear({ at, args }: EntryHeard, { catalogues, catalogue_entries }: Entities): void {
  const { catalogueId: id, index: position, upheld } = args;
  const before = catalogues.require(at, { id });
  const struck = Number(upheld);
  catalogues.update(
    at,
    { id },
    { open_objections: before.open_objections - 1, struck_out: before.struck_out + struck },
  );
  const key = { catalogue_id: id, position };
  catalogue_entries.update(at, key, { objector: 0, struck_out: struck });
}

function claim({ at, args }: EntryClaimed, entities: Entities): void {
  const { catalogues, catalogue_entries, certificates } = entities;
  const { catalogueId: id, index: position, certificateId: certificate_id } = args;
  const { claimed } = catalogues.require(at, { id });
  catalogues.update(at, { id }, { claimed: claimed + 1 });
  const entry = { catalogue_id: id, position, objector: 0, struck_out: 0, certificate_id };
  catalogue_entries.put(at, entry);
  // The registry's event bears the date of its block.
  certificates.update(at, { id: certificate_id }, { confirmed_at: args.confirmedAt });
}
