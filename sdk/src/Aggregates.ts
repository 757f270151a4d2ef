import * as amendments from "./amendments.ts";
import * as appraisals from "./appraisals.ts";
import type { Call } from "./call.ts";
import * as catalogues from "./catalogues.ts";
import * as compliance from "./compliance.ts";
import type { Connection } from "./Connection.ts";
import * as courts from "./courts.ts";
import * as custody from "./custody.ts";
import * as deals from "./deals.ts";
import * as d from "./generated/documents.ts";
import type { ListDocument } from "./graphql/Lists.ts";
import { Lists } from "./graphql/Lists.ts";
import type { Indexed, RecordDocument } from "./graphql/Records.ts";
import { indexed, Records } from "./graphql/Records.ts";
import { pause, unpause } from "./governance.ts";
import * as licenses from "./licenses.ts";
import * as offers from "./offers.ts";
import * as participants from "./participants.ts";
import * as pledges from "./pledges.ts";
import type { SentBatch, Written } from "./results.ts";
import * as rights from "./rights.ts";
import * as sandboxes from "./sandboxes.ts";
import * as shares from "./shares.ts";
import { AmendmentsState } from "./state/amendments.ts";
import { AppraisalsState } from "./state/appraisals.ts";
import { CataloguesState } from "./state/catalogues.ts";
import { ComplianceState } from "./state/compliance.ts";
import { CourtsState } from "./state/courts.ts";
import { CustodyState } from "./state/custody.ts";
import { DealsState } from "./state/deals.ts";
import { Governance } from "./state/governance.ts";
import { LicensesState } from "./state/licenses.ts";
import { OffersState } from "./state/offers.ts";
import { ParticipantsState } from "./state/participants.ts";
import { PledgesState } from "./state/pledges.ts";
import { RightsState } from "./state/rights.ts";
import { SandboxesState } from "./state/sandboxes.ts";
import { SharesState } from "./state/shares.ts";
import type { Maker, Transferring, Verbs } from "./verbs.ts";
import { sending, transferring } from "./verbs.ts";

/** What a registry is made of: for each aggregate what can be written, asked of the contract, and found in the index. */
export abstract class Aggregates {
  /** The writes as data, not sent: for batches, and for requests that somebody else submits. */
  readonly calls = {
    participants,
    rights,
    licenses,
    custody,
    appraisals,
    offers,
    compliance,
    sandboxes,
    shares,
    deals,
    catalogues,
    courts,
    pledges,
    amendments,
    governance: { pause, unpause },
  };
  /** Writes; `get` and `ofAccount` ask the contract; `find`, `list` and `all` ask the index. */
  readonly participants: Verbs<typeof participants> &
    ParticipantsState &
    Indexed<d.ParticipantFieldsFragment, d.ParticipantsQueryVariables>;
  /** Writes; `get`, `inForce`, `sourcesOf` and `accountOf` ask the contract. */
  readonly rights: Verbs<Omit<typeof rights, "transfer">> & Transferring & RightsState;
  /** Writes; `get` and `status` ask the contract; `find`, `list` and `all` ask the index. */
  readonly licenses: Verbs<typeof licenses> &
    LicensesState &
    Indexed<d.LicenseFieldsFragment, d.LicensesQueryVariables>;
  /** Writes; `get` asks the contract; `find`, `list` and `all` ask the index for attestations. */
  readonly custody: Verbs<typeof custody> &
    CustodyState &
    Indexed<d.AttestationFieldsFragment, d.AttestationsQueryVariables>;
  /** Writes; `get` asks the contract; `find`, `list` and `all` ask the index. */
  readonly appraisals: Verbs<typeof appraisals> &
    AppraisalsState &
    Indexed<d.AppraisalFieldsFragment, d.AppraisalsQueryVariables>;
  /** Writes; `get` and `accepts` ask the contract; `find`, `list` and `all` ask the index. */
  readonly offers: Verbs<typeof offers> &
    OffersState &
    Indexed<d.OfferFieldsFragment, d.OffersQueryVariables>;
  /** Writes; `get`, `decide` and `ruleFor` ask the contracts; `find`, `list` and `all` the index, for approvals. */
  readonly compliance: Verbs<typeof compliance> &
    ComplianceState &
    Indexed<d.ExportApprovalFieldsFragment, d.ExportApprovalsQueryVariables>;
  /** Rules of cross-border flow in the index. */
  readonly exportRules: Lists<d.ExportRuleFieldsFragment, d.ExportRulesQueryVariables>;
  /** Writes; `get`, `isMember` and `isExempt` ask the contract; `find`, `list` and `all` ask the index. */
  readonly sandboxes: Verbs<typeof sandboxes> &
    SandboxesState &
    Indexed<d.SandboxFieldsFragment, d.SandboxesQueryVariables>;
  /** Writes; `get`, `hasEntry` and `certificateOf` ask the contract; `find`, `list` and `all` the index. */
  readonly catalogues: Verbs<typeof catalogues> &
    CataloguesState &
    Indexed<d.CatalogueFieldsFragment, d.CataloguesQueryVariables>;
  /** Writes; `of` and `get` ask the contract; `find`, `list` and `all` ask the index for proposals. */
  readonly shares: Verbs<typeof shares> &
    SharesState &
    Indexed<d.ShareProposalFieldsFragment, d.ShareProposalsQueryVariables>;
  /** Writes; `get`, `balanceOf` and `earningsOf` ask the contract; `find`, `list` and `all` the index. */
  readonly deals: Verbs<typeof deals> &
    DealsState &
    Indexed<d.DealFieldsFragment, d.DealsQueryVariables>;
  /** Writes; `get` asks the contract; `find`, `list` and `all` ask the index for orders. */
  readonly courts: Verbs<typeof courts> &
    CourtsState &
    Indexed<d.CourtOrderFieldsFragment, d.CourtOrdersQueryVariables>;
  /** Writes; `get` and `activeOf` ask the contract; `find`, `list` and `all` ask the index. */
  readonly pledges: Verbs<typeof pledges> &
    PledgesState &
    Indexed<d.PledgeFieldsFragment, d.PledgesQueryVariables>;
  /** Writes; `get`, `inForceOf`, `revisionOf` and `supersededBy` ask the contract; `find`, `list` and `all` the index. */
  readonly amendments: Verbs<typeof amendments> &
    AmendmentsState &
    Indexed<d.AmendmentFieldsFragment, d.AmendmentsQueryVariables>;
  /**
   * What a governor schedules and executes, and what a guardian cancels and pauses; `get` and `delayOf` ask the
   * contracts; `find`, `list` and `all` ask the index for operations.
   */
  readonly governance: Verbs<{ pause: typeof pause; unpause: typeof unpause }> &
    Governance &
    Indexed<d.OperationFieldsFragment, d.OperationsQueryVariables>;
  /** Challenges of custodians in the index. */
  readonly challenges: Records<d.ChallengeFieldsFragment, d.ChallengesQueryVariables>;
  /** Assets in the index. */
  readonly assets: Records<d.AssetFieldsFragment, d.AssetsQueryVariables>;
  /** Applications in the index. */
  readonly applications: Records<d.ApplicationFieldsFragment, d.ApplicationsQueryVariables>;
  /** Certificates in the index. */
  readonly certificates: Records<d.CertificateFieldsFragment, d.CertificatesQueryVariables>;
  /** Everything that ever happened, in the index. */
  readonly events: Lists<d.EventFieldsFragment, d.EventsQueryVariables>;

