// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Roles} from "../../contracts/access/Roles.sol";
import {Licenses} from "../../contracts/licenses/Licenses.sol";
import {IParticipants} from "../../contracts/participants/IParticipants.sol";
import {Participants} from "../../contracts/participants/Participants.sol";
import {IRegistrationPolicy} from "../../contracts/policy/IRegistrationPolicy.sol";
import {RegistrationPolicy} from "../../contracts/policy/RegistrationPolicy.sol";
import {IRightsRegistry} from "../../contracts/rights/IRightsRegistry.sol";
import {RightsRegistry} from "../../contracts/rights/RightsRegistry.sol";

/// @title Deployment
/// @notice A registry whose desk (admin, registrar and examiner) is this contract, with short periods so
/// that a test sees terms end.
abstract contract Deployment {
    Participants public immutable participants;
    RightsRegistry public immutable rights;
    Licenses public immutable licenses;

    constructor() {
        AccessManager manager = new AccessManager(address(this));
        address noForwarder = address(1);
        participants = new Participants(address(manager), noForwarder);
        rights = new RightsRegistry(address(manager), noForwarder, participants);
        licenses = new Licenses(address(manager), noForwarder, participants, rights);
        rights.setPolicy(
            new RegistrationPolicy(
                address(manager),
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
        registrarOfRights[0] = IRightsRegistry.renew.selector;
        registrarOfRights[1] = IRightsRegistry.annul.selector;
        manager.setTargetFunctionRole(address(rights), registrarOfRights, Roles.REGISTRAR);

        bytes4[] memory examiner = new bytes4[](5);
        examiner[0] = IRightsRegistry.openNotice.selector;
        examiner[1] = IRightsRegistry.dismissObjection.selector;
        examiner[2] = IRightsRegistry.upholdObjection.selector;
        examiner[3] = IRightsRegistry.rejectApplication.selector;
        examiner[4] = IRightsRegistry.confirm.selector;
        manager.setTargetFunctionRole(address(rights), examiner, Roles.EXAMINER);

        manager.grantRole(Roles.REGISTRAR, address(this), 0);
        manager.grantRole(Roles.EXAMINER, address(this), 0);
    }
}
