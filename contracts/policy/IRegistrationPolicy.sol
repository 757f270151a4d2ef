// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Source, SourceKind} from "../rights/Registration.sol";

/// @title IRegistrationPolicy
/// @notice The periods and the source rules of registration: what changes with law, apart from the book. Other law is
/// another contract: the registry is given it by `setPolicy`.
interface IRegistrationPolicy {
    /// @notice Periods in seconds.
    /// @dev One slot.
    /// @param noticeGeneral Public notice for general data.
    /// @param noticeImportant Public notice for important data.
    /// @param noticeCore Public notice for core data.
    /// @param noticeExtension Notice goes on at least this long after the last open objection is dismissed.
    /// @param maxTerm Longest term of a certificate, from confirmation or renewal.
    /// @param renewalWindow How long before expiry a certificate can be renewed.
    struct Periods {
        uint32 noticeGeneral;
        uint32 noticeImportant;
        uint32 noticeCore;
        uint32 noticeExtension;
        uint32 maxTerm;
        uint32 renewalWindow;
    }

    /// @notice Every period but the extension must be longer than zero.
    error InvalidPeriods();

    /// @notice The source was not in force when the application was filed.
    error SourceNotInForce(SourceKind kind, uint64 id);

    /// @notice A certificate can be a source only for its holder; others need a licence under it.
    error SourceNotHeld(uint64 certificateId, uint64 holder, uint64 applicant);

    /// @notice A licence can be a source only for its licensee.
    error SourceNotLicensed(uint64 licenseId, uint64 licensee, uint64 applicant);

    /// @notice The licence does not permit derivatives.
    error DerivativesNotPermitted(uint64 licenseId);

    /// @notice A source must be a certificate or a licence.
    error InvalidSource(uint64 id);

    /// @notice All periods; they never change.
    function periods() external view returns (Periods memory);

    /// @notice Reverts unless `applicant` may derive from every one of `sources` now.
    function checkSources(uint64 applicant, Source[] calldata sources) external view;
}
