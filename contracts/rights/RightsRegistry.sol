// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRegistrationPolicy} from "../policy/IRegistrationPolicy.sol";
import {CertificateDocument} from "./CertificateDocument.sol";
import {IRightsRegistry} from "./IRightsRegistry.sol";
import {
    Algorithm,
    ApplicationStatus,
    CertificateStatus,
    DataClass,
    ObjectionStatus,
    Registration,
    Registrations,
    Right,
    Source
} from "./Registration.sol";

/// @title RightsRegistry
/// @notice See {IRightsRegistry}.
contract RightsRegistry is IRightsRegistry, ERC721, IERC4906, RelayedAccess {
    using Registrations for Registration;

    /// @dev Certificates in force (or last in force) by right, and what they agree on: one slot.
    struct Asset {
        uint64 hold;
        uint64 process;
        uint64 operate;
        DataClass dataClass;
        Algorithm algorithm;
    }

    uint256 private constant _MAX_SOURCES = 32;
    uint256 private constant _FILED = 1 << uint8(ApplicationStatus.Filed);
    uint256 private constant _IN_NOTICE = 1 << uint8(ApplicationStatus.InNotice);
    uint256 private constant _OBJECTED = 1 << uint8(ApplicationStatus.Objected);

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // Periods and source rules.
    IRegistrationPolicy private _policy;

    // Ids given so far.
    uint64 private _count;

    // Every application, and the certificate of the same number.
    mapping(uint64 applicationId => Registration record) private _registrations;

    // The certificates over each asset.
    mapping(bytes32 commitment => Asset asset) private _assets;

    // What an asset derives from; empty for most.
    mapping(uint64 applicationId => Source[] sources) private _sources;

    // Claims against applications.
    mapping(uint64 applicationId => mapping(uint16 objectionId => Objection claim)) private _objections;

    // Who has objected already.
    mapping(uint64 applicationId => mapping(uint64 participantId => bool objected)) private _objected;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants
    ) ERC721("Data Right Certificate", "DRC") RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
    }

    /// @inheritdoc IRightsRegistry
    function fileApplication(Filing calldata filing) external returns (uint64 applicationId) {
        uint64 applicant = _PARTICIPANTS.requireActiveAccount(_msgSender());
        _checkFiling(filing);

        applicationId = ++_count;
        Registration storage record = _registrations[applicationId];
        record.applicant = applicant;
        record.status = ApplicationStatus.Filed;
        record.right = filing.right;
        record.dataClass = filing.dataClass;
        record.algorithm = filing.algorithm;
        record.expiresAt = filing.termEnd;
        record.commitment = filing.commitment;

        uint256 count = filing.sources.length;
        if (count != 0) {
            _policy.checkSources(applicant, filing.sources);
            Source[] storage sources = _sources[applicationId];
            for (uint256 i = 0; i < count; ++i) sources.push(filing.sources[i]);
        }
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

    /// @inheritdoc IRightsRegistry
    function withdrawApplication(uint64 applicationId) external {
        Registration storage record = _requireStatus(applicationId, _FILED | _IN_NOTICE | _OBJECTED);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.applicant) revert NotApplicant(applicationId, record.applicant, caller);

        record.status = ApplicationStatus.Withdrawn;
        emit ApplicationWithdrawn(applicationId);
    }

    /// @inheritdoc IRightsRegistry
    function openNotice(uint64 applicationId) external restricted {
        Registration storage record = _requireStatus(applicationId, _FILED);
        uint40 noticeEnd = uint40(block.timestamp) + _policy.noticePeriod(record.dataClass);

        record.status = ApplicationStatus.InNotice;
        record.noticeEnd = noticeEnd;
        emit NoticeOpened(applicationId, noticeEnd);
    }

    /// @inheritdoc IRightsRegistry
    function raiseObjection(uint64 applicationId, bytes32 evidenceHash) external returns (uint16 objectionId) {
        Registration storage record = _requireStatus(applicationId, _IN_NOTICE | _OBJECTED);
        if (block.timestamp >= record.noticeEnd) revert NoticeClosed(applicationId, record.noticeEnd);
        uint64 objector = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (objector == record.applicant) revert ObjectorIsApplicant(applicationId, objector);
        if (_objected[applicationId][objector]) revert AlreadyObjected(applicationId, objector);
        if (evidenceHash == 0) revert IncompleteFiling("evidenceHash");

        objectionId = ++record.objectionCount;
        ++record.openObjections;
        record.status = ApplicationStatus.Objected;
        _objected[applicationId][objector] = true;
        _objections[applicationId][objectionId] = Objection({objector: objector, status: ObjectionStatus.Open});
        emit ObjectionRaised(applicationId, objectionId, objector, evidenceHash);
    }

    /// @inheritdoc IRightsRegistry
    function dismissObjection(uint64 applicationId, uint16 objectionId, bytes32 decisionHash) external restricted {
        Registration storage record = _decideObjection(
            applicationId,
            objectionId,
            ObjectionStatus.Dismissed,
            decisionHash
        );
        if (record.openObjections == 0) {
            record.status = ApplicationStatus.InNotice;
            uint40 extended = uint40(block.timestamp) + _policy.periods().noticeExtension;
            if (extended > record.noticeEnd) record.noticeEnd = extended;
        }
        emit ObjectionDismissed(applicationId, objectionId, decisionHash, record.noticeEnd);
    }

    /// @inheritdoc IRightsRegistry
    function upholdObjection(uint64 applicationId, uint16 objectionId, bytes32 decisionHash) external restricted {
        Registration storage record = _decideObjection(
            applicationId,
            objectionId,
            ObjectionStatus.Upheld,
            decisionHash
        );
        record.status = ApplicationStatus.Rejected;
        emit ObjectionUpheld(applicationId, objectionId, decisionHash);
        emit ApplicationRejected(applicationId, decisionHash);
    }

    /// @inheritdoc IRightsRegistry
    function rejectApplication(uint64 applicationId, bytes32 decisionHash) external restricted {
        Registration storage record = _requireStatus(applicationId, _FILED | _IN_NOTICE | _OBJECTED);
        _requireDecision(decisionHash);

        record.status = ApplicationStatus.Rejected;
        emit ApplicationRejected(applicationId, decisionHash);
    }

    /// @inheritdoc IRightsRegistry
    function confirm(uint64 applicationId, bytes32 decisionHash) external restricted {
        Registration storage record = _requireStatus(applicationId, _IN_NOTICE);
        if (block.timestamp < record.noticeEnd) revert NoticeStillOpen(applicationId, record.noticeEnd);
        _requireDecision(decisionHash);
        address account = _PARTICIPANTS.requireActive(record.applicant);
        uint40 expiresAt = _termEnd(record.expiresAt, uint40(block.timestamp));

        _putInForce(applicationId, record);
        record.status = ApplicationStatus.Confirmed;
        record.ended = CertificateStatus.Active;
        record.confirmedAt = uint40(block.timestamp);
        record.expiresAt = expiresAt;
        _mint(account, applicationId);
        emit CertificateConfirmed(
            applicationId,
            record.applicant,
            record.commitment,
            record.right,
            expiresAt,
            decisionHash
        );
    }

    /// @inheritdoc IRightsRegistry
    function renew(uint64 certificateId, uint40 termEnd, bytes32 decisionHash) external restricted {
        Registration storage record = _requireActive(certificateId);
        _requireDecision(decisionHash);
        uint40 window = _policy.periods().renewalWindow;
        if (record.expiresAt - block.timestamp > window) {
            revert RenewalNotOpen(certificateId, record.expiresAt - window);
        }

        uint40 expiresAt = _termEnd(termEnd, record.expiresAt);
        record.expiresAt = expiresAt;
        emit CertificateRenewed(certificateId, expiresAt, decisionHash);
        emit MetadataUpdate(certificateId);
    }

    /// @inheritdoc IRightsRegistry
    function surrender(uint64 certificateId) external {
        Registration storage record = _requireActive(certificateId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        uint64 holder = holderOf(certificateId);
        if (caller != holder) revert NotHolder(certificateId, holder, caller);

        record.ended = CertificateStatus.Surrendered;
        emit CertificateSurrendered(certificateId);
        emit MetadataUpdate(certificateId);
    }

    /// @inheritdoc IRightsRegistry
    function annul(uint64 certificateId, bytes32 reasonHash) external restricted {
        Registration storage record = _requireActive(certificateId);
        _requireDecision(reasonHash);

        record.ended = CertificateStatus.Annulled;
        emit CertificateAnnulled(certificateId, reasonHash);
        emit MetadataUpdate(certificateId);
    }

    /// @inheritdoc IRightsRegistry
    function setPolicy(IRegistrationPolicy policy_) external restricted {
        if (address(policy_).code.length == 0) revert InvalidPolicy(address(policy_));
        _policy = policy_;
        emit PolicyReplaced(address(policy_));
    }

    /// @inheritdoc IRightsRegistry
    function policy() external view returns (IRegistrationPolicy) {
        return _policy;
    }

    /// @inheritdoc IRightsRegistry
    function applicationCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IRightsRegistry
    function registration(uint64 applicationId) external view returns (Registration memory) {
        return _existing(applicationId);
    }

    /// @inheritdoc IRightsRegistry
    function sourcesOf(uint64 applicationId) external view returns (Source[] memory) {
        return _sources[applicationId];
    }

    /// @inheritdoc IRightsRegistry
    function objection(uint64 applicationId, uint16 objectionId) external view returns (Objection memory) {
        return _objections[applicationId][objectionId];
    }

    /// @inheritdoc IRightsRegistry
    function certificateStatus(uint64 certificateId) public view returns (CertificateStatus) {
        return _registrations[certificateId].certificateStatus(block.timestamp);
    }

    /// @inheritdoc IRightsRegistry
    function holderOf(uint64 certificateId) public view returns (uint64 participantId) {
        address account = _ownerOf(certificateId);
        if (account == address(0)) revert UnknownCertificate(certificateId);
        return _PARTICIPANTS.participantOf(account);
    }

    /// @inheritdoc IRightsRegistry
    function certificateInForce(bytes32 commitment, Right right) public view returns (uint64 certificateId) {
        certificateId = _certificateOver(_assets[commitment], right);
        // No certificate has number 0: it need not be looked up.
        if (certificateId != 0 && certificateStatus(certificateId) != CertificateStatus.Active) return 0;
    }

    /// @inheritdoc IRightsRegistry
    function requireHolder(uint64 certificateId, uint64 participantId) external view returns (uint40 expiresAt) {
        Registration storage record = _requireActive(certificateId);
        uint64 holder = holderOf(certificateId);
        if (participantId != holder) revert NotHolder(certificateId, holder, participantId);
        return record.expiresAt;
    }

    /// @notice The certificate as a JSON document (data URI), made from the chain's state alone.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        // Token ids are application ids, which are 64 bits wide.
        uint64 certificateId = uint64(tokenId);
        return
            CertificateDocument.dataURI(certificateId, _registrations[certificateId], certificateStatus(certificateId));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool) {
        return
            interfaceId == type(IRightsRegistry).interfaceId ||
            interfaceId == 0x49064906 ||
            super.supportsInterface(interfaceId);
    }

    /// @dev A certificate moves only while active, and only between active accounts of active participants.
    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        from = super._update(to, tokenId, auth);
        if (from == address(0)) return from;

        uint64 certificateId = uint64(tokenId);
        _requireActive(certificateId);
        uint64 sender = _PARTICIPANTS.participantOf(from);
        _PARTICIPANTS.requireActive(sender);
        uint64 receiver = _PARTICIPANTS.requireActiveAccount(to);
        if (sender != receiver) emit HolderChanged(certificateId, sender, receiver);
    }

    /// @dev Any active account of the holder acts for it, whichever account the token sits in; a revoked
    /// account acts for nobody, and neither do those it has approved.
    function _isAuthorized(address owner, address spender, uint256 tokenId) internal view override returns (bool) {
        uint64 holder = _PARTICIPANTS.participantOf(owner);
        if (holder != 0 && _PARTICIPANTS.participantOf(spender) == holder) {
            return _PARTICIPANTS.accountStatus(spender) == IParticipants.AccountStatus.Active;
        }
        return
            _PARTICIPANTS.accountStatus(owner) == IParticipants.AccountStatus.Active &&
            super._isAuthorized(owner, spender, tokenId);
    }

    function _msgSender() internal view override(Context, RelayedAccess) returns (address) {
        return RelayedAccess._msgSender();
    }

    function _msgData() internal view override(Context, RelayedAccess) returns (bytes calldata) {
        return RelayedAccess._msgData();
    }

    function _contextSuffixLength() internal view override(Context, RelayedAccess) returns (uint256) {
        return RelayedAccess._contextSuffixLength();
    }

    /// @dev Records the certificate as the one in force for its right.
    function _putInForce(uint64 certificateId, Registration storage record) private {
        bytes32 commitment = record.commitment;
        Right right = record.right;
        Asset storage asset = _assets[commitment];
        uint64 inForce = certificateInForce(commitment, right);
        if (inForce != 0) revert RightInForce(commitment, right, inForce);

        bool agrees = asset.dataClass == record.dataClass && asset.algorithm == record.algorithm;
        if (!agrees && _anyInForce(commitment)) {
            revert AssetMismatch(commitment, asset.dataClass, asset.algorithm);
        }
        asset.dataClass = record.dataClass;
        asset.algorithm = record.algorithm;
        if (right == Right.Hold) asset.hold = certificateId;
        else if (right == Right.Process) asset.process = certificateId;
        else asset.operate = certificateId;
    }

    function _decideObjection(
        uint64 applicationId,
        uint16 objectionId,
        ObjectionStatus decision,
        bytes32 decisionHash
    ) private returns (Registration storage record) {
        record = _requireStatus(applicationId, _OBJECTED);
        Objection storage claim = _objections[applicationId][objectionId];
        if (claim.status != ObjectionStatus.Open) revert ObjectionNotOpen(applicationId, objectionId, claim.status);
        _requireDecision(decisionHash);

        claim.status = decision;
        --record.openObjections;
    }

    function _existing(uint64 applicationId) private view returns (Registration storage record) {
        record = _registrations[applicationId];
        if (record.status == ApplicationStatus.None) revert UnknownApplication(applicationId);
    }

    function _requireStatus(uint64 applicationId, uint256 allowed) private view returns (Registration storage record) {
        record = _existing(applicationId);
        if (!record.isIn(allowed)) revert WrongApplicationStatus(applicationId, record.status, allowed);
    }

    function _requireActive(uint64 certificateId) private view returns (Registration storage record) {
        record = _registrations[certificateId];
        CertificateStatus status = record.certificateStatus(block.timestamp);
        if (status == CertificateStatus.None) revert UnknownCertificate(certificateId);
        if (status != CertificateStatus.Active) revert CertificateNotActive(certificateId, status);
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

    /// @dev Policy's longest term from now, or the term asked for if sooner; never at or before `mustExceed`.
    function _termEnd(uint40 asked, uint40 mustExceed) private view returns (uint40 termEnd) {
        termEnd = uint40(block.timestamp) + uint40(_policy.periods().maxTerm);
        if (asked != 0 && asked < termEnd) termEnd = asked;
        _requireAfter(termEnd, mustExceed);
    }

    function _anyInForce(bytes32 commitment) private view returns (bool) {
        return
            certificateInForce(commitment, Right.Hold) != 0 ||
            certificateInForce(commitment, Right.Process) != 0 ||
            certificateInForce(commitment, Right.Operate) != 0;
    }

    function _certificateOver(Asset storage asset, Right right) private view returns (uint64) {
        if (right == Right.Hold) return asset.hold;
        if (right == Right.Process) return asset.process;
        return right == Right.Operate ? asset.operate : 0;
    }

    function _requireDecision(bytes32 decisionHash) private pure {
        if (decisionHash == 0) revert MissingDecision();
    }

    function _requireAfter(uint40 termEnd, uint40 mustExceed) private pure {
        if (termEnd <= mustExceed) revert InvalidTermEnd(termEnd, mustExceed);
    }
}
