// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RelayedAccess} from "./RelayedAccess.sol";

/// @title EmergencyPause
/// @notice A guardian can stop what people do at a contract. What a court orders, and what people take back or give
/// up, is never stopped: such functions do not ask.
/// @dev AccessManager's own `setTargetClosed` would close the functions of roles alone, the court's among them.
abstract contract EmergencyPause is RelayedAccess {
    // Beside the authority's address, in its slot.
    bool private _paused;

    /// @notice The contract was paused, or goes on.
    event PauseChanged(bool paused);

    /// @notice The contract is paused.
    error Paused();

    modifier whileOpen() {
        _requireOpen();
        _;
    }

    /// @notice Pauses the contract, or lets it go on.
    function setPaused(bool paused_) external restricted {
        _paused = paused_;
        emit PauseChanged(paused_);
    }

    /// @notice Whether the contract is paused.
    function paused() external view returns (bool) {
        return _paused;
    }

    function _requireOpen() internal view {
        if (_paused) revert Paused();
    }
}
