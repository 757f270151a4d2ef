// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Status of a pledge. All but `Offered` and `Active` are final.
enum PledgeStatus {
    None,
    Offered,
    Active,
    Withdrawn,
    Released,
    Enforced
}

/// @title IPledges
/// @notice Liens on certificates: offered by the holder, accepted and released by the lender, enforced by courts.
///
///     Offered -> Active -> Released | Enforced
///     Offered -> Withdrawn
///
interface IPledges {
    /// @notice A pledge.
    /// @dev Slot 0: certificateId 64 | pledgor 64 | lender 64 | status 8 = 200 bits. Slot 1: documentHash, of the agreement.
    struct Pledge {
        uint64 certificateId;
        uint64 pledgor;
        uint64 lender;
        PledgeStatus status;
        bytes32 documentHash;
    }

    /// @notice A holder offered a lien on its certificate, for what the agreement with this hash secures.
    /// @param currency What the amount is counted in (see Currency.sol).
    /// @param amount The sum secured, in the currency's smallest unit.
    event PledgeOffered(
        uint64 indexed pledgeId,
        uint64 indexed certificateId,
        uint64 indexed lender,
        uint64 pledgor,
        address currency,
        uint128 amount,
        bytes32 documentHash
    );

    /// @notice The lender accepted: the certificate is pledged.
    event PledgeAccepted(uint64 indexed pledgeId);

    /// @notice The holder took its offer back.
    event PledgeWithdrawn(uint64 indexed pledgeId);

    /// @notice The lender released the certificate.
    event PledgeReleased(uint64 indexed pledgeId, bytes32 documentHash);

    /// @notice The certificate passed to `to` by order of a court, and the pledge ended.
    event PledgeEnforced(uint64 indexed pledgeId, uint64 indexed to, bytes32 documentHash);

    /// @notice No pledge has this id.
    error UnknownPledge(uint64 pledgeId);

    /// @notice The pledge's status does not allow this.
    error WrongPledgeStatus(uint64 pledgeId, PledgeStatus status, PledgeStatus needed);

    /// @notice A pledge secures an amount, by an agreement with a hash.
    error IncompletePledge(string field);

    /// @notice Nobody pledges to themselves.
    error LenderIsPledgor(uint64 participantId);

    /// @notice Only who offered the pledge may do this.
    error NotPledgor(uint64 pledgeId, uint64 pledgor, uint64 participantId);

    /// @notice Only the lender may do this.
    error NotLender(uint64 pledgeId, uint64 lender, uint64 participantId);

    /// @notice No pledge of this certificate is active.
    error NotPledged(uint64 certificateId);

    /// @notice Offers a lien on the caller's certificate.
    /// @return pledgeId Ids count from 1 and are never reused.
    function offerPledge(
        uint64 certificateId,
        uint64 lender,
        address currency,
        uint128 amount,
        bytes32 documentHash
    ) external returns (uint64 pledgeId);

    /// @notice Accepts what was offered, while the pledgor holds the certificate and may dispose of it.
    function acceptPledge(uint64 pledgeId) external;

    /// @notice Takes back an offer that was not accepted.
    function withdrawPledge(uint64 pledgeId) external;

    /// @notice Releases the certificate; the caller acts for the lender.
    function releasePledge(uint64 pledgeId, bytes32 documentHash) external;

    /// @notice Passes a pledged certificate to another participant by order of a court.
    function enforce(uint64 certificateId, uint64 to, bytes32 documentHash) external;

    /// @notice A pledge.
    function pledge(uint64 pledgeId) external view returns (Pledge memory);

    /// @notice Number of pledges ever offered; the newest has this id.
    function pledgeCount() external view returns (uint64);

    /// @notice The active pledge of a certificate; 0 if none.
    function activePledge(uint64 certificateId) external view returns (uint64 pledgeId);
}
