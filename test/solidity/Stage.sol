// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IParticipants} from "../../contracts/participants/IParticipants.sol";
import {ApplicationStatus} from "../../contracts/rights/Registration.sol";
import {Deployment} from "./Deployment.sol";
import {VM} from "./IVm.sol";

/// @title Stage
/// @notice Time, accounts, and the choices that a stream of numbers makes among what there is.
abstract contract Stage is Deployment {
    /// @notice Assets that applications are about: few, so that they meet.
    uint256 public constant ASSETS = 3;

    /// @notice Participants there are, from the beginning.
    uint256 public constant PARTICIPANTS = 4;

    /// @dev Acts choose among this many of the newest ids.
    uint64 internal constant _RECENT = 8;

    /// @dev Stands for the hash of any document.
    bytes32 internal constant _PAPER = keccak256("paper");

    /// @notice How often the registry accepted an act of this name.
    mapping(string act => uint256 count) public done;

    /// @notice Every account that ever was a participant's.
    address[] public accounts;

    /// @notice Time (Unix seconds); it passes only when an act says so.
    uint256 public clock = 1_800_000_000;

    /// @dev Whether the act was a court's.
    bool internal _ordered;

    uint160 private _accountsMade = 0xacc0000;

    /// @dev An act happens at `clock`; what it did is looked at afterwards.
    modifier act() {
        VM.warp(clock);
        _;
        _watch();
    }

    constructor() {
        for (uint256 i = 0; i < PARTICIPANTS; ++i) {
            address account = _newAccount();
            participants.register(IParticipants.Kind.Enterprise, 156, _PAPER, account);
            accounts.push(account);
        }
    }

    /// @notice Lets up to two days pass; now and then up to 40.
    function letTimePass(uint256 time) external {
        clock += time % 8 == 0 ? time % 40 days : time % 2 days;
        ++done["let time pass"];
    }

    /// @notice Number of `accounts`.
    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    /// @notice Content commitment of the asset with this number (modulo `ASSETS`).
    function commitment(uint256 asset) public pure returns (bytes32) {
        return bytes32((asset % ASSETS) + 1);
    }

    function _watch() internal virtual;

    /// @dev Lets one choice in four through: acts that end things, lest nothing lasts.
    function _seldom(uint256 choice) internal pure returns (bool) {
        return choice % 4 == 0;
    }

    function _newAccount() internal returns (address) {
        return address(++_accountsMade);
    }

    /// @dev Mostly the primary account of some participant; else any account there ever was.
    function _account(uint256 choice) internal view returns (address) {
        uint256 which = choice / 4;
        if (choice % 4 == 0) return accounts[which % accounts.length];
        return participants.participant(uint64(which % PARTICIPANTS) + 1).primaryAccount;
    }

    /// @dev Mostly the account that a token sits in; else any.
    function _ownerOrOther(IERC721 token, uint64 id, uint256 choice) internal view returns (address) {
        if (choice % 4 == 0) return _account(choice / 4);
        try token.ownerOf(id) returns (address owner) {
            return owner;
        } catch {
            return _account(choice / 4);
        }
    }

    /// @dev The id of some participant, or one that nobody has.
    function _participantId(uint256 choice) internal pure returns (uint64) {
        uint64 which = uint64(choice % (PARTICIPANTS + 1)) + 1;
        return which > PARTICIPANTS ? type(uint64).max : which;
    }

    /// @dev Mostly the id of a recent application in the wanted status; else any.
    function _applicationIn(ApplicationStatus wanted, uint256 choice) internal view returns (uint64 id) {
        uint64 count = rights.applicationCount();
        if (choice % 4 != 0) {
            uint256 among = count < _RECENT ? count : _RECENT;
            for (uint256 i = 0; i < among; ++i) {
                id = count - uint64(((choice / 4) + i) % among);
                if (rights.registration(id).status == wanted) return id;
            }
        }
        return _recent(count, choice / 4);
    }

    /// @dev The id of a recent licence, or one too many.
    function _licenseId(uint256 choice) internal view returns (uint64) {
        return _recent(licenses.licenseCount(), choice);
    }

    /// @dev The end of some term, past or future; 0 (none) for one choice in three.
    function _termEnd(uint256 choice) internal view returns (uint40) {
        return choice % 3 == 0 ? 0 : uint40(clock - 10 days + (choice % 120 days));
    }

    /// @dev One of the newest ids, or one too many.
    function _recent(uint256 count, uint256 choice) internal pure returns (uint64) {
        uint256 among = count < _RECENT ? count + 1 : _RECENT;
        return uint64(count + 1 - (choice % among));
    }
}
