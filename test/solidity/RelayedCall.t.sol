// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Licenses} from "../../contracts/licenses/Licenses.sol";
import {IParticipants} from "../../contracts/participants/IParticipants.sol";
import {IRightsRegistry} from "../../contracts/rights/IRightsRegistry.sol";
import {ISandboxes} from "../../contracts/sandboxes/ISandboxes.sol";

/// @title RelayedCallTest
/// @notice How a registry contract reads a call that came through the forwarder, which this contract is.
contract RelayedCallTest is Licenses {
    error SeenWrongly(address sender, bytes data);

    constructor()
        Licenses(
            address(1),
            address(this),
            IParticipants(address(2)),
            IRightsRegistry(address(3)),
            ISandboxes(address(4))
        )
    {}

    /// @notice The sender and the calldata that the contract sees.
    function seen(uint256) external view returns (address sender, bytes memory data) {
        return (_msgSender(), _msgData());
    }

    /// @notice The appended sender is the sender, and no part of the calldata.
    function testFuzz_theAppendedSenderIsTakenOff(address signer, uint256 argument) external view {
        bytes memory call = abi.encodeCall(this.seen, (argument));
        (bool done, bytes memory result) = address(this).staticcall(abi.encodePacked(call, signer));
        (address sender, bytes memory data) = abi.decode(result, (address, bytes));
        if (!done || sender != signer || keccak256(data) != keccak256(call)) revert SeenWrongly(sender, data);
    }
}
