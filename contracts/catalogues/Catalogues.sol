// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {ChunkTree} from "../custody/ChunkTree.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRegistrationPolicy} from "../policy/IRegistrationPolicy.sol";
import {IApplications} from "../rights/IApplications.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {DataClass, Source} from "../rights/Registration.sol";
import {ICatalogues} from "./ICatalogues.sol";

/// @title Catalogues
/// @notice See {ICatalogues}.
contract Catalogues is ICatalogues, EmergencyPause {
    uint24 private constant _MAX_ENTRIES = 1 << 20;

    /// @dev Stands in place of a certificate for an entry that was struck out.
    uint64 private constant _STRUCK_OUT = type(uint64).max;

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // Where entries become certificates.
    IRightsRegistry private immutable _RIGHTS;

    // Ids given so far.
    uint64 private _count;

    // Every catalogue by id.
    mapping(uint64 catalogueId => Catalogue record) private _catalogues;

    // The certificates that entries became.
    mapping(uint64 catalogueId => mapping(uint24 index => uint64 certificateId)) private _certificates;

    // Who objects to entries.
    mapping(uint64 catalogueId => mapping(uint24 index => uint64 objector)) private _objectors;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights
    ) RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
    }

    /// @inheritdoc ICatalogues
    function file(
        bytes32 root,
        uint24 count,
        DataClass dataClass,
        bytes32 fileHash,
        string calldata fileURI
    ) external whileOpen returns (uint64 catalogueId) {
        uint64 applicant = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (count == 0 || count > _MAX_ENTRIES) revert WrongEntryCount(count, _MAX_ENTRIES);
        if (root == 0) revert IncompleteCatalogue("root");
        if (dataClass == DataClass.None) revert IncompleteCatalogue("dataClass");
        if (fileHash == 0) revert IncompleteCatalogue("fileHash");

        catalogueId = ++_count;
        Catalogue storage record = _catalogues[catalogueId];
        record.applicant = applicant;
        record.count = count;
        record.status = CatalogueStatus.Filed;
        record.dataClass = dataClass;
        record.root = root;
        emit CatalogueFiled(catalogueId, applicant, root, count, dataClass, fileHash, fileURI);
    }

    /// @inheritdoc ICatalogues
    function withdraw(uint64 catalogueId) external {
        Catalogue storage record = _requireUndecided(catalogueId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.applicant) revert NotItsApplicant(catalogueId, record.applicant, caller);

        record.status = CatalogueStatus.Withdrawn;
        emit CatalogueWithdrawn(catalogueId);
    }

    /// @inheritdoc ICatalogues
    function openNotice(uint64 catalogueId) external restricted whileOpen {
        Catalogue storage record = _requireStatus(catalogueId, CatalogueStatus.Filed);
        uint40 noticeEnd = uint40(block.timestamp) + _noticePeriod(record.dataClass);

        record.status = CatalogueStatus.InNotice;
        record.noticeEnd = noticeEnd;
        emit CatalogueNoticeOpened(catalogueId, noticeEnd);
    }

    /// @inheritdoc ICatalogues
    function object(uint64 catalogueId, uint24 index, bytes32 evidenceHash) external {
        Catalogue storage record = _requireStatus(catalogueId, CatalogueStatus.InNotice);
        if (block.timestamp >= record.noticeEnd) revert CatalogueNoticeOver(catalogueId, record.noticeEnd);
        uint64 objector = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (objector == record.applicant) revert ObjectorOwnsCatalogue(catalogueId, objector);
        if (index >= record.count) revert NotAnEntry(catalogueId, index);
        if (evidenceHash == 0) revert IncompleteCatalogue("evidenceHash");
        bool inQuestion = _objectors[catalogueId][index] != 0 || _certificates[catalogueId][index] != 0;
        if (inQuestion) revert EntryInQuestion(catalogueId, index);

        _objectors[catalogueId][index] = objector;
        ++record.openObjections;
        emit EntryObjected(catalogueId, index, objector, evidenceHash);
    }

    /// @inheritdoc ICatalogues
    function hear(uint64 catalogueId, uint24 index, bool upheld, bytes32 decisionHash) external restricted {
        Catalogue storage record = _requireStatus(catalogueId, CatalogueStatus.InNotice);
        if (_objectors[catalogueId][index] == 0) revert EntryNotObjected(catalogueId, index);
        _requireDecision(decisionHash);

        delete _objectors[catalogueId][index];
        --record.openObjections;
        if (upheld) _certificates[catalogueId][index] = _STRUCK_OUT;
        emit EntryHeard(catalogueId, index, upheld, decisionHash);
    }

    /// @inheritdoc ICatalogues
    function confirm(uint64 catalogueId, bytes32 decisionHash) external restricted whileOpen {
        Catalogue storage record = _requireStatus(catalogueId, CatalogueStatus.InNotice);
        if (block.timestamp < record.noticeEnd) revert CatalogueNoticeOpen(catalogueId, record.noticeEnd);
        if (record.openObjections != 0) revert ObjectionsOpen(catalogueId, record.openObjections);
        _requireDecision(decisionHash);
        _PARTICIPANTS.requireActive(record.applicant);

        uint40 expiresAt = uint40(block.timestamp) + _RIGHTS.policy().periods().maxTerm;
        record.status = CatalogueStatus.Confirmed;
        record.confirmedAt = uint40(block.timestamp);
        record.expiresAt = expiresAt;
        record.decisionHash = decisionHash;
        emit CatalogueConfirmed(catalogueId, expiresAt, decisionHash);
    }

    /// @inheritdoc ICatalogues
    function reject(uint64 catalogueId, bytes32 decisionHash) external restricted {
        Catalogue storage record = _requireUndecided(catalogueId);
        _requireDecision(decisionHash);

        record.status = CatalogueStatus.Rejected;
        emit CatalogueRejected(catalogueId, decisionHash);
    }

    /// @inheritdoc ICatalogues
    function claim(
        uint64 catalogueId,
        uint24 index,
        bytes calldata entry,
        bytes32[] calldata proof
    ) external whileOpen returns (uint64 certificateId) {
        Catalogue memory record = _requireStatus(catalogueId, CatalogueStatus.Confirmed);
        certificateId = _certificates[catalogueId][index];
        if (certificateId == _STRUCK_OUT) revert EntryStruckOut(catalogueId, index);
        if (certificateId != 0) revert EntryAlreadyClaimed(catalogueId, index, certificateId);
        if (!_isEntry(record, index, entry, proof)) revert NotAnEntry(catalogueId, index);

        certificateId = _enter(record, abi.decode(entry, (Entry)));
        _certificates[catalogueId][index] = certificateId;
        emit EntryClaimed(catalogueId, index, certificateId, record.confirmedAt);
    }

    /// @inheritdoc ICatalogues
    function hasEntry(
        uint64 catalogueId,
        uint24 index,
        bytes calldata entry,
        bytes32[] calldata proof
    ) external view returns (bool) {
        if (_certificates[catalogueId][index] == _STRUCK_OUT) return false;
        return _isEntry(_catalogues[catalogueId], index, entry, proof);
    }

    /// @inheritdoc ICatalogues
    function certificateOf(uint64 catalogueId, uint24 index) external view returns (uint64 certificateId) {
        certificateId = _certificates[catalogueId][index];
        if (certificateId == _STRUCK_OUT) return 0;
    }

    /// @inheritdoc ICatalogues
    function catalogue(uint64 catalogueId) external view returns (Catalogue memory) {
        if (catalogueStatus(catalogueId) == CatalogueStatus.None) revert UnknownCatalogue(catalogueId);
        return _catalogues[catalogueId];
    }

    /// @inheritdoc ICatalogues
    function catalogueCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc ICatalogues
    function catalogueStatus(uint64 catalogueId) public view returns (CatalogueStatus) {
        return _catalogues[catalogueId].status;
    }

    /// @dev The registry calls nobody, so that nothing comes between a claim and its record.
    function _enter(Catalogue memory record, Entry memory entry) private returns (uint64 certificateId) {
        bool sooner = entry.termEnd != 0 && entry.termEnd < record.expiresAt;
        return
            _RIGHTS.enter(
                record.applicant,
                IApplications.Filing({
                    commitment: entry.commitment,
                    algorithm: entry.algorithm,
                    right: entry.right,
                    dataClass: record.dataClass,
                    termEnd: sooner ? entry.termEnd : record.expiresAt,
                    descriptionHash: entry.descriptionHash,
                    descriptionURI: entry.descriptionURI,
                    sources: new Source[](0)
                }),
                record.confirmedAt,
                record.decisionHash
            );
    }

    function _noticePeriod(DataClass dataClass) private view returns (uint40) {
        IRegistrationPolicy.Periods memory periods = _RIGHTS.policy().periods();
        if (dataClass == DataClass.General) return periods.noticeGeneral;
        return dataClass == DataClass.Important ? periods.noticeImportant : periods.noticeCore;
    }

    function _requireStatus(
        uint64 catalogueId,
        CatalogueStatus required
    ) private view returns (Catalogue storage record) {
        record = _catalogues[catalogueId];
        CatalogueStatus status = record.status;
        if (status == CatalogueStatus.None) revert UnknownCatalogue(catalogueId);
        if (status != required) revert WrongCatalogueStatus(catalogueId, status);
    }

    function _requireUndecided(uint64 catalogueId) private view returns (Catalogue storage record) {
        record = _catalogues[catalogueId];
        CatalogueStatus status = record.status;
        if (status == CatalogueStatus.None) revert UnknownCatalogue(catalogueId);
        bool undecided = status == CatalogueStatus.Filed || status == CatalogueStatus.InNotice;
        if (!undecided) revert WrongCatalogueStatus(catalogueId, status);
    }

    function _isEntry(
        Catalogue memory record,
        uint24 index,
        bytes calldata entry,
        bytes32[] calldata proof
    ) private pure returns (bool) {
        if (index >= record.count) return false;
        (bool fits, bytes32 root) = ChunkTree.rootOf(entry, index, record.count, proof);
        return fits && root == record.root;
    }

    function _requireDecision(bytes32 decisionHash) private pure {
        if (decisionHash == 0) revert MissingCatalogueDecision();
    }
}
