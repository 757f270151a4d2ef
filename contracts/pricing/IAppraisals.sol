// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Currency} from "./Currency.sol";

/// @title IAppraisals
/// @notice What licensed appraisers hold certificates to be worth.
///
///     Active -> Expired | Revoked
///
/// `Expired` comes with time alone.
interface IAppraisals {
    /// @notice How a value was found: by what the data cost, earns, or sells for.
    enum Method {
        None,
        Cost,
        Income,
        Market
    }

    /// @notice Status of an appraisal. `Expired` and `Revoked` are final.
    enum AppraisalStatus {
        None,
        Active,
        Expired,
        Revoked
    }

    /// @notice What an appraiser found.
    /// @dev Slot 0: certificateId 64 | appraisedAt 40 | validUntil 40 | method 8 (152 bits).
    /// Slot 1: currency 160. Slot 2: value 128. Slot 3: reportHash.
    /// @param certificateId The certificate appraised.
    /// @param appraisedAt Unix time that the value is of; not to come.
    /// @param validUntil Unix time until which it may be relied on.
    /// @param method How the value was found.
    /// @param currency What it is counted in.
    /// @param value In the currency's smallest unit.
    /// @param reportHash SHA-256 of the report.
    struct Finding {
        uint64 certificateId;
        uint40 appraisedAt;
        uint40 validUntil;
        Method method;
        Currency currency;
        uint128 value;
        bytes32 reportHash;
    }

    /// @notice One appraisal.
    /// @dev Slot 0: appraiser 64 | recordedAt 40 | revoked 8 (112 bits); then the finding.
    struct Appraisal {
        uint64 appraiser;
        uint40 recordedAt;
        bool revoked;
        Finding finding;
    }

    /// @notice An appraiser recorded a finding.
    event AppraisalRecorded(
        uint64 indexed appraisalId,
        uint64 indexed certificateId,
        uint64 indexed appraiser,
        Finding finding
    );

    /// @notice The appraiser revoked an appraisal for the reasons in the document with this hash.
    event AppraisalRevoked(uint64 indexed appraisalId, bytes32 reasonHash);

    /// @notice No appraisal has this id.
    error UnknownAppraisal(uint64 appraisalId);

    /// @notice Only an active appraisal allows this.
    error AppraisalNotActive(uint64 appraisalId, AppraisalStatus status);

    /// @notice Only the appraiser who recorded it may do this.
    error NotItsAppraiser(uint64 appraisalId, uint64 appraiser, uint64 participantId);

    /// @notice Only an active certificate can be appraised.
    error CertificateNotInForce(uint64 certificateId);

    /// @notice Nobody appraises what they hold.
    error AppraiserIsHolder(uint64 certificateId, uint64 participantId);

    /// @notice An appraisal is of now or the past, and valid beyond now.
    error InvalidAppraisalDates(uint40 appraisedAt, uint40 validUntil);

    /// @notice A field of the finding is empty that must not be.
    error IncompleteFinding(string field);

    /// @notice Records a finding of the caller's participant, an appraiser.
    /// @return appraisalId Ids count from 1.
    function record(Finding calldata finding) external returns (uint64 appraisalId);

    /// @notice Revokes an appraisal; the caller acts for its appraiser.
    function revoke(uint64 appraisalId, bytes32 reasonHash) external;

    /// @notice The whole record.
    function appraisal(uint64 appraisalId) external view returns (Appraisal memory);

    /// @notice Number of appraisals ever recorded; the newest has this id.
    function appraisalCount() external view returns (uint64);

    /// @notice Status now; `None` if there is no such appraisal.
    function appraisalStatus(uint64 appraisalId) external view returns (AppraisalStatus);
}
