// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Licenses} from "../../contracts/licenses/Licenses.sol";
import {Terms, Territory, Uses, UseSet} from "../../contracts/licenses/Terms.sol";
import {IRightsRegistry} from "../../contracts/rights/IRightsRegistry.sol";
import {Algorithm, ApplicationStatus, DataClass, Right, Source} from "../../contracts/rights/Registration.sol";
import {RightsRegistry} from "../../contracts/rights/RightsRegistry.sol";
import {CHEATS} from "./ICheats.sol";
import {Desk} from "./Desk.sol";

/// @title Handler
/// @notice Everything people do at the registry, in any order, with any arguments. What the registry
/// refuses is refused (times are in days, since the runner likes small numbers); what it lets happen is checked here for legality and by the invariants for effect.
contract Handler is Desk {
    uint256 private constant _COMMITMENTS = 3;

    /// @notice Set once an application moved along an edge that does not exist.
    bool public illegalMove;

    /// @notice Number of acts that the registry let happen; tests that nothing happens in prove nothing.
    uint256 public acts;

    // Status of each application after the last act.
    mapping(uint64 applicationId => ApplicationStatus status) private _last;

    /// @notice The registry under test.
    function registry() external view returns (RightsRegistry, Licenses) {
        return (_RIGHTS, _LICENSES);
    }

    /// @notice One of the few assets that everybody claims.
    function commitmentOf(uint256 seed) public pure returns (bytes32) {
        return bytes32((seed % _COMMITMENTS) + 1);
    }

    function file(uint256 who, uint256 asset, uint8 right, uint8 dataClass) external {
        IRightsRegistry.Filing memory filing = IRightsRegistry.Filing({
            commitment: commitmentOf(asset),
            algorithm: Algorithm.Sha256,
            right: Right((right % 3) + 1),
            // Most agree on the class, or hardly a second right would ever be confirmed.
            dataClass: dataClass % 4 == 0 ? DataClass.Important : DataClass.General,
            termEnd: 0,
            descriptionHash: bytes32(uint256(1)),
            descriptionURI: "",
            sources: new Source[](0)
        });
        _act(accountOf(who), address(_RIGHTS), abi.encodeCall(_RIGHTS.fileApplication, (filing)));
    }

    function openNotice(uint256 id) external {
        _examine(abi.encodeCall(_RIGHTS.openNotice, (_application(id))));
    }

    function raiseObjection(uint256 who, uint256 id) external {
        _act(
            accountOf(who),
            address(_RIGHTS),
            abi.encodeCall(_RIGHTS.raiseObjection, (_application(id), bytes32(uint256(2))))
        );
    }

    function dismissObjection(uint256 id, uint16 objection) external {
        _examine(
            abi.encodeCall(_RIGHTS.dismissObjection, (_application(id), (objection % 3) + 1, bytes32(uint256(3))))
        );
    }

    function upholdObjection(uint256 id, uint16 objection) external {
        _examine(abi.encodeCall(_RIGHTS.upholdObjection, (_application(id), (objection % 3) + 1, bytes32(uint256(4)))));
    }

    function reject(uint256 id) external {
        _examine(abi.encodeCall(_RIGHTS.rejectApplication, (_application(id), bytes32(uint256(5)))));
    }

    function withdraw(uint256 who, uint256 id) external {
        _act(accountOf(who), address(_RIGHTS), abi.encodeCall(_RIGHTS.withdrawApplication, (_application(id))));
    }

    function confirm(uint256 id) external {
        _examine(abi.encodeCall(_RIGHTS.confirm, (_application(id), bytes32(uint256(6)))));
    }

    /// @notice The whole way at once, so that certificates are not rare.
    function certify(uint256 who, uint256 asset, uint8 right, uint8 dataClass) external {
        this.file(who, asset, right, dataClass);
        uint64 id = _RIGHTS.applicationCount();
        _examine(abi.encodeCall(_RIGHTS.openNotice, (id)));
        CHEATS.warp(block.timestamp + _NOTICE);
        _examine(abi.encodeCall(_RIGHTS.confirm, (id, bytes32(uint256(6)))));
    }

    function renew(uint256 id, uint40 term) external {
        uint40 end = uint40(block.timestamp) + (term % 2200) * 1 days;
        _examine(abi.encodeCall(_RIGHTS.renew, (_application(id), end, bytes32(uint256(7)))));
    }

    function surrender(uint256 who, uint256 id) external {
        _act(accountOf(who), address(_RIGHTS), abi.encodeCall(_RIGHTS.surrender, (_application(id))));
    }

    function annul(uint256 id) external {
        _examine(abi.encodeCall(_RIGHTS.annul, (_application(id), bytes32(uint256(8)))));
    }

    function transfer(uint256 id, uint256 to) external {
        uint64 certificateId = _application(id);
        try _RIGHTS.ownerOf(certificateId) returns (address owner) {
            _act(owner, address(_RIGHTS), abi.encodeCall(_RIGHTS.transferFrom, (owner, accountOf(to), certificateId)));
        } catch {}
    }

    /// @notice Under a certificate in force, so that licences under one certificate are many.
    function grant(uint256 asset, uint8 right, uint64 licensee, uint40 start, uint40 length, bool exclusive) external {
        uint64 certificateId = _RIGHTS.certificateInForce(commitmentOf(asset), Right((right % 3) + 1));
        if (certificateId == 0) return;
        uint40 validFrom = uint40(block.timestamp) + (start % 200) * 1 days;
        Terms memory terms = Terms({
            permittedUses: UseSet.wrap(Uses.READ),
            prohibitedUses: UseSet.wrap(0),
            validFrom: validFrom,
            validUntil: validFrom + (length % 800) * 1 days,
            units: 0,
            sublicensing: false,
            derivatives: false,
            exclusive: exclusive,
            attribution: false,
            territory: Territory.wrap(0),
            documentHash: bytes32(uint256(9))
        });
        uint64 participantId = uint64(licensee % _PARTICIPANTS) + 1;
        bytes memory call = abi.encodeCall(_LICENSES.grant, (certificateId, participantId, terms));
        _act(_RIGHTS.ownerOf(certificateId), address(_LICENSES), call);
    }

    function terminate(uint256 who, uint64 id) external {
        bytes memory call = abi.encodeCall(_LICENSES.terminate, (_license(id), bytes32(uint256(10))));
        _act(accountOf(who), address(_LICENSES), call);
    }

    function suspend(uint256 who, uint64 id, bool on) external {
        bytes memory call =
            on
                ? abi.encodeCall(_LICENSES.suspend, (_license(id), bytes32(uint256(11))))
                : abi.encodeCall(_LICENSES.resume, (_license(id)));
        _act(accountOf(who), address(_LICENSES), call);
    }

    function pass(uint32 time) external {
        CHEATS.warp(block.timestamp + (time % 120) * 1 days);
    }

    function _application(uint256 seed) private view returns (uint64) {
        uint64 count = _RIGHTS.applicationCount();
        return count == 0 ? 0 : uint64(seed % count) + 1;
    }

    function _license(uint64 seed) private view returns (uint64) {
        uint64 count = _LICENSES.licenseCount();
        return count == 0 ? 0 : (seed % count) + 1;
    }

    function _examine(bytes memory call) private {
        _act(address(this), address(_RIGHTS), call);
    }

    /// @dev Takes the call ready made: reading an argument after `prank` would use the prank up.
    function _act(address sender, address target, bytes memory call) private {
        CHEATS.prank(sender);
        // solhint-disable-next-line avoid-low-level-calls
        (bool done, ) = target.call(call);
        if (done) ++acts;
        _checkMoves();
    }

    /// @dev One act makes at most one step along an edge of the state machine.
    function _checkMoves() private {
        uint64 count = _RIGHTS.applicationCount();
        for (uint64 id = 1; id <= count; ++id) {
            ApplicationStatus next = _RIGHTS.registration(id).status;
            ApplicationStatus last = _last[id] == ApplicationStatus.None ? ApplicationStatus.Filed : _last[id];
            if (next != last && !_isEdge(last, next)) illegalMove = true;
            _last[id] = next;
        }
    }

    function _isEdge(ApplicationStatus from, ApplicationStatus to) private pure returns (bool) {
        if (from == ApplicationStatus.Filed && to == ApplicationStatus.InNotice) return true;
        if (from == ApplicationStatus.InNotice) {
            if (to == ApplicationStatus.Objected || to == ApplicationStatus.Confirmed) return true;
        }
        if (from == ApplicationStatus.Objected && to == ApplicationStatus.InNotice) return true;
        bool open =
            from == ApplicationStatus.Filed || from == ApplicationStatus.InNotice || from == ApplicationStatus.Objected;
        return open && (to == ApplicationStatus.Rejected || to == ApplicationStatus.Withdrawn);
    }
}
