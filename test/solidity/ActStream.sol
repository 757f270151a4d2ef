// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What handlers tell of the acts that were accepted.
interface IActs {
    /// @notice How often an act was accepted.
    function done(string calldata act) external view returns (uint256);
}

/// @title ActStream
/// @notice Invariants prove something only if their handler gets somewhere: from one long, fixed stream of numbers every
/// kind of act must be accepted at least once.
abstract contract ActStream {
    address private _handler;
    string[] private _signatures;
    string[] private _names;

    error HandlerFailed(string signature);
    error NeverAccepted(string act);

    function test_everyActIsAcceptedSometimes() external view {
        for (uint256 i = 0; i < _names.length; ++i) {
            if (IActs(_handler).done(_names[i]) == 0) revert NeverAccepted(_names[i]);
        }
    }

    /// @notice One act of the stream. (A call of its own, so that the run's memory stays small.)
    function step(uint256 n) external {
        string memory signature = _signatures[uint256(keccak256(abi.encode(n))) % _signatures.length];
        (bool went, ) = _handler.call(
            abi.encodePacked(bytes4(keccak256(bytes(signature))), abi.encode(_numbers(n, signature)))
        );
        if (!went) revert HandlerFailed(signature);
    }

    function _run(address handler, uint256 steps) internal {
        _handler = handler;
        for (uint256 n = 0; n < steps; ++n) this.step(n);
    }

    function _add(string memory signature, string memory name) internal {
        _signatures.push(signature);
        _names.push(name);
    }

    /// @dev Arguments of the step: as many as any act takes, and more than most.
    function _numbers(uint256 n, string memory) internal pure virtual returns (uint256[5] memory numbers) {
        for (uint256 i = 0; i < numbers.length; ++i) numbers[i] = uint256(keccak256(abi.encode(n, i)));
    }
}