  protected constructor(connection: Connection) {
    this.assets = new Records(connection, d.AssetDocument, d.AssetsDocument);
    this.applications = new Records(connection, d.ApplicationDocument, d.ApplicationsDocument);
    this.certificates = new Records(connection, d.CertificateDocument, d.CertificatesDocument);
    this.challenges = new Records(connection, d.ChallengeDocument, d.ChallengesDocument);
    this.exportRules = new Lists(connection, d.ExportRulesDocument);
    this.events = new Lists(connection, d.EventsDocument);

    const send = async <Result>(call: Call<Result>): Promise<Written<Result>> => {
      const { results, transactions } = await this.send([call]);
      return { ...results[0], transaction: transactions[0] } as Written<Result>;
    };
    const joined = <State extends object, Makers extends Record<string, Maker>, Node, Variables>(
      state: State,
      makers: Makers,
      one: RecordDocument<Node>,
      many: ListDocument<Node, Variables>,
    ): State & Verbs<Makers> & Indexed<Node, Variables> =>
      Object.assign(state, sending(makers, send), indexed(new Records(connection, one, many)));

    const participantsState = new ParticipantsState(connection);
    const rightsState = new RightsState(connection);
    const { transfer, ...otherRights } = rights;
    const state = { participants: participantsState, rights: rightsState };
    this.rights = Object.assign(
      rightsState,
      sending(otherRights, send),
      transferring(state, transfer, send),
    );
    this.participants = joined(
      participantsState,
      participants,
      d.ParticipantDocument,
      d.ParticipantsDocument,
    );
    this.licenses = joined(
      new LicensesState(connection),
      licenses,
      d.LicenseDocument,
      d.LicensesDocument,
    );
    this.custody = joined(
      new CustodyState(connection),
      custody,
      d.AttestationDocument,
      d.AttestationsDocument,
    );
    this.appraisals = joined(
      new AppraisalsState(connection),
      appraisals,
      d.AppraisalDocument,
      d.AppraisalsDocument,
    );
    this.offers = joined(new OffersState(connection), offers, d.OfferDocument, d.OffersDocument);
    this.compliance = joined(
      new ComplianceState(connection),
      compliance,
      d.ExportApprovalDocument,
      d.ExportApprovalsDocument,
    );
    this.sandboxes = joined(
      new SandboxesState(connection),
      sandboxes,
      d.SandboxDocument,
      d.SandboxesDocument,
    );
    this.shares = joined(
      new SharesState(connection),
      shares,
      d.ShareProposalDocument,
      d.ShareProposalsDocument,
    );
    this.deals = joined(new DealsState(connection), deals, d.DealDocument, d.DealsDocument);
    this.catalogues = joined(
      new CataloguesState(connection),
      catalogues,
      d.CatalogueDocument,
      d.CataloguesDocument,
    );
    this.courts = joined(
      new CourtsState(connection),
      courts,
      d.CourtOrderDocument,
      d.CourtOrdersDocument,
    );
    this.pledges = joined(
      new PledgesState(connection),
      pledges,
      d.PledgeDocument,
      d.PledgesDocument,
    );
    this.amendments = joined(
      new AmendmentsState(connection),
      amendments,
      d.AmendmentDocument,
      d.AmendmentsDocument,
    );
    this.governance = joined(
      new Governance(connection),
      { pause, unpause },
      d.OperationDocument,
      d.OperationsDocument,
    );
  }

  /** Sends several calls, in order; see {@link Registry.send}. */
  abstract send<const Calls extends readonly Call[]>(calls: Calls): Promise<SentBatch<Calls>>;
}
