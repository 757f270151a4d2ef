// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Algorithm, DataClass, Right} from "../rights/Registration.sol";

/// @title ICatalogues
/// @notice Whole catalogues of rights, confirmed by one Merkle root. Any entry can be proved at once, and becomes a
/// certificate of its own when somebody claims it, with the date of the catalogue's confirmation.
///
///     Filed -> InNotice -> Confirmed
///     Filed | InNotice -> Rejected | Withdrawn
///
/// @dev The tree is that of RFC 9162, section 2.1, with SHA-256; its leaves are the ABI encodings of {Entry}, in order.
/// Whether a right is in force already is known only when its entry is claimed: examiners look before they confirm.
interface ICatalogues {
    /// @notice Status of a catalogue. `Confirmed`, `Rejected` and `Withdrawn` are final.
    enum CatalogueStatus {
        None,
        Filed,
        InNotice,
        Confirmed,
        Rejected,
        Withdrawn
    }

    /// @notice What a leaf of the tree says. Its asset is of the catalogue's class, and derives from nothing.
    /// @param commitment Content commitment of the asset.
    /// @param algorithm How the commitment was made.
    /// @param right The right.
    /// @param termEnd Unix time at which the source agreement ends; 0 if nothing bounds the term but policy.
    /// @param descriptionHash SHA-256 of the description document.
    /// @param descriptionURI Where the description document can be fetched.
    struct Entry {
        bytes32 commitment;
        Algorithm algorithm;
        Right right;
        uint40 termEnd;
        bytes32 descriptionHash;
        string descriptionURI;
    }

    /// @notice One catalogue.
    /// @dev Slot 0: applicant 64 | noticeEnd 40 | confirmedAt 40 | expiresAt 40 | count 24 | openObjections 24 |
    /// status 8 | dataClass 8 (248 bits). Slot 1: root. Slot 2: decisionHash.
    /// @param applicant Who holds the rights, once confirmed.
    /// @param noticeEnd Unix time until which entries can be objected to; 0 before notice opens.
    /// @param confirmedAt Unix time; 0 before.
    /// @param expiresAt Latest end of a right in it (Unix seconds); 0 before confirmation.
    /// @param count Entries.
    /// @param openObjections Entries that are objected to.
    /// @param status Status now.
    /// @param dataClass Class of all data in it.
    /// @param root Root of the tree.
    /// @param decisionHash SHA-256 of the decision that confirmed it.
    struct Catalogue {
        uint64 applicant;
        uint40 noticeEnd;
        uint40 confirmedAt;
        uint40 expiresAt;
        uint24 count;
        uint24 openObjections;
        CatalogueStatus status;
        DataClass dataClass;
        bytes32 root;
        bytes32 decisionHash;
    }

    /// @notice A participant filed a catalogue; the file with all entries has this hash.
    event CatalogueFiled(
        uint64 indexed catalogueId,
        uint64 indexed applicant,
        bytes32 root,
        uint24 count,
        DataClass dataClass,
        bytes32 fileHash,
        string fileURI
    );

    /// @notice Public notice opened; objections are heard before `noticeEnd` (Unix seconds).
    event CatalogueNoticeOpened(uint64 indexed catalogueId, uint40 noticeEnd);

    /// @notice A participant objected to an entry, on the evidence with this hash.
    event EntryObjected(
        uint64 indexed catalogueId,
        uint24 indexed index,
        uint64 indexed objector,
        bytes32 evidenceHash
    );

    /// @notice The objection to an entry was decided; if it was upheld, the entry is struck out.
    event EntryHeard(uint64 indexed catalogueId, uint24 indexed index, bool upheld, bytes32 decisionHash);

    /// @notice The catalogue was confirmed by the decision with this hash.
    event CatalogueConfirmed(uint64 indexed catalogueId, uint40 expiresAt, bytes32 decisionHash);

    /// @notice The catalogue was rejected by the decision with this hash.
    event CatalogueRejected(uint64 indexed catalogueId, bytes32 decisionHash);

    /// @notice The applicant withdrew the catalogue.
    event CatalogueWithdrawn(uint64 indexed catalogueId);

    /// @notice An entry became a certificate, confirmed at `confirmedAt` (Unix seconds).
    event EntryClaimed(
        uint64 indexed catalogueId,
        uint24 indexed index,
        uint64 indexed certificateId,
        uint40 confirmedAt
    );

    /// @notice No catalogue has this id.
    error UnknownCatalogue(uint64 catalogueId);

