// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRevisions} from "../../contracts/amendments/IRevisions.sol";
import {AmendmentHandler} from "./AmendmentHandler.sol";
import {VM} from "./IVm.sol";

/// @title RevisionsTest
/// @notice Superseding among a few assets, over and over: forks and circles are hard to come to by chance while all
/// else goes on.
contract RevisionsTest {
    /// @notice Which functions of a contract the runner calls.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    uint256 private constant _ATTEMPTS = 16;

    AmendmentHandler private _handler;
    IRevisions private _revisions;
    address private _holder;

    // Number of each asset's predecessor, and of its successor; 0: none. Assets are numbered from 1.
    uint256[7] private _before;
    uint256[7] private _after;

    error WronglyJudged(uint256 asset, uint256 superseded, bytes4 told, bytes4 owed);
    error NotAsJoined(uint256 asset);
    error RuleBroken(string rule);
    error RevisionForked(bytes32 asset, bytes32 superseded);
    error RevisionLost(bytes32 asset, bytes32 seen);
    error RevisionCircle(bytes32 asset);

    function setUp() external {
        _handler = new AmendmentHandler();
        _revisions = _handler.amendments();
        _holder = _handler.accounts(0);

        // 2 stands for the first participant; a choice of asset that five divides, for another right than to hold.
        for (uint256 i = 0; i < 6; ++i) _handler.enter(2, i % 5 == 0 ? i + 6 : i, 80 days);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector({addr: address(_handler), selectors: new bytes4[](6)});
        targets[0].selectors[0] = _handler.supersede.selector;
        targets[0].selectors[1] = _handler.enter.selector;
        targets[0].selectors[2] = _handler.letTimePass.selector;
        targets[0].selectors[3] = _handler.transfer.selector;
        targets[0].selectors[4] = _handler.freeze.selector;
        targets[0].selectors[5] = _handler.pledge.selector;
    }

    /// @notice Revisions form lines: none is lost, none branches, none runs in a circle.
    function invariant_revisionsFormLines() external view {
        string memory rule = _handler.broken();
        if (bytes(rule).length != 0) revert RuleBroken(rule);
        if (_handler.revisions() != _handler.done("supersede an asset")) revert RevisionLost(0, 0);
        uint256 all = _handler.REVISED();
        for (uint256 i = 0; i < all; ++i) {
            bytes32 asset = _handler.revised(i);
            bytes32 superseded = _revisions.revisionOf(asset);
            bytes32 by = _revisions.supersededBy(asset);
            if (superseded != _handler.seenRevision(asset)) revert RevisionLost(asset, _handler.seenRevision(asset));
            if (superseded != 0 && _revisions.supersededBy(superseded) != asset) {
                revert RevisionForked(asset, superseded);
            }
            if (by != 0 && _revisions.revisionOf(by) != asset) revert RevisionForked(by, asset);
            for (uint256 steps = 0; superseded != 0; ++steps) {
                if (steps == all) revert RevisionCircle(asset);
                superseded = _revisions.revisionOf(superseded);
            }
        }
    }

    /// @notice Any attempts of one holder, against lines that are walked from end to end: two lines
    /// are joined, end to beginning, and nothing else is.
    function testFuzz_onlyEndsOfTwoLinesAreJoined(uint256 seed) external {
        for (uint256 n = 0; n < _ATTEMPTS; ++n) {
            uint256 choice = uint256(keccak256(abi.encode(seed, n)));
            _attempt((choice % 6) + 1, ((choice >> 128) % 6) + 1);
        }
        for (uint256 asset = 1; asset <= 6; ++asset) {
            bool asJoined =
                _revisions.revisionOf(bytes32(asset)) == bytes32(_before[asset]) &&
                    _revisions.supersededBy(bytes32(asset)) == bytes32(_after[asset]);
            if (!asJoined) revert NotAsJoined(asset);
        }
    }

    function _attempt(uint256 asset, uint256 superseded) private {
        bytes4 owed = _owed(asset, superseded);
        VM.prank(_holder);
        try _revisions.supersede(bytes32(asset), bytes32(superseded)) {
            if (owed != 0) revert WronglyJudged(asset, superseded, 0, owed);
            _before[asset] = superseded;
            _after[superseded] = asset;
        } catch (bytes memory reason) {
            if (bytes4(reason) != owed) revert WronglyJudged(asset, superseded, bytes4(reason), owed);
        }
    }

    /// @dev The error that the attempt must meet with; 0: none.
    function _owed(uint256 asset, uint256 superseded) private view returns (bytes4) {
        if (_before[asset] != 0) return IRevisions.RevisionAlready.selector;
        if (_after[superseded] != 0) return IRevisions.SupersededAlready.selector;
        uint256 first = superseded;
        while (_before[first] != 0) first = _before[first];
        return first == asset ? IRevisions.CircularRevision.selector : bytes4(0);
    }
}
