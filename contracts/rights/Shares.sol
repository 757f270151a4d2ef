// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRightsRegistry} from "./IRightsRegistry.sol";
import {IShares} from "./IShares.sol";

/// @title Shares
/// @notice See {IShares}.
contract Shares is IShares, EmergencyPause {
    /// @dev The proposals of one certificate: that in force 64 | that which is open 64.
    struct Book {
        uint64 inForce;
        uint64 open;
    }

    uint256 private constant _MAX_CO_HOLDERS = 16;
    uint16 private constant _WHOLE = 10_000;

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // The certificates that are shared.
    IRightsRegistry private immutable _RIGHTS;

    // Ids given so far.
    uint64 private _count;

    // Every proposal by id.
    mapping(uint64 proposalId => Proposal record) private _proposals;

    // What each proposes; three to a slot.
    mapping(uint64 proposalId => Share[] shares) private _shares;

    // Who must agree: those it names and then those who had a share before. At most 32.
    mapping(uint64 proposalId => uint64[] participantIds) private _parties;

    // The proposals of each certificate that still count.
    mapping(uint64 certificateId => Book book) private _books;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights
    ) RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
    }

    /// @inheritdoc IShares
    function propose(uint64 certificateId, Share[] calldata shares) external whileOpen returns (uint64 proposalId) {
        uint64 proposer = _PARTICIPANTS.requireActiveAccount(_msgSender());
        _RIGHTS.requireHolder(certificateId, proposer);
        _check(certificateId, proposer, shares);

        proposalId = ++_count;
        uint64[] storage parties = _parties[proposalId];
        for (uint256 i = 0; i < shares.length; ++i) {
            _shares[proposalId].push(shares[i]);
            parties.push(shares[i].participantId);
        }
        (uint64[] memory present, ) = sharesOf(certificateId);
        for (uint256 i = 0; i < present.length; ++i) {
            (bool named, ) = _position(parties, present[i]);
            if (!named) parties.push(present[i]);
        }
        Proposal storage record = _proposals[proposalId];
        record.certificateId = certificateId;
        record.proposer = proposer;
        record.proposedAt = uint40(block.timestamp);
        record.parties = uint8(parties.length);
        record.status = ProposalStatus.Proposed;
        _supersede(certificateId, _books[certificateId].open);
        _books[certificateId].open = proposalId;
        emit SharesProposed(proposalId, certificateId, proposer, shares, parties);
        _agree(proposalId, record, proposer);
    }

    /// @inheritdoc IShares
    function agree(uint64 proposalId) external whileOpen {
        Proposal storage record = _requireOpen(proposalId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        _RIGHTS.requireHolder(record.certificateId, record.proposer);
        _agree(proposalId, record, caller);
    }

    /// @inheritdoc IShares
    function withdraw(uint64 proposalId) external {
        Proposal storage record = _requireOpen(proposalId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.proposer) revert NotProposer(proposalId, record.proposer, caller);

        record.status = ProposalStatus.Withdrawn;
        _books[record.certificateId].open = 0;
        emit SharesWithdrawn(proposalId, record.certificateId);
    }

    /// @inheritdoc IShares
    function inForce(uint64 certificateId) external view returns (uint64 proposalId) {
        return _books[certificateId].inForce;
    }

    /// @inheritdoc IShares
    function proposal(uint64 proposalId) external view returns (Proposal memory) {
        if (_proposals[proposalId].proposer == 0) revert UnknownProposal(proposalId);
        return _proposals[proposalId];
    }

    /// @inheritdoc IShares
    function proposalCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IShares
    function sharesOf(
        uint64 certificateId
    ) public view returns (uint64[] memory participantIds, uint16[] memory basisPoints) {
        return sharesUnder(_books[certificateId].inForce, _RIGHTS.holderOf(certificateId));
    }

    /// @inheritdoc IShares
    function sharesUnder(
        uint64 proposalId,
        uint64 holder
    ) public view returns (uint64[] memory participantIds, uint16[] memory basisPoints) {
        Share[] memory shares = _shares[proposalId];
        uint64 proposer = _proposals[proposalId].proposer;
        uint16 holders = proposalId == 0 ? _WHOLE : 0;
        participantIds = new uint64[](shares.length + 1);
        basisPoints = new uint16[](shares.length + 1);
        // The holder comes first, with what was its own already and what came to it with the certificate.
        participantIds[0] = holder;
        uint256 count = 1;
        for (uint256 i = 0; i < shares.length; ++i) {
            Share memory share = shares[i];
            if (share.participantId == proposer || share.participantId == holder) {
                holders += share.basisPoints;
            } else {
                participantIds[count] = share.participantId;
                basisPoints[count] = share.basisPoints;
                ++count;
            }
        }
        basisPoints[0] = holders;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(participantIds, count)
            mstore(basisPoints, count)
        }
    }

    function _agree(uint64 proposalId, Proposal storage record, uint64 participantId) private {
        (bool found, uint256 position) = _position(_parties[proposalId], participantId);
        if (!found) revert NotCoHolder(proposalId, participantId);
        uint32 mark = uint32(1 << position);
        if (record.agreed & mark != 0) revert AlreadyAgreed(proposalId, participantId);

        record.agreed |= mark;
        emit SharesAgreed(proposalId, record.certificateId, participantId);
        if (record.agreed == (1 << record.parties) - 1) _putInForce(proposalId, record);
    }

    function _putInForce(uint64 proposalId, Proposal storage record) private {
        uint64 certificateId = record.certificateId;
        Book storage book = _books[certificateId];
        _supersede(certificateId, book.inForce);
        book.inForce = proposalId;
        book.open = 0;
        record.status = ProposalStatus.InForce;
        emit SharesInForce(proposalId, certificateId);
    }

    function _supersede(uint64 certificateId, uint64 proposalId) private {
        if (proposalId == 0) return;
        _proposals[proposalId].status = ProposalStatus.Superseded;
        emit SharesSuperseded(proposalId, certificateId);
    }

    function _requireOpen(uint64 proposalId) private view returns (Proposal storage record) {
        record = _proposals[proposalId];
        if (record.status == ProposalStatus.None) revert UnknownProposal(proposalId);
        if (record.status != ProposalStatus.Proposed) revert ProposalNotOpen(proposalId, record.status);
    }

    function _check(uint64 certificateId, uint64 holder, Share[] calldata shares) private view {
        uint256 count = shares.length;
        if (count == 0 || count > _MAX_CO_HOLDERS) revert WrongShareCount(count, _MAX_CO_HOLDERS);
        uint256 sum = 0;
        uint64 before = 0;
        bool holderNamed = false;
        for (uint256 i = 0; i < count; ++i) {
            Share calldata share = shares[i];
            if (share.participantId <= before) revert SharesNotAscending(share.participantId, before);
            if (share.basisPoints == 0) revert EmptyShare(share.participantId);
            _PARTICIPANTS.requireActive(share.participantId);
            if (share.participantId == holder) holderNamed = true;
            sum += share.basisPoints;
            before = share.participantId;
        }
        if (sum != _WHOLE) revert WrongShareSum(sum);
        if (!holderNamed) revert HolderWithoutShare(certificateId, holder);
    }

    function _position(
        uint64[] storage participantIds,
        uint64 participantId
    ) private view returns (bool found, uint256 position) {
        uint256 count = participantIds.length;
        for (; position < count; ++position) {
            if (participantIds[position] == participantId) return (true, position);
        }
    }
}
