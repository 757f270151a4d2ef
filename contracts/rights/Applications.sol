// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IApplications} from "./IApplications.sol";
import {Algorithm, ApplicationStatus, DataClass, Flags, Registration, Right, Source} from "./Registration.sol";
import {RightsBook} from "./RightsBook.sol";

/// @title Applications
/// @notice Filing, examination and public notice. See {IApplications}.
abstract contract Applications is RightsBook {
    uint256 internal constant _FILED = 1 << uint8(ApplicationStatus.Filed);
    uint256 internal constant _IN_NOTICE = 1 << uint8(ApplicationStatus.InNotice);
    uint256 internal constant _OBJECTED = 1 << uint8(ApplicationStatus.Objected);
    uint256 internal constant _UNDECIDED = _FILED | _IN_NOTICE | _OBJECTED;
    uint256 private constant _MAX_SOURCES = 32;

    // What an asset derives from; empty for most.
    mapping(uint64 applicationId => Source[] sources) private _sources;

    /// @inheritdoc IApplications
    function fileApplication(Filing calldata filing) external whileOpen returns (uint64 applicationId) {
        uint64 applicant = _PARTICIPANTS.requireActiveAccount(_msgSender());
        applicationId = ++_count;
        _file(applicationId, applicant, filing).status = ApplicationStatus.Filed;
    }

    /// @inheritdoc IApplications
    function fileBatch(
        uint64 applicant,
        Filing[] calldata filings
    ) external restricted whileOpen returns (uint64 firstId) {
        _PARTICIPANTS.requireActive(applicant);
        uint64 id = _count;
        firstId = id + 1;
        _count = id + uint64(filings.length);
        for (uint256 i = 0; i < filings.length; ++i) {
            ++id;
            _openNotice(id, _file(id, applicant, filings[i]));
        }
    }

    /// @inheritdoc IApplications
    function withdrawApplication(uint64 applicationId) external {
        Registration storage record = _requireStatus(applicationId, _UNDECIDED);
        _requireApplicant(applicationId, record);

        record.status = ApplicationStatus.Withdrawn;
        emit ApplicationWithdrawn(applicationId);
    }

    /// @inheritdoc IApplications
    function assignExaminer(uint64 applicationId, address examiner) external restricted {
        Registration storage record = _requireStatus(applicationId, _UNDECIDED);
        if (examiner == address(0)) record.flags &= ~Flags.ASSIGNED;
        else record.flags |= Flags.ASSIGNED;
        _examiners[applicationId] = examiner;
        emit ExaminerAssigned(applicationId, examiner);
    }

    /// @inheritdoc IApplications
    function openNotice(uint64 applicationId) external restricted whileOpen {
        Registration storage record = _requireStatus(applicationId, _FILED);
        _requireExaminer(applicationId, record);
        _openNotice(applicationId, record);
    }

    /// @inheritdoc IApplications
    function rejectApplication(uint64 applicationId, bytes32 decisionHash) external restricted {
        Registration storage record = _requireStatus(applicationId, _UNDECIDED);
        _requireExaminer(applicationId, record);
        _requireDecision(decisionHash);

        record.status = ApplicationStatus.Rejected;
        emit ApplicationRejected(applicationId, decisionHash);
    }

    /// @inheritdoc IApplications
    function applicationCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IApplications
    function registration(uint64 applicationId) external view returns (Registration memory) {
        return _existing(applicationId);
    }

    /// @inheritdoc IApplications
    function sourcesOf(uint64 applicationId) external view returns (Source[] memory) {
        return _sources[applicationId];
    }

    /// @inheritdoc IApplications
    function examinerOf(uint64 applicationId) external view returns (address) {
        return _examiners[applicationId];
    }

    /// @dev Requires that the caller acts for the applicant.
    function _requireApplicant(uint64 applicationId, Registration storage record) internal view {
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.applicant) revert NotApplicant(applicationId, record.applicant, caller);
    }

    function _file(
        uint64 applicationId,
        uint64 applicant,
        Filing calldata filing
    ) internal returns (Registration storage record) {
        _checkFiling(filing);
        record = _registrations[applicationId];
        record.applicant = applicant;
        record.expiresAt = filing.termEnd;
        record.right = filing.right;
        record.dataClass = filing.dataClass;
        record.algorithm = filing.algorithm;
        record.commitment = filing.commitment;
        if (filing.sources.length != 0) _recordSources(applicationId, applicant, filing.sources);
        _tellFiled(applicationId, applicant, filing);
    }

    // Apart, because the values of the event fill the stack.
    function _tellFiled(uint64 applicationId, uint64 applicant, Filing calldata filing) private {
        emit ApplicationFiled(
            applicationId,
            applicant,
            filing.commitment,
            filing.algorithm,
            filing.right,
            filing.dataClass,
            filing.termEnd,
            filing.descriptionHash,
            filing.descriptionURI,
            filing.sources
        );
    }

    function _recordSources(uint64 applicationId, uint64 applicant, Source[] calldata named) private {
        _policy.checkSources(applicant, named);
        Source[] storage sources = _sources[applicationId];
        for (uint256 i = 0; i < named.length; ++i) sources.push(named[i]);
    }

    function _openNotice(uint64 applicationId, Registration storage record) private {
        uint40 noticeEnd = _noticeEnd(record.dataClass);
        record.status = ApplicationStatus.InNotice;
        record.noticeEnd = noticeEnd;
        emit NoticeOpened(applicationId, noticeEnd);
    }

    function _noticeEnd(DataClass dataClass) private view returns (uint40 noticeEnd) {
        noticeEnd = uint40(block.timestamp);
        if (dataClass == DataClass.General) return noticeEnd + _periods.noticeGeneral;
        if (dataClass == DataClass.Important) return noticeEnd + _periods.noticeImportant;
        return noticeEnd + _periods.noticeCore;
    }

    function _checkFiling(Filing calldata filing) private view {
        if (filing.commitment == 0) revert IncompleteFiling("commitment");
        if (filing.algorithm == Algorithm.None) revert IncompleteFiling("algorithm");
        if (filing.right == Right.None) revert IncompleteFiling("right");
        if (filing.dataClass == DataClass.None) revert IncompleteFiling("dataClass");
        if (filing.descriptionHash == 0) revert IncompleteFiling("descriptionHash");
        if (filing.sources.length > _MAX_SOURCES) revert TooManySources(filing.sources.length, _MAX_SOURCES);
        if (filing.termEnd != 0) _requireAfter(filing.termEnd, uint40(block.timestamp));
    }
}
