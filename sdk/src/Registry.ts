import type { Signer } from "ethers";

import * as amendments from "./amendments.ts";
import * as appraisals from "./appraisals.ts";
import type { Call, ResultOf } from "./call.ts";
import * as compliance from "./compliance.ts";
import type { Connection } from "./Connection.ts";
import type { Deployment } from "./deployment.ts";
import * as courts from "./courts.ts";
import * as custody from "./custody.ts";
import * as catalogues from "./catalogues.ts";
import * as deals from "./deals.ts";
import { InvalidInputError } from "./errors/input.ts";
import type {
  AmendmentFieldsFragment,
  AmendmentsQueryVariables,
  AppraisalFieldsFragment,
  AppraisalsQueryVariables,
  ApplicationFieldsFragment,
  ApplicationsQueryVariables,
  AssetFieldsFragment,
  AssetsQueryVariables,
  AttestationFieldsFragment,
  AttestationsQueryVariables,
  CatalogueFieldsFragment,
  CataloguesQueryVariables,
  CertificateFieldsFragment,
  CertificatesQueryVariables,
  ChallengeFieldsFragment,
  ChallengesQueryVariables,
  CourtOrderFieldsFragment,
  CourtOrdersQueryVariables,
  DealFieldsFragment,
  DealsQueryVariables,
  EventFieldsFragment,
  EventsQueryVariables,
  ExportApprovalFieldsFragment,
  ExportApprovalsQueryVariables,
  ExportRuleFieldsFragment,
  ExportRulesQueryVariables,
  LicenseFieldsFragment,
  LicensesQueryVariables,
  MetaFieldsFragment,
  OfferFieldsFragment,
  OffersQueryVariables,
  ParticipantFieldsFragment,
  ParticipantsQueryVariables,
  SandboxFieldsFragment,
  SandboxesQueryVariables,
  PledgeFieldsFragment,
  PledgesQueryVariables,
  ShareProposalFieldsFragment,
  ShareProposalsQueryVariables,
} from "./generated/documents.ts";
import * as documents from "./generated/documents.ts";
import type { RequestOptions, TypedDocument } from "./graphql/client.ts";
import type { AtMoment } from "./graphql/Lists.ts";
import { Lists } from "./graphql/Lists.ts";
import type { Indexed } from "./graphql/Records.ts";
import { indexed, Records } from "./graphql/Records.ts";
import type { WatchOptions } from "./graphql/watch.ts";
import { watchEvents } from "./graphql/watch.ts";
import * as licenses from "./licenses.ts";
import * as offers from "./offers.ts";
import * as participants from "./participants.ts";
import { ProvenanceVerifier } from "./provenance/verify.ts";
import { Relay } from "./relay/Relay.ts";
import { sendRelayed } from "./relay/sendRelayed.ts";
import type { Transaction, Written } from "./results.ts";
import * as pledges from "./pledges.ts";
import * as rights from "./rights.ts";
import * as sandboxes from "./sandboxes.ts";
import { refuseRivals, sendDirect } from "./send.ts";
import * as shares from "./shares.ts";
import { AmendmentsState } from "./state/amendments.ts";
import { AppraisalsState } from "./state/appraisals.ts";
import { ComplianceState } from "./state/compliance.ts";
import { CourtsState } from "./state/courts.ts";
import { CustodyState } from "./state/custody.ts";
import { CataloguesState } from "./state/catalogues.ts";
import { DealsState } from "./state/deals.ts";
import { LicensesState } from "./state/licenses.ts";
import { OffersState } from "./state/offers.ts";
import { ParticipantsState } from "./state/participants.ts";
import { PledgesState } from "./state/pledges.ts";
import { RightsState } from "./state/rights.ts";
import { SandboxesState } from "./state/sandboxes.ts";
import { SharesState } from "./state/shares.ts";
import type { Transferring, Verbs } from "./verbs.ts";
import { sending, transferring } from "./verbs.ts";

