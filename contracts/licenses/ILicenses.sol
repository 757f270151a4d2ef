// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Terms} from "./Terms.sol";

/// @title ILicenses
/// @notice Licences that holders of certificates grant; each is an ERC-721 token of the licensee.
///
///     Active -> Expired | Terminated, and the flag Suspended, which only Active licences bear.
///
/// @dev The licensor of a licence is whoever holds its certificate at the time. Annulment of the
/// certificate terminates its licences; surrender and expiry leave them to run (none outlives the term).
interface ILicenses {
    /// @notice Status of a licence. `Expired` comes with time alone; `Expired` and `Terminated` are final.
    enum LicenseStatus {
        None,
        Active,
        Expired,
        Terminated
    }

    /// @notice One licence.
    /// @dev Slot 0: certificateId 64 | licensee 64 | grantedAt 40 | terminated 8 | suspended 8 (184 bits);
    /// then the terms.
    struct License {
        uint64 certificateId;
        uint64 licensee;
        uint40 grantedAt;
        bool terminated;
        bool suspended;
        Terms terms;
    }

    /// @notice A licence was granted.
    event LicenseGranted(
        uint64 indexed licenseId,
        uint64 indexed certificateId,
        uint64 indexed licensee,
        uint64 licensor,
        Terms terms
    );

    /// @notice The licensor suspended a licence for the reasons in the document with this hash.
    event LicenseSuspended(uint64 indexed licenseId, bytes32 reasonHash);

    /// @notice The licensor lifted a suspension.
    event LicenseResumed(uint64 indexed licenseId);

    /// @notice A party terminated a licence for the reasons in the document with this hash.
    event LicenseTerminated(uint64 indexed licenseId, uint64 indexed by, bytes32 reasonHash);

    /// @notice No licence has this id.
    error UnknownLicense(uint64 licenseId);

    /// @notice Only an active licence allows this.
    error LicenseNotActive(uint64 licenseId, LicenseStatus status);

    /// @notice Suspend needs a licence that is not suspended, resume one that is.
    error WrongSuspension(uint64 licenseId, bool suspended);

    /// @notice Only the licensor may do this.
    error NotLicensor(uint64 licenseId, uint64 licensor, uint64 participantId);

    /// @notice Only the licensor or the licensee may do this.
    error NotParty(uint64 licenseId, uint64 participantId);

    /// @notice Nobody licenses to themselves.
    error LicenseeIsLicensor(uint64 certificateId, uint64 participantId);

    /// @notice A licence ends with the certificate it is granted under, or before.
    error TermsOutliveCertificate(uint64 certificateId, uint40 expiresAt, uint40 validUntil);

    /// @notice An exclusive licence, which ends at `validUntil`, overlaps: no other can.
    error ExclusiveLicenseInForce(uint64 certificateId, uint64 licenseId, uint40 validUntil);

    /// @notice Other licences, `count` of them, were not terminated: none can be exclusive before `latestEnd`, the
    /// latest end of any granted since there was none.
    error LicensesOpen(uint64 certificateId, uint64 count, uint40 latestEnd);

    /// @notice Licences stay with their licensee.
    error LicenseNotTransferable(uint64 licenseId);

    /// @notice Grants a licence under a certificate that the caller's participant holds.
    /// @return licenseId Ids count from 1.
    function grant(uint64 certificateId, uint64 licensee, Terms calldata terms) external returns (uint64 licenseId);

    /// @notice Grants a licence that the holder of a certificate, `licensor`, has sold.
    /// @return licenseId Ids count from 1.
    function grantSold(
        uint64 certificateId,
        uint64 licensor,
        uint64 licensee,
        Terms calldata terms
    ) external returns (uint64 licenseId);

    /// @notice Terminates a licence that was sold, because `participantId` undid the sale; one that has ended stays as
    /// it is.
    function endSold(uint64 licenseId, uint64 participantId, bytes32 reasonHash) external;

    /// @notice Suspends a licence; the caller acts for the licensor.
    function suspend(uint64 licenseId, bytes32 reasonHash) external;

    /// @notice Lifts a suspension; the caller acts for the licensor.
    function resume(uint64 licenseId) external;

    /// @notice Terminates a licence; the caller acts for either party.
    function terminate(uint64 licenseId, bytes32 reasonHash) external;

    /// @notice The whole record.
    function license(uint64 licenseId) external view returns (License memory);

    /// @notice Number of licences ever granted; the newest has this id.
    function licenseCount() external view returns (uint64);

    /// @notice Status now; `None` if there is no such licence.
    function licenseStatus(uint64 licenseId) external view returns (LicenseStatus);
}
