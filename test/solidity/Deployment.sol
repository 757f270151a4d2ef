// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Roles} from "../../contracts/access/Roles.sol";
import {ILicenses} from "../../contracts/licenses/ILicenses.sol";
import {Licenses} from "../../contracts/licenses/Licenses.sol";
import {IParticipants} from "../../contracts/participants/IParticipants.sol";
import {Participants} from "../../contracts/participants/Participants.sol";
import {IRegistrationPolicy} from "../../contracts/policy/IRegistrationPolicy.sol";
import {RegistrationPolicy} from "../../contracts/policy/RegistrationPolicy.sol";
import {IApplications} from "../../contracts/rights/IApplications.sol";
import {ICertificates} from "../../contracts/rights/ICertificates.sol";
import {RightsRegistry} from "../../contracts/rights/RightsRegistry.sol";
import {Sandboxes} from "../../contracts/sandboxes/Sandboxes.sol";

/// @title Deployment
/// @notice A registry whose desk (admin, registrar and examiner) is this contract, with short periods so
/// that a test sees terms end.
abstract contract Deployment {
    Participants public immutable participants;
    RightsRegistry public immutable rights;
    Sandboxes public immutable sandboxes;
    Licenses public immutable licenses;

    constructor() {
        AccessManager manager = new AccessManager(address(this));
        address noForwarder = address(1);
        participants = new Participants(address(manager), noForwarder);
        rights = new RightsRegistry(address(manager), noForwarder, participants);
        sandboxes = new Sandboxes(address(manager), noForwarder, participants);
        licenses = new Licenses(address(manager), noForwarder, participants, rights, sandboxes);
        rights.setPolicy(
            new RegistrationPolicy(
                rights,
                licenses,
                IRegistrationPolicy.Periods({
                    noticeGeneral: 8 days,
                    noticeImportant: 9 days,
                    noticeCore: 10 days,
                    noticeExtension: 2 days,
                    maxTerm: 100 days,
                    renewalWindow: 40 days
                })
            )
        );
        _permit(manager);
    }

    function _permit(AccessManager manager) private {
        bytes4[] memory registrarOfParticipants = new bytes4[](4);
        registrarOfParticipants[0] = IParticipants.register.selector;
        registrarOfParticipants[1] = IParticipants.suspend.selector;
        registrarOfParticipants[2] = IParticipants.reinstate.selector;
        registrarOfParticipants[3] = IParticipants.recoverAccount.selector;
        manager.setTargetFunctionRole(address(participants), registrarOfParticipants, Roles.REGISTRAR);

        bytes4[] memory registrarOfRights = new bytes4[](2);
        registrarOfRights[0] = ICertificates.renew.selector;
        registrarOfRights[1] = ICertificates.annul.selector;
        manager.setTargetFunctionRole(address(rights), registrarOfRights, Roles.REGISTRAR);

        bytes4[] memory examiner = new bytes4[](5);
        examiner[0] = IApplications.openNotice.selector;
        examiner[1] = IApplications.dismissObjection.selector;
        examiner[2] = IApplications.upholdObjection.selector;
        examiner[3] = IApplications.rejectApplication.selector;
        examiner[4] = ICertificates.confirm.selector;
        manager.setTargetFunctionRole(address(rights), examiner, Roles.EXAMINER);

        bytes4[] memory courts = new bytes4[](3);
        courts[0] = ICertificates.setFrozen.selector;
        courts[1] = ICertificates.moveByOrder.selector;
        courts[2] = ICertificates.annulByOrder.selector;
        manager.setTargetFunctionRole(address(rights), courts, Roles.COURTS);

        bytes4[] memory pledges = new bytes4[](2);
        pledges[0] = ICertificates.setPledged.selector;
        pledges[1] = ICertificates.enforcePledge.selector;
        manager.setTargetFunctionRole(address(rights), pledges, Roles.PLEDGES);

        bytes4[] memory settlement = new bytes4[](2);
        settlement[0] = ILicenses.grantSold.selector;
        settlement[1] = ILicenses.endSold.selector;
        manager.setTargetFunctionRole(address(licenses), settlement, Roles.SETTLEMENT);

        manager.grantRole(Roles.SETTLEMENT, address(this), 0);
        manager.grantRole(Roles.COURTS, address(this), 0);
        manager.grantRole(Roles.PLEDGES, address(this), 0);
        manager.grantRole(Roles.REGISTRAR, address(this), 0);
        manager.grantRole(Roles.EXAMINER, address(this), 0);
    }
}
