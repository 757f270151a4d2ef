// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Terms} from "./Terms.sol";

/// @title ILicenses
/// @notice Licences that holders of certificates grant, and sub-licences that licensees grant under them; each is an
/// ERC-721 token of its licensee.
///
///     Active -> Expired | Terminated
///     Active <-> Exhausted, by use and by renewal
///
/// and two flags that only a licence in force bears: suspended, and in breach (`cureUntil`).
///
/// A licence that was granted in a sandbox, and each below it, is `Terminated` from when the sandbox was closed, without
/// a transaction, unless it had expired; it is not renewed beyond the sandbox's end.
///
/// @dev The licensor of a licence is whoever holds its certificate at the time; of a sub-licence, the licensee of the
/// licence above it. Annulment of the certificate terminates all its licences, the end of a licence those below it;
/// surrender and expiry of the certificate leave them to run (none outlives the term).
interface ILicenses {
    /// @notice Status of a licence. `Expired` comes with time alone; `Expired` and `Terminated` are final. `Exhausted`:
    /// none of its units are left; those given on to sub-licences can still be used there.
    enum LicenseStatus {
        None,
        Active,
        Expired,
        Terminated,
        Exhausted
    }

    /// @notice One licence.
    /// @dev Slot 0: certificateId 64 | parentId 64 | licensee 64 | grantedAt 40 | level 8 | terminated 8 | suspended 8
    /// (256 bits). Slot 1: unitsUsed 64 | unitsGiven 64 | cureUntil 40 | sandboxId 64 (232 bits); then the terms.
    /// @param parentId The licence it was granted under; 0: the holder of the certificate granted it.
    /// @param level How deep it lies: 1 if the holder granted it, else one more than the licence above.
    /// @param unitsUsed Units recorded as used.
    /// @param unitsGiven Metered units given on to sub-licences.
    /// @param cureUntil End of the time to cure a breach that the licensor gave notice of (Unix seconds); 0: none.
    /// @param sandboxId The sandbox it, or the licence above it, was granted in; 0: none.
    struct License {
        uint64 certificateId;
        uint64 parentId;
        uint64 licensee;
        uint40 grantedAt;
        uint8 level;
        bool terminated;
        bool suspended;
        uint64 unitsUsed;
        uint64 unitsGiven;
        uint40 cureUntil;
        uint64 sandboxId;
        Terms terms;
    }

    /// @notice A licence was granted: by the holder of its certificate (`parentId` 0), or under a licence;
    /// in a sandbox, or in none (`sandboxId` 0).
    event LicenseGranted(
        uint64 indexed licenseId,
        uint64 indexed certificateId,
        uint64 indexed licensee,
        uint64 licensor,
        uint64 parentId,
        uint64 sandboxId,
        Terms terms
    );

    /// @notice The licensor let a licence run on, or granted more units: its end and its units now.
    event LicenseRenewed(uint64 indexed licenseId, uint64 indexed by, uint40 validUntil, uint64 units);

    /// @notice The licensee handed a licence on.
    event LicenseTransferred(uint64 indexed licenseId, uint64 indexed from, uint64 indexed to);

    /// @notice Use was metered; `unitsUsed` is the sum with it. The hash is that of the evidence.
    event UseRecorded(
        uint64 indexed licenseId,
        uint64 indexed by,
        uint64 units,
        uint64 unitsUsed,
        bytes32 evidenceHash
    );

    /// @notice The licensor suspended a licence for the reasons in the document with this hash.
    event LicenseSuspended(uint64 indexed licenseId, bytes32 reasonHash);

    /// @notice The licensor lifted a suspension.
    event LicenseResumed(uint64 indexed licenseId);

    /// @notice The licensor gave notice of a breach, which the licensee can cure until then.
    event BreachNotified(uint64 indexed licenseId, uint64 indexed by, uint40 cureUntil, bytes32 reasonHash);

    /// @notice The licensor accepted that the breach is cured, as the document with this hash says.
    event BreachCured(uint64 indexed licenseId, uint64 indexed by, bytes32 evidenceHash);

    /// @notice A party terminated a licence for the reasons in the document with this hash.
    event LicenseTerminated(uint64 indexed licenseId, uint64 indexed by, bytes32 reasonHash);

    /// @notice No licence has this id.
    error UnknownLicense(uint64 licenseId);

    /// @notice Only an active licence allows this.
    error LicenseNotActive(uint64 licenseId, LicenseStatus status);

    /// @notice A licence in which `suspendedId`, itself or one above it, is suspended cannot be used.
    error LicenseOnHold(uint64 licenseId, uint64 suspendedId);

    /// @notice The licence is good only from then.
    error LicenseNotBegun(uint64 licenseId, uint40 validFrom);

    /// @notice Suspend needs a licence that is not suspended, resume one that is.
    error WrongSuspension(uint64 licenseId, bool suspended);

    /// @notice Only the licensor may do this.
    error NotLicensor(uint64 licenseId, uint64 licensor, uint64 participantId);

    /// @notice Only the licensee may do this.
    error NotLicensee(uint64 licenseId, uint64 licensee, uint64 participantId);

    /// @notice Only the licensor or the licensee may do this.
    error NotParty(uint64 licenseId, uint64 participantId);

    /// @notice The terms name another who records use: `meter`, or both parties if that is 0.
    error NotMeter(uint64 licenseId, uint64 meter, uint64 participantId);

