// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Roles} from "../../contracts/access/Roles.sol";
import {Licenses} from "../../contracts/licenses/Licenses.sol";
import {IParticipants} from "../../contracts/participants/IParticipants.sol";
import {Participants} from "../../contracts/participants/Participants.sol";
import {IRegistrationPolicy} from "../../contracts/policy/IRegistrationPolicy.sol";
import {RegistrationPolicy} from "../../contracts/policy/RegistrationPolicy.sol";
import {RightsRegistry} from "../../contracts/rights/RightsRegistry.sol";

/// @title Desk
/// @notice A registry whose registrar and examiner this contract is, with four participants.
abstract contract Desk {
    uint256 internal constant _PARTICIPANTS = 4;
    uint32 internal constant _NOTICE = 14 days;
    uint32 internal constant _MAX_TERM = 1095 days;
    uint32 internal constant _RENEWAL_WINDOW = 90 days;

    Participants internal immutable _BOOK;
    RightsRegistry internal immutable _RIGHTS;
    Licenses internal immutable _LICENSES;

    constructor() {
        AccessManager manager = new AccessManager(address(this));
        manager.grantRole(Roles.REGISTRAR, address(this), 0);
        manager.grantRole(Roles.EXAMINER, address(this), 0);
        _BOOK = new Participants(address(manager), address(0));
        _RIGHTS = new RightsRegistry(address(manager), address(0), _BOOK);
        _LICENSES = new Licenses(address(manager), address(0), _BOOK, _RIGHTS);
        _RIGHTS.setPolicy(
            new RegistrationPolicy(
                address(manager),
                _RIGHTS,
                _LICENSES,
                IRegistrationPolicy.Periods({
                    noticeGeneral: _NOTICE,
                    noticeImportant: _NOTICE,
                    noticeCore: _NOTICE,
                    noticeExtension: 5 days,
                    maxTerm: _MAX_TERM,
                    renewalWindow: _RENEWAL_WINDOW
                })
            )
        );
        // This contract is admin too, and restricted functions are the admin's until a role is set.
        for (uint256 i = 0; i < _PARTICIPANTS; ++i) {
            _BOOK.register(IParticipants.Kind.Enterprise, 156, bytes32(i + 1), accountOf(i));
        }
    }

    /// @notice The account of the participant with id `index + 1`.
    function accountOf(uint256 index) public pure returns (address) {
        return address(uint160(0x10000 + (index % _PARTICIPANTS)));
    }
}
