// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Territory, TermsRules} from "../../contracts/licenses/Terms.sol";

/// @title TerritoryTest
/// @notice Which packed lists of countries are well formed, against a plain reading of the rule.
contract TerritoryTest {
    function testFuzz_agreesWithThePlainRule(bytes32 packed) external pure {
        require(TermsRules.isValid(Territory.wrap(packed)) == _plain(packed), "the two rules disagree");
    }

    /// @notice Random words are hardly ever well formed: lists are built, and one code is changed.
    function testFuzz_agreesOnNearlyGoodLists(
        uint16[16] calldata steps,
        uint8 length,
        uint8 place,
        uint16 code
    ) external pure {
        uint256 packed = 0;
        uint256 last = 0;
        uint256 count = length % 17;
        for (uint256 i = 0; i < count; ++i) {
            last += (steps[i] % 80) + 1;
            packed |= (last & 0xffff) << (16 * i);
        }
        require(TermsRules.isValid(Territory.wrap(bytes32(packed))) == _plain(bytes32(packed)), "disagree on a list");
        packed ^= uint256(code) << (16 * (place % 16));
        require(TermsRules.isValid(Territory.wrap(bytes32(packed))) == _plain(bytes32(packed)), "disagree on a change");
    }

    function _plain(bytes32 packed) private pure returns (bool) {
        bool ended = false;
        for (uint256 i = 0; i < 16; ++i) {
            uint256 code = (uint256(packed) >> (16 * i)) & 0xffff;
            if (code > 999 || (ended && code != 0)) return false;
            if (code == 0) ended = true;
            else if (i > 0 && code <= ((uint256(packed) >> (16 * (i - 1))) & 0xffff)) return false;
        }
        return true;
    }
}
