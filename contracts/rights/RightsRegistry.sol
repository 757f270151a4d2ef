// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IApplications} from "./IApplications.sol";
import {ICertificateRenderer} from "./ICertificateRenderer.sol";
import {ICertificates} from "./ICertificates.sol";
import {IERC5192} from "./IERC5192.sol";
import {Orders} from "./Orders.sol";
import {
    Algorithm,
    ApplicationStatus,
    CertificateStatus,
    DataClass,
    Flags,
    Registration,
    Right
} from "./Registration.sol";
import {RightsBook} from "./RightsBook.sol";

/// @title RightsRegistry
/// @notice The book of data rights: here applications become certificates. See {IRightsRegistry}.
contract RightsRegistry is Orders {
    /// @dev Certificates in force (or last in force) by right, and what they agree on: one slot.
    struct Asset {
        uint64 hold;
        uint64 process;
        uint64 operate;
        DataClass dataClass;
        Algorithm algorithm;
    }

    // The certificates over each asset.
    mapping(bytes32 commitment => Asset asset) private _assets;

    // Draws certificates.
    ICertificateRenderer private _renderer;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants
    ) ERC721("Data Right Certificate", "DRC") RelayedAccess(authority, forwarder) RightsBook(participants) {}

    /// @inheritdoc ICertificates
    function confirm(uint64 applicationId, bytes32 decisionHash) external restricted whileOpen {
        _confirm(applicationId, decisionHash);
    }

    /// @inheritdoc ICertificates
    function confirmBatch(uint64[] calldata applicationIds, bytes32 decisionHash) external restricted whileOpen {
        for (uint256 i = 0; i < applicationIds.length; ++i) _confirm(applicationIds[i], decisionHash);
    }

    /// @inheritdoc ICertificates
    function enter(
        uint64 holder,
        Filing calldata filing,
        uint40 confirmedAt,
        bytes32 decisionHash
    ) external restricted whileOpen returns (uint64 certificateId) {
        certificateId = ++_count;
        _enter(certificateId, _file(certificateId, holder, filing), confirmedAt, filing.termEnd, decisionHash);
    }

    /// @inheritdoc ICertificates
    function setRenderer(ICertificateRenderer renderer_) external restricted {
        if (address(renderer_).code.length == 0) revert InvalidRenderer(address(renderer_));
        _renderer = renderer_;
        emit RendererReplaced(address(renderer_));
        emit BatchMetadataUpdate(0, type(uint256).max);
    }

    /// @inheritdoc ICertificates
    function renderer() external view returns (ICertificateRenderer) {
        return _renderer;
    }

    /// @inheritdoc ICertificates
    function certificateInForce(bytes32 commitment, Right right) public view returns (uint64 certificateId) {
        certificateId = _certificateOver(_assets[commitment], right);
        // No certificate has number 0: it need not be looked up.
        if (certificateId != 0 && certificateStatus(certificateId) != CertificateStatus.Active) return 0;
    }

    /// @notice The certificate as a JSON document with its picture (data URI), made from the chain's state alone.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        // Token ids are application ids, which are 64 bits wide.
        uint64 id = uint64(tokenId);
        return _renderer.tokenURI(id, _registrations[id], certificateStatus(id), holderOf(id));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool) {
        return
            interfaceId == type(IApplications).interfaceId ||
            interfaceId == type(ICertificates).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == 0x49064906 ||
            super.supportsInterface(interfaceId);
    }

    function _confirm(uint64 applicationId, bytes32 decisionHash) private {
        Registration storage record = _requireStatus(applicationId, _IN_NOTICE);
        _requireExaminer(applicationId, record);
        if (block.timestamp < record.noticeEnd) revert NoticeStillOpen(applicationId, record.noticeEnd);
        _requireDecision(decisionHash);
        uint40 expiresAt = _termEnd(record.expiresAt, uint40(block.timestamp));
        _enter(applicationId, record, uint40(block.timestamp), expiresAt, decisionHash);
    }

    /// @dev Makes an application the certificate of its number.
    function _enter(
        uint64 applicationId,
        Registration storage record,
        uint40 confirmedAt,
        uint40 expiresAt,
        bytes32 decisionHash
    ) private {
        address account = _PARTICIPANTS.requireActive(record.applicant);
        _putInForce(applicationId, record);
        record.status = ApplicationStatus.Confirmed;
        record.ended = CertificateStatus.Active;
        record.confirmedAt = confirmedAt;
        record.expiresAt = expiresAt;
        _mint(account, applicationId);
        if (record.flags & Flags.LOCKED != 0) emit Locked(applicationId);
        emit CertificateConfirmed(
            applicationId,
            record.applicant,
            record.commitment,
            record.right,
            expiresAt,
            decisionHash
        );
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
}
