// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Terms, TermsRules, Territory, UseSet} from "../../contracts/licenses/Terms.sol";

/// @title TermsTest
/// @notice The rules of terms against the same rules written another way.
contract TermsTest {
    uint256 private constant _USES = 9;

    error WronglyJudged(bytes32 territory, bool valid);
    error UsesWronglyJudged(uint32 permitted, uint32 prohibited, bool valid);

    /// @notice Any sixteen codes, of which those that follow the first zero are often zero too.
    function testFuzz_territoriesAreListsOfAscendingCodes(uint16[16] calldata codes, uint256 length) external pure {
        uint256 packed = 0;
        for (uint256 i = 0; i < length % 17; ++i) packed |= _code(codes[i]) << (16 * i);
        _judge(packed);
    }

    /// @notice Codes that ascend, with one of them changed to whatever.
    function testFuzz_oneCodeDecides(uint8[16] calldata steps, uint256 length, uint256 at, uint16 code) external pure {
        uint256 packed = 0;
        uint256 previous = 0;
        for (uint256 i = 0; i < length % 17; ++i) {
            previous += (steps[i] % 60) + 1;
            packed |= previous << (16 * i);
        }
        _judge(packed);
        uint256 shift = 16 * (at % 16);
        _judge((packed & ~(uint256(0xffff) << shift)) | (_code(code) << shift));
    }

    /// @notice Some use is permitted, none is prohibited too, and all bits mean something.
    function testFuzz_usesAreDisjointSets(uint32 permitted, uint32 prohibited, bool small) external view {
        if (small) {
            permitted &= uint32(1 << (_USES + 1)) - 1;
            prohibited &= uint32(1 << (_USES + 1)) - 1;
        }
        bool valid = permitted != 0;
        for (uint256 bit = 0; bit < 32; ++bit) {
            bool isPermitted = (permitted >> bit) & 1 == 1;
            bool isProhibited = (prohibited >> bit) & 1 == 1;
            if (isPermitted && isProhibited) valid = false;
            if (bit >= _USES && (isPermitted || isProhibited)) valid = false;
        }
        if (_accepts(permitted, prohibited) != valid) revert UsesWronglyJudged(permitted, prohibited, valid);
    }

    /// @notice See {TermsRules-check}; a call of its own, so that it can be refused.
    function check(Terms calldata terms) external pure {
        TermsRules.check(terms, 0);
    }

    /// @dev A code up to 1000, the first that is none.
    function _code(uint16 any) private pure returns (uint256) {
        return any % 1100 > 1000 ? 1000 : any % 1100;
    }

    function _accepts(uint32 permitted, uint32 prohibited) private view returns (bool) {
        Terms memory terms;
        terms.permittedUses = UseSet.wrap(permitted);
        terms.prohibitedUses = UseSet.wrap(prohibited);
        terms.validUntil = 1;
        terms.documentHash = keccak256("terms");
        try this.check(terms) {
            return true;
        } catch {
            return false;
        }
    }

    function _judge(uint256 packed) private pure {
        bool valid = true;
        bool ended = false;
        for (uint256 i = 0; i < 16; ++i) {
            uint256 code = uint16(packed >> (16 * i));
            uint256 previous = i == 0 ? 0 : uint16(packed >> (16 * (i - 1)));
            if (code == 0) ended = true;
            else if (ended || code > 999 || code <= previous) valid = false;
        }
        Territory territory = Territory.wrap(bytes32(packed));
        if (TermsRules.isValid(territory) != valid) revert WronglyJudged(bytes32(packed), valid);
    }
}