    /// @notice The catalogue's status does not allow this.
    error WrongCatalogueStatus(uint64 catalogueId, CatalogueStatus status);

    /// @notice Only the applicant may do this.
    error NotItsApplicant(uint64 catalogueId, uint64 applicant, uint64 participantId);

    /// @notice A catalogue has 1 to `limit` entries.
    error WrongEntryCount(uint256 count, uint256 limit);

    /// @notice A field of the filing is empty that must not be.
    error IncompleteCatalogue(string field);

    /// @notice Notice runs until `noticeEnd`: nothing can be confirmed before.
    error CatalogueNoticeOpen(uint64 catalogueId, uint40 noticeEnd);

    /// @notice Notice ended at `noticeEnd`: nothing can be objected since.
    error CatalogueNoticeOver(uint64 catalogueId, uint40 noticeEnd);

    /// @notice Nothing can be confirmed while so many entries are objected to.
    error ObjectionsOpen(uint64 catalogueId, uint24 count);

    /// @notice Nobody objects to a catalogue of their own.
    error ObjectorOwnsCatalogue(uint64 catalogueId, uint64 participantId);

    /// @notice The entry is objected to already, or was struck out.
    error EntryInQuestion(uint64 catalogueId, uint24 index);

    /// @notice Nobody objects to the entry.
    error EntryNotObjected(uint64 catalogueId, uint24 index);

    /// @notice The catalogue has no entry with this index, or another one.
    error NotAnEntry(uint64 catalogueId, uint24 index);

    /// @notice The entry was struck out.
    error EntryStruckOut(uint64 catalogueId, uint24 index);

    /// @notice The entry became this certificate before.
    error EntryAlreadyClaimed(uint64 catalogueId, uint24 index, uint64 certificateId);

    /// @notice A decision is recorded by the hash of its document: it cannot be zero.
    error MissingCatalogueDecision();

    /// @notice Files a catalogue for the caller's participant.
    /// @param root Root of the tree over its entries.
    /// @param count Entries, 1 to 1,048,576.
    /// @param dataClass Class of all data in it.
    /// @param fileHash SHA-256 of the file with all entries.
    /// @param fileURI Where that file can be fetched.
    /// @return catalogueId Ids count from 1.
    function file(
        bytes32 root,
        uint24 count,
        DataClass dataClass,
        bytes32 fileHash,
        string calldata fileURI
    ) external returns (uint64 catalogueId);

    /// @notice Withdraws a catalogue; the caller acts for its applicant.
    function withdraw(uint64 catalogueId) external;

    /// @notice Opens public notice for the period that policy sets for the data's class.
    function openNotice(uint64 catalogueId) external;

    /// @notice Objects to an entry of a catalogue in notice.
    function object(uint64 catalogueId, uint24 index, bytes32 evidenceHash) external;

    /// @notice Decides the objection to an entry; an upheld one strikes the entry out.
    function hear(uint64 catalogueId, uint24 index, bool upheld, bytes32 decisionHash) external;

    /// @notice Confirms all entries that were not struck out, after notice.
    function confirm(uint64 catalogueId, bytes32 decisionHash) external;

    /// @notice Rejects a catalogue.
    function reject(uint64 catalogueId, bytes32 decisionHash) external;

    /// @notice Makes an entry of a confirmed catalogue a certificate of its applicant; anybody may.
    /// @param entry ABI encoding of an {Entry}.
    /// @param proof Siblings on the way from its leaf to the root.
    function claim(
        uint64 catalogueId,
        uint24 index,
        bytes calldata entry,
        bytes32[] calldata proof
    ) external returns (uint64 certificateId);

    /// @notice Whether a catalogue has this entry at this place, and it was not struck out. Never reverts.
    function hasEntry(
        uint64 catalogueId,
        uint24 index,
        bytes calldata entry,
        bytes32[] calldata proof
    ) external view returns (bool);

    /// @notice The certificate that an entry became; 0 if none yet.
    function certificateOf(uint64 catalogueId, uint24 index) external view returns (uint64 certificateId);

    /// @notice The whole record.
    function catalogue(uint64 catalogueId) external view returns (Catalogue memory);

    /// @notice Number of catalogues ever filed; the newest has this id.
    function catalogueCount() external view returns (uint64);

    /// @notice Status now; `None` if there is no such catalogue.
    function catalogueStatus(uint64 catalogueId) external view returns (CatalogueStatus);
}
