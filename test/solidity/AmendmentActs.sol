// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Roles} from "../../contracts/access/Roles.sol";
import {Amendments} from "../../contracts/amendments/Amendments.sol";
import {AmendmentKind, AmendmentStatus, IAmendments} from "../../contracts/amendments/IAmendments.sol";
import {IApplications} from "../../contracts/rights/IApplications.sol";
import {ICertificates} from "../../contracts/rights/ICertificates.sol";
import {Algorithm, DataClass, Right, Source} from "../../contracts/rights/Registration.sol";
import {VM} from "./IVm.sol";
import {Stage} from "./Stage.sol";

/// @title AmendmentActs
/// @notice What can be done to amendments and revisions.
abstract contract AmendmentActs is Stage {
    /// @notice Assets that revisions are among: enough for lines that meet at either end.
    uint256 public constant REVISED = 6;

    Amendments public immutable amendments;

    constructor() {
        AccessManager manager = AccessManager(participants.authority());
        amendments = new Amendments(address(manager), address(1), participants, rights);
        bytes4[] memory examiner = new bytes4[](2);
        examiner[0] = IAmendments.acceptAmendment.selector;
        examiner[1] = IAmendments.rejectAmendment.selector;
        manager.setTargetFunctionRole(address(amendments), examiner, Roles.EXAMINER);
        bytes4[] memory registrar = new bytes4[](1);
        registrar[0] = IAmendments.correctRecord.selector;
        manager.setTargetFunctionRole(address(amendments), registrar, Roles.REGISTRAR);
        bytes4[] memory catalogues = new bytes4[](1);
        catalogues[0] = ICertificates.enter.selector;
        manager.setTargetFunctionRole(address(rights), catalogues, Roles.CATALOGUES);
        manager.grantRole(Roles.CATALOGUES, address(this), 0);
    }

    /// @notice A new certificate at once, mostly of the right to hold, mostly for one of two participants.
    function enter(uint256 who, uint256 asset, uint256 term) external act {
        IApplications.Filing memory filing = IApplications.Filing({
            commitment: revised(asset),
            algorithm: Algorithm.Sha256,
            right: asset % 5 == 0 ? Right.Operate : Right.Hold,
            dataClass: DataClass.General,
            termEnd: uint40(clock + 1 + (term % 90 days)),
            descriptionHash: _PAPER,
            descriptionURI: "",
            sources: new Source[](0)
        });
        uint64 holder = who % 8 == 0 ? _participantId(who / 8) : uint64(who % 2) + 1;
        try rights.enter(holder, filing, uint40(clock), _PAPER) {
            ++done["enter"];
        } catch {}
    }

    function requestAmendment(uint256 who, uint256 which, uint256 what) external act {
        uint64 certificateId = _certificateId(which);
        VM.prank(_ownerOrOther(rights, certificateId, who));
        try
            amendments.requestAmendment(
                certificateId,
                AmendmentKind((what % 2) + 1),
                keccak256(abi.encode(what)),
                "",
                _PAPER
            )
        {
            ++done["request an amendment"];
        } catch {}
    }

    function acceptAmendment(uint256 which) external act {
        try amendments.acceptAmendment(_amendmentId(which), _PAPER) {
            ++done["accept an amendment"];
        } catch {}
    }

    function rejectAmendment(uint256 which) external act {
        if (!_seldom(which)) return;
        try amendments.rejectAmendment(_amendmentId(which / 4), _PAPER) {
            ++done["reject an amendment"];
        } catch {}
    }

    function withdrawAmendment(uint256 who, uint256 which) external act {
        if (!_seldom(which)) return;
        uint64 id = _amendmentId(which / 4);
        address owner = _account(who);
        if (who % 2 == 0 && id <= amendments.amendmentCount()) {
            owner = _ownerOrOther(rights, amendments.amendment(id).certificateId, who);
        }
        VM.prank(owner);
        try amendments.withdrawAmendment(id) {
            ++done["withdraw an amendment"];
        } catch {}
    }

    function correctRecord(uint256 which, uint256 what) external act {
        if (!_seldom(which)) return;
        try amendments.correctRecord(_certificateId(which / 4), keccak256(abi.encode(what)), "", _PAPER) {
            ++done["correct a record"];
        } catch {}
    }

    function supersede(uint256 who, uint256 asset, uint256 superseded) external act {
        VM.prank(_ownerOrOther(rights, rights.certificateInForce(revised(asset), Right.Hold), who));
        try amendments.supersede(revised(asset), revised(superseded)) {
            ++done["supersede an asset"];
        } catch {}
    }

    /// @notice Content commitment of the asset with this number (modulo `REVISED`).
    function revised(uint256 asset) public pure returns (bytes32) {
        return bytes32((asset % REVISED) + 1);
    }

    /// @dev Mostly a recent amendment that is not decided; else any.
    function _amendmentId(uint256 choice) private view returns (uint64) {
        uint64 count = amendments.amendmentCount();
        if (choice % 4 != 0) {
            for (uint64 id = count; id != 0 && id + _RECENT > count; --id) {
                if (amendments.amendment(id).status == AmendmentStatus.Requested) return id;
            }
        }
        return _recent(count, choice / 4);
    }

    function _certificateId(uint256 choice) private view returns (uint64) {
        return _recent(rights.applicationCount(), choice);
    }
}
