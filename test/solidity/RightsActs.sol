// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IApplications} from "../../contracts/rights/IApplications.sol";
import {
    Algorithm,
    ApplicationStatus,
    DataClass,
    Right,
    Source,
    SourceKind
} from "../../contracts/rights/Registration.sol";
import {VM} from "./IVm.sol";
import {Stage} from "./Stage.sol";

/// @title RightsActs
/// @notice What can be done to applications and certificates.
abstract contract RightsActs is Stage {
    function file(uint256 who, uint256 what, uint256 term) external act {
        _file(_account(who), what, _termEnd(term), new Source[](0));
    }

    function fileDerived(uint256 who, uint256 what, uint256 which) external act {
        bool licensed = which % 2 == 0;
        Source[] memory sources = new Source[](1);
        sources[0] =
            licensed
                ? Source(SourceKind.License, _licenseId(which / 2))
                : Source(SourceKind.Certificate, _applicationIn(ApplicationStatus.Confirmed, which / 2));
        address applicant =
            licensed ? _ownerOrOther(licenses, sources[0].id, who) : _ownerOrOther(rights, sources[0].id, who);
        if (_file(applicant, what, 0, sources)) ++done["file a derived asset"];
    }

    /// @notice Takes a new application all the way, so that there are certificates enough.
    function certify(uint256 who, uint256 what) external act {
        if (!_file(_account(who), what, 0, new Source[](0))) return;
        _watch();
        uint64 id = rights.applicationCount();
        rights.openNotice(id);
        _watch();
        clock += 10 days;
        VM.warp(clock);
        _confirm(id);
    }

    function withdraw(uint256 who, uint256 which) external act {
        if (!_seldom(which)) return;
        uint64 id = _applicationIn(ApplicationStatus.Filed, which / 4);
        VM.prank(_account(who));
        try rights.withdrawApplication(id) {
            ++done["withdraw"];
        } catch {}
    }

    function openNotice(uint256 which) external act {
        try rights.openNotice(_applicationIn(ApplicationStatus.Filed, which)) {
            ++done["open notice"];
        } catch {}
    }

    function object(uint256 who, uint256 which) external act {
        uint64 id = _applicationIn(ApplicationStatus.InNotice, which);
        VM.prank(_account(who));
        try rights.raiseObjection(id, _PAPER) {
            ++done["object"];
        } catch {}
    }

    function dismiss(uint256 which, uint256 objection) external act {
        uint64 id = _applicationIn(ApplicationStatus.Objected, which);
        try rights.dismissObjection(id, _objectionId(id, objection), _PAPER) {
            ++done["dismiss an objection"];
        } catch {}
    }

    function uphold(uint256 which, uint256 objection) external act {
        if (!_seldom(which)) return;
        uint64 id = _applicationIn(ApplicationStatus.Objected, which / 4);
        try rights.upholdObjection(id, _objectionId(id, objection), _PAPER) {
            ++done["uphold an objection"];
        } catch {}
    }

    function reject(uint256 which) external act {
        if (!_seldom(which)) return;
        try rights.rejectApplication(_applicationIn(ApplicationStatus.InNotice, which / 4), _PAPER) {
            ++done["reject"];
        } catch {}
    }

    function confirm(uint256 which) external act {
        _confirm(_applicationIn(ApplicationStatus.InNotice, which));
    }

    function renew(uint256 which, uint256 term) external act {
        try rights.renew(_applicationIn(ApplicationStatus.Confirmed, which), _termEnd(term), _PAPER) {
            ++done["renew"];
        } catch {}
    }

    function surrender(uint256 who, uint256 which) external act {
        if (!_seldom(which)) return;
        uint64 id = _applicationIn(ApplicationStatus.Confirmed, which / 4);
        VM.prank(_ownerOrOther(rights, id, who));
        try rights.surrender(id) {
            ++done["surrender"];
        } catch {}
    }

    function annul(uint256 which) external act {
        if (!_seldom(which)) return;
        try rights.annul(_applicationIn(ApplicationStatus.Confirmed, which / 4), _PAPER) {
            ++done["annul"];
        } catch {}
    }

    function transfer(uint256 who, uint256 from, uint256 to, uint256 which) external act {
        uint64 id = _applicationIn(ApplicationStatus.Confirmed, which);
        address owner = _ownerOrOther(rights, id, from);
        address receiver = to % 8 == 0 ? address(0xbad) : _account(to / 8);
        VM.prank(_ownerOrOther(rights, id, who));
        try rights.transferFrom(owner, receiver, id) {
            ++done["transfer"];
        } catch {}
    }

    function bind(uint256 which, uint256 on) external act {
        uint64 id = _applicationIn(ApplicationStatus.Confirmed, which);
        try rights.setTransferable(id, on % 2 == 0, _PAPER) {
            ++done["bind or unbind"];
        } catch {}
    }

    function freeze(uint256 which, uint256 on) external act {
        _ordered = true;
        try rights.setFrozen(_applicationIn(ApplicationStatus.Confirmed, which), on % 2 == 0, _PAPER) {
            ++done["freeze or release"];
        } catch {}
    }

    function pledge(uint256 which, uint256 on) external act {
        try rights.setPledged(_applicationIn(ApplicationStatus.Confirmed, which), on % 2 == 0, _PAPER) {
            ++done["pledge or free"];
        } catch {}
    }

    function moveByOrder(uint256 which, uint256 to) external act {
        _ordered = true;
        try rights.moveByOrder(_applicationIn(ApplicationStatus.Confirmed, which), _participantId(to)) {
            ++done["move by order"];
        } catch {}
    }

    function enforcePledge(uint256 which, uint256 to) external act {
        _ordered = true;
        try rights.enforcePledge(_applicationIn(ApplicationStatus.Confirmed, which), _participantId(to), _PAPER) {
            ++done["enforce a pledge"];
        } catch {}
    }

    function annulByOrder(uint256 which) external act {
        if (!_seldom(which)) return;
        _ordered = true;
        try rights.annulByOrder(_applicationIn(ApplicationStatus.Confirmed, which / 4), _PAPER) {
            ++done["annul by order"];
        } catch {}
    }

    /// @dev The id of some objection to the application, or one too many.
    function _objectionId(uint64 id, uint256 choice) private view returns (uint16) {
        if (id > rights.applicationCount()) return 1;
        return uint16(choice % (rights.registration(id).objectionCount + 1)) + 1;
    }

    function _confirm(uint64 id) private {
        try rights.confirm(id, _PAPER) {
            ++done["confirm"];
        } catch {}
    }

    /// @dev `what` chooses the asset, the right, and now and then another algorithm or class.
    function _file(address who, uint256 what, uint40 termEnd, Source[] memory sources) private returns (bool) {
        IApplications.Filing memory filing = IApplications.Filing({
            commitment: commitment(what),
            algorithm: (what >> 8) % 8 == 0 ? Algorithm.ChunkMerkle : Algorithm.Sha256,
            right: Right(((what >> 16) % 3) + 1),
            dataClass: (what >> 24) % 8 == 0 ? DataClass.Core : DataClass.General,
            termEnd: termEnd,
            descriptionHash: _PAPER,
            descriptionURI: "",
            sources: sources
        });
        VM.prank(who);
        try rights.fileApplication(filing) {
            ++done["file"];
            return true;
        } catch {
            return false;
        }
    }
}
