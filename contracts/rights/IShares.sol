// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IShares
/// @notice Who holds a certificate together, and to what part. Without a declaration its holder has all of it.
///
///     Proposed -> InForce -> Superseded
///     Proposed -> Withdrawn | Superseded
///
/// The holder proposes; what is proposed is in force once everybody has agreed who is named in it or has a share
/// already.
/// @dev The holder acts for all co-holders, and its own share passes to whom the certificate passes.
interface IShares {
    /// @notice Status of a proposal. `Superseded` and `Withdrawn` are final.
    enum ProposalStatus {
        None,
        Proposed,
        InForce,
        Superseded,
        Withdrawn
    }

    /// @notice The part that one co-holder has.
    /// @param participantId The co-holder.
    /// @param basisPoints Hundredths of a percent, 1 to 10,000.
    struct Share {
        uint64 participantId;
        uint16 basisPoints;
    }

    /// @notice One proposal.
    /// @dev Slot 0: certificateId 64 | proposer 64 | proposedAt 40 | agreed 32 | parties 8 | status 8 (216 bits).
    /// @param certificateId The certificate that is shared.
    /// @param proposer Its holder then.
    /// @param proposedAt Unix time.
    /// @param agreed Which of the parties have agreed, by their positions, one bit each.
    /// @param parties How many must agree.
    /// @param status Status now.
    struct Proposal {
        uint64 certificateId;
        uint64 proposer;
        uint40 proposedAt;
        uint32 agreed;
        uint8 parties;
        ProposalStatus status;
    }

    /// @notice The holder proposed shares, in ascending order of participants; all `parties` must agree.
    event SharesProposed(
        uint64 indexed proposalId,
        uint64 indexed certificateId,
        uint64 indexed proposer,
        Share[] shares,
        uint64[] parties
    );

    /// @notice A party agreed; who proposes agrees by that.
    event SharesAgreed(uint64 indexed proposalId, uint64 indexed certificateId, uint64 indexed participantId);

    /// @notice The proposed shares are in force.
    event SharesInForce(uint64 indexed proposalId, uint64 indexed certificateId);

    /// @notice A newer proposal took the place of this one.
    event SharesSuperseded(uint64 indexed proposalId, uint64 indexed certificateId);

    /// @notice The proposer withdrew a proposal that was not in force yet.
    event SharesWithdrawn(uint64 indexed proposalId, uint64 indexed certificateId);

    /// @notice No proposal has this id.
    error UnknownProposal(uint64 proposalId);

    /// @notice Only a proposal that is not decided allows this.
    error ProposalNotOpen(uint64 proposalId, ProposalStatus status);

    /// @notice Only who is named in a proposal, or has a share already, may agree to it.
    error NotCoHolder(uint64 proposalId, uint64 participantId);

    /// @notice The participant has agreed already.
    error AlreadyAgreed(uint64 proposalId, uint64 participantId);

    /// @notice Only the proposer may do this.
    error NotProposer(uint64 proposalId, uint64 proposer, uint64 participantId);

    /// @notice A certificate has 1 to `limit` co-holders.
    error WrongShareCount(uint256 count, uint256 limit);

    /// @notice Shares are given in ascending order of participants, each once.
    error SharesNotAscending(uint64 participantId, uint64 before);

    /// @notice A share is more than nothing.
    error EmptyShare(uint64 participantId);

    /// @notice Shares add up to 10,000 basis points.
    error WrongShareSum(uint256 basisPoints);

    /// @notice The holder must have a share.
    error HolderWithoutShare(uint64 certificateId, uint64 holder);

    /// @notice Proposes shares in a certificate that the caller's participant holds, in place of any proposal that is
    /// still open.
    /// @param shares In ascending order of participants, at most 16, of 10,000 basis points together.
    /// @return proposalId Ids count from 1.
    function propose(uint64 certificateId, Share[] calldata shares) external returns (uint64 proposalId);

    /// @notice Agrees to a proposal; the caller acts for one of its parties.
    function agree(uint64 proposalId) external;

    /// @notice Withdraws a proposal; the caller acts for its proposer.
    function withdraw(uint64 proposalId) external;

    /// @notice Who has which part of a certificate now: the two lists have the same length, at most 16.
    function sharesOf(
        uint64 certificateId
    ) external view returns (uint64[] memory participantIds, uint16[] memory basisPoints);

    /// @notice The proposal in force for a certificate; 0 if its holder has all of it.
    function inForce(uint64 certificateId) external view returns (uint64 proposalId);

    /// @notice The parts by a proposal (0: none), its proposer's being `holder`'s.
    function sharesUnder(
        uint64 proposalId,
        uint64 holder
    ) external view returns (uint64[] memory participantIds, uint16[] memory basisPoints);

    /// @notice The whole record.
    function proposal(uint64 proposalId) external view returns (Proposal memory);

    /// @notice Number of proposals ever made; the newest has this id.
    function proposalCount() external view returns (uint64);
}
