// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ActStream} from "./ActStream.sol";
import {RegistryHandler} from "./RegistryHandler.sol";

/// @title ReachTest
/// @notice Invariants prove something only if the handler gets somewhere: from one long, fixed stream of
/// numbers the registry must accept every kind of act at least once.
contract ReachTest is ActStream {
    uint256 private constant _STEPS = 2500;

    function setUp() external {
        _add("letTimePass(uint256)", "let time pass");
        _add("suspendParticipant(uint256)", "suspend a participant");
        _add("reinstateParticipants()", "reinstate a participant");
        _add("addAccount(uint256)", "add an account");
        _add("setPrimaryAccount(uint256,uint256)", "set the primary account");
        _add("revokeAccount(uint256,uint256)", "revoke an account");
        _add("recoverAccount(uint256)", "recover an account");
        _add("file(uint256,uint256,uint256)", "file");
        _add("fileDerived(uint256,uint256,uint256)", "file a derived asset");
        _add("withdraw(uint256,uint256)", "withdraw");
        _add("openNotice(uint256)", "open notice");
        _add("object(uint256,uint256)", "object");
        _add("dismiss(uint256,uint256)", "dismiss an objection");
        _add("uphold(uint256,uint256)", "uphold an objection");
        _add("reject(uint256)", "reject");
        _add("certify(uint256,uint256)", "confirm");
        _add("renew(uint256,uint256)", "renew");
        _add("surrender(uint256,uint256)", "surrender");
        _add("annul(uint256)", "annul");
        _add("transfer(uint256,uint256,uint256,uint256)", "transfer");
        _add("bind(uint256,uint256)", "bind or unbind");
        _add("freeze(uint256,uint256)", "freeze or release");
        _add("pledge(uint256,uint256)", "pledge or free");
        _add("moveByOrder(uint256,uint256)", "move by order");
        _add("enforcePledge(uint256,uint256)", "enforce a pledge");
        _add("annulByOrder(uint256)", "annul by order");
        _add("grant(uint256,uint256,uint256,uint256,uint256)", "grant a licence");
        _add("grantExclusively(uint256,uint256,uint256,uint256,uint256)", "grant an exclusive licence");
        _add("suspendLicense(uint256,uint256)", "suspend a licence");
        _add("resumeLicense(uint256,uint256)", "resume a licence");
        _add("terminateLicense(uint256,uint256)", "terminate a licence");
        _run(address(new RegistryHandler()), _STEPS);
    }
}
