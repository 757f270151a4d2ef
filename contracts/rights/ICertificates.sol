// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IApplications} from "./IApplications.sol";
import {ICertificateRenderer} from "./ICertificateRenderer.sol";
import {Algorithm, CertificateStatus, DataClass, Right} from "./Registration.sol";

/// @title ICertificates
/// @notice Confirmed rights: each is an ERC-721 token with the number of its application.
///
///     Active -> Expired | Surrendered | Annulled, and flags that lock it (see {Flags}, ERC-5192)
///
interface ICertificates {
    /// @notice A right was confirmed: the certificate bears the application's number.
    event CertificateConfirmed(
        uint64 indexed certificateId,
        uint64 indexed holder,
        bytes32 indexed commitment,
        Right right,
        uint40 expiresAt,
        bytes32 decisionHash
    );

    /// @notice The certificate passed from one participant to another.
    event HolderChanged(uint64 indexed certificateId, uint64 indexed from, uint64 indexed to);

    /// @notice The term was renewed.
    event CertificateRenewed(uint64 indexed certificateId, uint40 expiresAt, bytes32 decisionHash);

    /// @notice The holder gave the right up.
    event CertificateSurrendered(uint64 indexed certificateId);

    /// @notice The registrar annulled the certificate for the reasons in the document with this hash.
    event CertificateAnnulled(uint64 indexed certificateId, bytes32 reasonHash);

    /// @notice The flags of a registration are these from now on (see {Flags}), on the grounds in the document with
    /// this hash.
    event FlagsChanged(uint64 indexed certificateId, uint8 flags, bytes32 documentHash);

    /// @notice Another contract draws the certificates from now on.
    event RendererReplaced(address indexed renderer);

    /// @notice No certificate has this id (the application of this number, if any, is not confirmed).
    error UnknownCertificate(uint64 certificateId);

    /// @notice Only an active certificate allows this.
    error CertificateNotActive(uint64 certificateId, CertificateStatus status);

    /// @notice The certificate's flags do not allow this; see {Flags}.
    error CertificateLocked(uint64 certificateId, uint8 flags);

    /// @notice The flag is as asked for already.
    error FlagUnchanged(uint64 certificateId, uint8 flags);

    /// @notice The same right over the same asset is in force under this certificate.
    error RightInForce(bytes32 commitment, Right right, uint64 certificateId);

    /// @notice Rights in force over this asset record another class or algorithm.
    error AssetMismatch(bytes32 commitment, DataClass dataClass, Algorithm algorithm);

    /// @notice Only the holder may do this.
    error NotHolder(uint64 certificateId, uint64 holder, uint64 participantId);

    /// @notice An order moves a certificate to another participant.
    error AlreadyHolder(uint64 certificateId, uint64 participantId);

    /// @notice Notice runs until `noticeEnd`: nothing can be confirmed before.
    error NoticeStillOpen(uint64 applicationId, uint40 noticeEnd);

    /// @notice Renewal is possible from `opensAt` until the certificate expires.
    error RenewalNotOpen(uint64 certificateId, uint40 opensAt);

    /// @notice A renderer must be a contract.
    error InvalidRenderer(address renderer);

    /// @notice Confirms the right after notice and mints its certificate to the applicant.
    /// @dev Reverts with `RightInForce` naming the certificate in the way.
    function confirm(uint64 applicationId, bytes32 decisionHash) external;

    /// @notice Confirms several applications by one decision, or none.
    function confirmBatch(uint64[] calldata applicationIds, bytes32 decisionHash) external;

    /// @notice Enters a right that was confirmed before, as an entry of a catalogue, with its date then.
    /// @param filing What the entry says; its `termEnd` is when the right ends.
    /// @param confirmedAt When it was confirmed (Unix seconds).
    function enter(
        uint64 holder,
        IApplications.Filing calldata filing,
        uint40 confirmedAt,
        bytes32 decisionHash
    ) external returns (uint64 certificateId);

    /// @notice Renews a certificate within policy's renewal window.
    /// @param termEnd Unix time at which the source agreement ends; 0 if nothing bounds the term but policy.
    function renew(uint64 certificateId, uint40 termEnd, bytes32 decisionHash) external;

    /// @notice Gives up the caller's own certificate.
    function surrender(uint64 certificateId) external;

    /// @notice Annuls a certificate that should not have been issued; one that a court has frozen, only the court can.
    function annul(uint64 certificateId, bytes32 reasonHash) external;

    /// @notice Makes a right transferable, or bound to its holder, on the grounds in the document with this hash. An
    /// application's right can be bound before it is confirmed.
    function setTransferable(uint64 certificateId, bool transferable, bytes32 documentHash) external;

    /// @notice Freezes a certificate, or releases it, by order of a court.
    function setFrozen(uint64 certificateId, bool frozen, bytes32 documentHash) external;

    /// @notice Marks a certificate as pledged, or as free again.
    /// @dev Only what its holder could transfer can be pledged.
    function setPledged(uint64 certificateId, bool pledged, bytes32 documentHash) external;

    /// @notice Moves a certificate to another participant by order of a court, whatever its flags.
    function moveByOrder(uint64 certificateId, uint64 to) external;

    /// @notice Moves a pledged certificate to another participant by order of a court, and takes the mark away.
    function enforcePledge(uint64 certificateId, uint64 to, bytes32 documentHash) external;

    /// @notice Annuls a certificate by order of a court, whatever its flags.
    function annulByOrder(uint64 certificateId, bytes32 documentHash) external;

    /// @notice Replaces the contract that draws the certificates.
    function setRenderer(ICertificateRenderer renderer_) external;

    /// @notice The contract that draws the certificates; zero before one is set.
    function renderer() external view returns (ICertificateRenderer);

    /// @notice Status of a certificate now; `None` if there is none of this number.
    function certificateStatus(uint64 certificateId) external view returns (CertificateStatus);

    /// @notice The participant that holds a certificate.
    function holderOf(uint64 certificateId) external view returns (uint64 participantId);

    /// @notice The certificate under which a right over an asset is in force now; 0 if none.
    function certificateInForce(bytes32 commitment, Right right) external view returns (uint64 certificateId);

    /// @notice Reverts unless the certificate is active, held by `participantId`, and neither frozen nor pledged.
    /// @return expiresAt When it expires (Unix seconds).
    function requireHolder(uint64 certificateId, uint64 participantId) external view returns (uint40 expiresAt);
}
