// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ActStream} from "./ActStream.sol";
import {DealActs} from "./DealActs.sol";

/// @title DealsReachTest
/// @notice The invariants of deals prove something only if every act is accepted sometimes: from one long, fixed
/// stream of numbers.
contract DealsReachTest is ActStream {
    uint256 private constant _STEPS = 700;

    function setUp() external {
        _add("letTimePass(uint256)", "let time pass");
        _add("conclude(uint256,uint256,uint128)", "conclude a deal");
        _add("deliver(uint256)", "deliver");
        _add("acknowledge(uint256)", "acknowledge");
        _add("release(uint256)", "release");
        _add("reclaim(uint256)", "reclaim");
        _add("cancel(uint256)", "cancel a deal");
        _add("dispute(uint256)", "dispute");
        _add("resolve(uint256,uint128,bool)", "resolve");
        _add("distribute(uint256)", "distribute");
        _add("withdraw(uint256)", "fetch a balance");
        _add("propose(uint256,uint256,uint256)", "propose shares");
        _add("agree(uint256,uint256)", "agree to shares");
        _add("pass(uint256,uint256)", "pass a certificate on");
        _run(address(new DealActs()), _STEPS);
    }

    /// @dev Small enough for every type, and a boolean.
    function _numbers(uint256 n, string memory signature) internal pure override returns (uint256[5] memory numbers) {
        for (uint256 i = 0; i < 2; ++i) numbers[i] = uint128(uint256(keccak256(abi.encode(n, i))));
        bool concludes = keccak256(bytes(signature)) == keccak256("conclude(uint256,uint256,uint128)");
        numbers[2] = concludes ? numbers[0] % 1_000_003 : n % 2;
    }
}