/** What became of a batch: the result of each call, in order, and the transactions they are in. */
export interface SentBatch<Calls extends readonly Call[]> {
  /** One for each call; the same for those that went together. */
  readonly transactions: readonly Transaction[];
  readonly results: { readonly [I in keyof Calls]: ResultOf<Calls[I]> };
}

/**
 * A connection to a registry. Make one with `connect`; {@link Registry.as} gives another that acts
 * for another signer.
 */
export class Registry {
  readonly deployment: Deployment;
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
  };
  /** Writes; `get` and `ofAccount` ask the contract; `find`, `list` and `all` ask the index. */
  readonly participants: Verbs<typeof participants> &
    ParticipantsState &
    Indexed<ParticipantFieldsFragment, ParticipantsQueryVariables>;
  /** Writes; `get`, `inForce`, `sourcesOf` and `accountOf` ask the contract. */
  readonly rights: Verbs<Omit<typeof rights, "transfer">> & Transferring & RightsState;
  /** Writes; `get` and `status` ask the contract; `find`, `list` and `all` ask the index. */
  readonly licenses: Verbs<typeof licenses> &
    LicensesState &
    Indexed<LicenseFieldsFragment, LicensesQueryVariables>;
  /** Writes; `get` asks the contract; `find`, `list` and `all` ask the index for attestations. */
  readonly custody: Verbs<typeof custody> &
    CustodyState &
    Indexed<AttestationFieldsFragment, AttestationsQueryVariables>;
  /** Writes; `get` asks the contract; `find`, `list` and `all` ask the index. */
  readonly appraisals: Verbs<typeof appraisals> &
    AppraisalsState &
    Indexed<AppraisalFieldsFragment, AppraisalsQueryVariables>;
  /** Writes; `get` and `accepts` ask the contract; `find`, `list` and `all` ask the index. */
  readonly offers: Verbs<typeof offers> &
    OffersState &
    Indexed<OfferFieldsFragment, OffersQueryVariables>;
  /** Writes; `get`, `decide` and `ruleFor` ask the contracts; `find`, `list` and `all` the index, for approvals. */
  readonly compliance: Verbs<typeof compliance> &
    ComplianceState &
    Indexed<ExportApprovalFieldsFragment, ExportApprovalsQueryVariables>;
  /** Rules of cross-border flow in the index. */
  readonly exportRules: Lists<ExportRuleFieldsFragment, ExportRulesQueryVariables>;
  /** Writes; `get`, `isMember` and `isExempt` ask the contract; `find`, `list` and `all` ask the index. */
  readonly sandboxes: Verbs<typeof sandboxes> &
    SandboxesState &
    Indexed<SandboxFieldsFragment, SandboxesQueryVariables>;
  /** Writes; `get`, `hasEntry` and `certificateOf` ask the contract; `find`, `list` and `all` the index. */
  readonly catalogues: Verbs<typeof catalogues> &
    CataloguesState &
    Indexed<CatalogueFieldsFragment, CataloguesQueryVariables>;
  /** Writes; `of` and `get` ask the contract; `find`, `list` and `all` ask the index for proposals. */
  readonly shares: Verbs<typeof shares> &
    SharesState &
    Indexed<ShareProposalFieldsFragment, ShareProposalsQueryVariables>;
  /** Writes; `get`, `balanceOf` and `earningsOf` ask the contract; `find`, `list` and `all` the index. */
  readonly deals: Verbs<typeof deals> &
    DealsState &
    Indexed<DealFieldsFragment, DealsQueryVariables>;
  /** Writes; `get` asks the contract; `find`, `list` and `all` ask the index for orders. */
  readonly courts: Verbs<typeof courts> &
    CourtsState &
    Indexed<CourtOrderFieldsFragment, CourtOrdersQueryVariables>;
  /** Writes; `get` and `activeOf` ask the contract; `find`, `list` and `all` ask the index. */
  readonly pledges: Verbs<typeof pledges> &
    PledgesState &
    Indexed<PledgeFieldsFragment, PledgesQueryVariables>;
  /** Writes; `get`, `inForceOf`, `revisionOf` and `supersededBy` ask the contract; `find`, `list` and `all` the index. */
  readonly amendments: Verbs<typeof amendments> &
    AmendmentsState &
    Indexed<AmendmentFieldsFragment, AmendmentsQueryVariables>;
  /** Challenges of custodians in the index. */
  readonly challenges: Records<ChallengeFieldsFragment, ChallengesQueryVariables>;
  /** Assets in the index. */
  readonly assets: Records<AssetFieldsFragment, AssetsQueryVariables>;
  /** Applications in the index. */
  readonly applications: Records<ApplicationFieldsFragment, ApplicationsQueryVariables>;
  /** Certificates in the index. */
  readonly certificates: Records<CertificateFieldsFragment, CertificatesQueryVariables>;
  /** Everything that ever happened, in the index. */
  readonly events: Lists<EventFieldsFragment, EventsQueryVariables>;
  /** Whose data something is. */
  readonly provenance: ProvenanceVerifier;
  /** Requests that are signed here and submitted there. */
  readonly relay: Relay;

  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.deployment = connection.deployment;
    this.relay = new Relay(connection);
    this.provenance = new ProvenanceVerifier(connection);

    const d = documents;
    this.assets = new Records(connection, d.AssetDocument, d.AssetsDocument);
    this.applications = new Records(connection, d.ApplicationDocument, d.ApplicationsDocument);
    this.certificates = new Records(connection, d.CertificateDocument, d.CertificatesDocument);
    this.challenges = new Records(connection, d.ChallengeDocument, d.ChallengesDocument);
    this.exportRules = new Lists(connection, d.ExportRulesDocument);
    this.events = new Lists(connection, d.EventsDocument);
    const inIndex = {
      participants: new Records(connection, d.ParticipantDocument, d.ParticipantsDocument),
      licenses: new Records(connection, d.LicenseDocument, d.LicensesDocument),
      custody: new Records(connection, d.AttestationDocument, d.AttestationsDocument),
      appraisals: new Records(connection, d.AppraisalDocument, d.AppraisalsDocument),
      offers: new Records(connection, d.OfferDocument, d.OffersDocument),
      compliance: new Records(connection, d.ExportApprovalDocument, d.ExportApprovalsDocument),
      sandboxes: new Records(connection, d.SandboxDocument, d.SandboxesDocument),
      shares: new Records(connection, d.ShareProposalDocument, d.ShareProposalsDocument),
      courts: new Records(connection, d.CourtOrderDocument, d.CourtOrdersDocument),
      pledges: new Records(connection, d.PledgeDocument, d.PledgesDocument),
      amendments: new Records(connection, d.AmendmentDocument, d.AmendmentsDocument),
      deals: new Records(connection, d.DealDocument, d.DealsDocument),
      catalogues: new Records(connection, d.CatalogueDocument, d.CataloguesDocument),
    };
    const state = {
      participants: new ParticipantsState(connection),
      rights: new RightsState(connection),
      licenses: new LicensesState(connection),
      custody: new CustodyState(connection),
      appraisals: new AppraisalsState(connection),
      offers: new OffersState(connection),
      compliance: new ComplianceState(connection),
      sandboxes: new SandboxesState(connection),
      shares: new SharesState(connection),
      deals: new DealsState(connection),
      catalogues: new CataloguesState(connection),
      courts: new CourtsState(connection),
      pledges: new PledgesState(connection),
      amendments: new AmendmentsState(connection),
    };
    const send = async <Result>(call: Call<Result>): Promise<Written<Result>> => {
      const { results, transactions } = await this.send([call]);
      return { ...results[0], transaction: transactions[0] } as Written<Result>;
    };
    const { transfer, ...otherRights } = rights;
    const transferVerb = transferring(state, transfer, send);
    this.participants = Object.assign(
      state.participants,
      sending(participants, send),
      indexed(inIndex.participants),
    );
    this.rights = Object.assign(state.rights, sending(otherRights, send), transferVerb);
    this.licenses = Object.assign(
      state.licenses,
      sending(licenses, send),
      indexed(inIndex.licenses),
    );
    this.custody = Object.assign(state.custody, sending(custody, send), indexed(inIndex.custody));
    this.appraisals = Object.assign(
      state.appraisals,
      sending(appraisals, send),
      indexed(inIndex.appraisals),
    );
    this.offers = Object.assign(state.offers, sending(offers, send), indexed(inIndex.offers));
    this.compliance = Object.assign(
      state.compliance,
      sending(compliance, send),
      indexed(inIndex.compliance),
    );
    this.sandboxes = Object.assign(
      state.sandboxes,
      sending(sandboxes, send),
      indexed(inIndex.sandboxes),
    );
    this.shares = Object.assign(state.shares, sending(shares, send), indexed(inIndex.shares));
    this.courts = Object.assign(state.courts, sending(courts, send), indexed(inIndex.courts));
    this.pledges = Object.assign(state.pledges, sending(pledges, send), indexed(inIndex.pledges));
    this.amendments = Object.assign(
      state.amendments,
      sending(amendments, send),
      indexed(inIndex.amendments),
    );
    this.deals = Object.assign(state.deals, sending(deals, send), indexed(inIndex.deals));
    this.catalogues = Object.assign(
      state.catalogues,
      sending(catalogues, send),
      indexed(inIndex.catalogues),
    );
  }

  /**
   * The same connection, acting for another signer.
   *
   * @example
   * await registry.as(owner).rights.withdraw(12);
   */
  as(signer: Signer): Registry {
    return new Registry(this.#connection.as(signer));
  }

  /**
   * Sends several calls, in order, in as few transactions as possible: consecutive calls of one
   * contract go together and succeed or fail together. Relayed, all go in one transaction.
   * What the contracts would refuse is not sent; the error tells why.
   *
   * @example
   * const { results } = await registry.send([
   *   registry.calls.rights.confirm(12, decisionHash),
   *   registry.calls.rights.confirm(13, decisionHash),
   * ]);
   * results[1].expiresAt;
   */
  async send<const Calls extends readonly Call[]>(calls: Calls): Promise<SentBatch<Calls>> {
    if (calls.length === 0) throw new InvalidInputError("calls", "[]", "a list of one or more");
    const connection = this.#connection;
    const chain = connection.chain("Writing");
    const signer = await connection.signer("Writing");
    await refuseRivals(chain, calls);
    const sent =
      connection.parts.relayer === undefined
        ? await sendDirect(chain, signer, calls)
        : await sendRelayed(chain, signer, await connection.relayer("Writing"), calls);
    return sent as unknown as SentBatch<Calls>;
  }

  /**
   * Asks the index anything, in GraphQL. `asOf` becomes the variable `$asOf`. A document generated
   * from the schema knows the types of its variables and result.
   * Throws {@link GraphQLRequestError} or {@link GraphQLUnreachableError}.
   *
   * @example
   * const { certificates } = await registry.query<{ certificates: { totalCount: number } }, object>(
   *   "query ($asOf: AsOf) { certificates(asOf: $asOf) { totalCount } }", {}, { asOf: { block: 120 } },
   * );
   */
  query<Result, Variables>(
    document: TypedDocument<Result, Variables> | string,
    variables: Variables,
    options: AtMoment & RequestOptions = {},
  ): Promise<Result> {
    return this.#connection.query(document, variables, options);
  }

  /**
   * Where the index stands: block, digest, lag.
   *
   * @example
   * const { block, lag } = await registry.meta();
   */
  async meta(at: AtMoment = {}): Promise<MetaFieldsFragment> {
    return (await this.#connection.query(documents.MetaDocument, {}, at)).meta;
  }

  /**
   * Events as they are indexed, in the order of the chain, until `signal` aborts or the loop is left.
   * A lost connection is made anew, and nothing is missed. Throws if the first connection fails.
   *
   * @example
   * for await (const event of registry.watch({ where: { name: ["CertificateConfirmed"] } })) {
   *   console.log(event.subject);
   * }
   */
  watch(options: WatchOptions = {}): AsyncGenerator<EventFieldsFragment, void, undefined> {
    return watchEvents(this.#connection.graphql("Watching"), options);
  }
}