    /// @notice A usage record has units and evidence; one is zero.
    error IncompleteUse(uint64 licenseId, uint64 units, bytes32 evidenceHash);

    /// @notice Only this many units are left.
    error UnitsExceeded(uint64 licenseId, uint64 units, uint64 left);

    /// @notice Nobody licenses to themselves.
    error LicenseeIsLicensor(uint64 certificateId, uint64 participantId);

    /// @notice A licence ends with the certificate it is granted under, or before.
    error TermsOutliveCertificate(uint64 certificateId, uint40 expiresAt, uint40 validUntil);

    /// @notice A licence made in a sandbox ends with it, at `endsAt` at the latest, or before.
    error TermsOutliveSandbox(uint64 sandboxId, uint40 endsAt, uint40 validUntil);

    /// @notice An exclusive licence, which ends at `validUntil`, overlaps: no other can.
    error ExclusiveLicenseInForce(uint64 certificateId, uint64 licenseId, uint40 validUntil);

    /// @notice Other licences, `count` of them, were not terminated: none can be exclusive before `latestEnd`, the
    /// latest end of any granted since there was none.
    error LicensesOpen(uint64 certificateId, uint64 count, uint40 latestEnd);

    /// @notice At most this many exclusive licences can be open side by side.
    error TooManyExclusive(uint64 certificateId, uint256 limit);

    /// @notice The terms do not let the licensee grant sub-licences.
    error SublicensingNotPermitted(uint64 licenseId);

    /// @notice Sub-licences go this many levels deep and no deeper.
    error TooDeep(uint64 licenseId, uint256 limit);

    /// @notice A renewal brings a later end, or more units to a metered licence.
    error InvalidRenewal(uint64 licenseId, uint40 validUntil, uint64 units);

    /// @notice The licensee has until `earliest` at least to cure a breach.
    error CurePeriodTooShort(uint64 licenseId, uint40 cureUntil, uint40 earliest);

    /// @notice A notice of breach stands; the licensee can cure it until then.
    error BreachOpen(uint64 licenseId, uint40 cureUntil);

    /// @notice The licensor has given no notice of breach.
    error NoBreachNotified(uint64 licenseId);

    /// @notice The terms leave the licence with its licensee.
    error LicenseNotTransferable(uint64 licenseId);

    /// @notice Grants a licence under a certificate that the caller's participant holds.
    /// @return licenseId Ids count from 1.
    function grant(uint64 certificateId, uint64 licensee, Terms calldata terms) external returns (uint64 licenseId);

    /// @notice Grants a licence that the holder of a certificate, `licensor`, has sold; in a sandbox,
    /// which the terms do not outlast, or in none (`sandboxId` 0).
    /// @return licenseId Ids count from 1.
    function grantSold(
        uint64 certificateId,
        uint64 licensor,
        uint64 licensee,
        uint64 sandboxId,
        Terms calldata terms
    ) external returns (uint64 licenseId);

    /// @notice Grants a sub-licence; the caller acts for the licensee of `parentId`, whose terms allow it. No clause may
    /// be wider than there (else `TermsExceedParent`), and units are taken from those left there.
    /// @return licenseId Ids count from 1.
    function sublicense(uint64 parentId, uint64 licensee, Terms calldata terms) external returns (uint64 licenseId);

    /// @notice Lets a licence run until `validUntil`, and adds units to a metered one; the caller acts for the licensor.
    function renew(uint64 licenseId, uint40 validUntil, uint64 units) external;

    /// @notice Records metered use; the caller acts for the participant that the terms name, or for either party.
    function recordUse(uint64 licenseId, uint64 units, bytes32 evidenceHash) external;

    /// @notice Suspends a licence; the caller acts for the licensor.
    function suspend(uint64 licenseId, bytes32 reasonHash) external;

    /// @notice Lifts a suspension; the caller acts for the licensor.
    function resume(uint64 licenseId) external;

    /// @notice Gives notice of a breach, to be cured until `cureUntil`; the caller acts for the licensor.
    function notifyBreach(uint64 licenseId, uint40 cureUntil, bytes32 reasonHash) external;

    /// @notice Accepts that the breach is cured; the caller acts for the licensor.
    function acceptCure(uint64 licenseId, bytes32 evidenceHash) external;

    /// @notice Terminates a licence; the caller acts for the licensee, or for the licensor once the time to cure a
    /// breach is over. One that ended with its sandbox either party can strike out so, which makes room for an exclusive
    /// licence.
    function terminate(uint64 licenseId, bytes32 reasonHash) external;

    /// @notice Terminates a licence that was sold, because `participantId` undid the sale; one that has ended stays as
    /// it is.
    function endSold(uint64 licenseId, uint64 participantId, bytes32 reasonHash) external;

    /// @notice The whole record.
    function license(uint64 licenseId) external view returns (License memory);

    /// @notice Number of licences ever granted; the newest has this id.
    function licenseCount() external view returns (uint64);

    /// @notice Status now; `None` if there is no such licence.
    function licenseStatus(uint64 licenseId) external view returns (LicenseStatus);

    /// @notice Who the licensor is now.
    function licensorOf(uint64 licenseId) external view returns (uint64 participantId);

    /// @notice The licence that is suspended: this one, else the nearest above it; 0: none.
    function suspensionOf(uint64 licenseId) external view returns (uint64 suspendedId);
}
