// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {UseSet} from "./Terms.sol";

/// @title ILicenseDecisions
/// @notice May this participant use this data so, there, then?
/// @dev Answers go by what the book says now: `time` is held against the dates in it. They never revert.
/// A freeze or a pledge stops what is done with a certificate, not the use of its data: that goes on until a court
/// annuls the certificate. The licences of one that was surrendered run on to their end.
interface ILicenseDecisions {
    /// @notice Why. `Held` and `Licensed` allow; all others refuse.
    enum Reason {
        None,
        Held,
        Licensed,
        Malformed,
        ParticipantNotActive,
        UnknownCertificate,
        CertificateNotActive,
        UnknownLicense,
        NoLicense,
        NotLicensee,
        LicenseTerminated,
        LicenseExpired,
        LicenseNotBegun,
        LicenseSuspended,
        LicenseExhausted,
        UseProhibited,
        UseNotPermitted,
        OutsideTerritory,
        SandboxClosed
    }

    /// @notice Decides by a certificate: its holder may use the data while it is active, others under a licence. Of
    /// several licences the four newest are tried; an older one can be asked about by its number.
    /// @param uses All the uses meant, at least one.
    /// @param country Where (ISO 3166-1 numeric, 1 to 999).
    /// @param time When (Unix seconds).
    /// @return allowed Whether it may.
    /// @return reason Why, or why not.
    /// @return decidingId The participant, certificate, licence or sandbox that decides it, as the reason says; 0 if
    /// malformed.
    function decide(
        uint64 participantId,
        uint64 certificateId,
        UseSet uses,
        uint16 country,
        uint40 time
    ) external view returns (bool allowed, Reason reason, uint64 decidingId);

    /// @notice Decides by one licence; see {decide}.
    /// @return allowed Whether it may.
    /// @return reason Why, or why not.
    /// @return decidingId Also a licence above it, which was terminated or is suspended.
    function decideByLicense(
        uint64 participantId,
        uint64 licenseId,
        UseSet uses,
        uint16 country,
        uint40 time
    ) external view returns (bool allowed, Reason reason, uint64 decidingId);
}
