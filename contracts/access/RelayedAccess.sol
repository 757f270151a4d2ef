// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";

/// @title RelayedAccess
/// @notice What every registry contract shares: permissions by one AccessManager, callers that may come
/// through one ERC-2771 forwarder (so that nobody needs native coin), and batches by `multicall`.
abstract contract RelayedAccess is AccessManaged, ERC2771Context, Multicall {
    constructor(address authority_, address forwarder) AccessManaged(authority_) ERC2771Context(forwarder) {}

    /// @dev The signer of a relayed request, or the direct caller.
    function _msgSender() internal view virtual override(Context, ERC2771Context) returns (address) {
        return ERC2771Context._msgSender();
    }

    /// @dev Calldata without the sender that the forwarder appends.
    function _msgData() internal view virtual override(Context, ERC2771Context) returns (bytes calldata) {
        return ERC2771Context._msgData();
    }

    /// @dev Length of what the forwarder appends; `Multicall` needs it to pass the sender on.
    function _contextSuffixLength() internal view virtual override(Context, ERC2771Context) returns (uint256) {
        return ERC2771Context._contextSuffixLength();
    }
}
