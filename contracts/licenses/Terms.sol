// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Up to sixteen ISO 3166-1 numeric country codes, 16 bits each, from the low end up, in ascending
/// order without gaps. Zero: anywhere.
type Territory is bytes32;

/// @notice A set of uses, one bit each; see {Uses}.
type UseSet is uint32;

/// @title Uses
/// @notice Bits of a `UseSet`. Each maps to one ODRL 2.2 action (in brackets).
library Uses {
    /// @notice Read and display [odrl:read, odrl:display].
    uint32 internal constant READ = 1 << 0;
    /// @notice Make copies for the licensee's own use [odrl:reproduce].
    uint32 internal constant REPRODUCE = 1 << 1;
    /// @notice Compute statistics and analyses [odrl:extract].
    uint32 internal constant ANALYZE = 1 << 2;
    /// @notice Make a new asset out of it [odrl:derive].
    uint32 internal constant DERIVE = 1 << 3;
    /// @notice Train a model [odrl:index].
    uint32 internal constant TRAIN = 1 << 4;
    /// @notice Combine with other data [odrl:aggregate].
    uint32 internal constant AGGREGATE = 1 << 5;
    /// @notice Make anonymous [odrl:anonymize].
    uint32 internal constant ANONYMIZE = 1 << 6;
    /// @notice Hand on to third parties [odrl:distribute].
    uint32 internal constant DISTRIBUTE = 1 << 7;
    /// @notice Use for commercial ends [cc:CommericalUse].
    uint32 internal constant COMMERCIALIZE = 1 << 8;

    /// @notice Every use there is.
    uint32 internal constant ALL = (1 << 9) - 1;
}

/// @notice What a licence grants.
/// @dev Slot 0: permittedUses 32 | prohibitedUses 32 | validFrom 40 | validUntil 40 | units 64 |
/// sublicensing 8 | derivatives 8 | exclusive 8 | attribution 8 | royalty 16 (256 bits). Slot 1: transferable 8 |
/// meter 64 (72 bits). Slot 2: territory. Slot 3: documentHash.
/// @param permittedUses Uses the licensee may make.
/// @param prohibitedUses Uses named as forbidden; what is neither permitted nor prohibited is not granted.
/// @param validFrom Unix time from which the licence is good.
/// @param validUntil Unix time at which it ends.
/// @param units Metered units granted; 0: not metered.
/// @param sublicensing Whether the licensee may grant sub-licences.
/// @param derivatives Whether the licensee may register assets derived from this one.
/// @param exclusive Whether no other licence may be in force at the same time.
/// @param attribution Whether the licensor must be named.
/// @param royalty Part of what assets derived from this one earn that is due to the licensor's certificate, in basis
/// points (1 to 10,000); 0: none. Of terms alone that permit derivatives.
/// @param transferable Whether the licensee may hand the licence on to another participant.
/// @param meter Participant who alone records metered use; 0: licensee and licensor do.
/// @param territory Where the use may take place.
/// @param documentHash SHA-256 of the terms document.
struct Terms {
    UseSet permittedUses;
    UseSet prohibitedUses;
    uint40 validFrom;
    uint40 validUntil;
    uint64 units;
    bool sublicensing;
    bool derivatives;
    bool exclusive;
    bool attribution;
    uint16 royalty;
    bool transferable;
    uint64 meter;
    Territory territory;
    bytes32 documentHash;
}

/// @title TermsRules
/// @notice Which terms are well formed.
library TermsRules {
    /// @notice No use is permitted, a use is both permitted and prohibited, or a bit means nothing.
    error InvalidUses(UseSet permittedUses, UseSet prohibitedUses);

    /// @notice Country codes must be 1 to 999, ascending, and without gaps.
    error InvalidTerritory(Territory territory);

    /// @notice The licence must end after it begins, and after now.
    error InvalidValidity(uint40 validFrom, uint40 validUntil);

    /// @notice A licence refers to its terms document by hash.
    error MissingTermsDocument();

    /// @notice A royalty is at most 10,000 basis points, and is for derivatives that the terms permit.
    error InvalidRoyalty(uint16 royalty, bool derivatives);

    /// @notice Reverts unless the terms are well formed at `time`.
    function check(Terms calldata terms, uint256 time) internal pure {
        uint32 permitted = UseSet.unwrap(terms.permittedUses);
        uint32 prohibited = UseSet.unwrap(terms.prohibitedUses);
        if (permitted == 0 || permitted & prohibited != 0 || (permitted | prohibited) > Uses.ALL) {
            revert InvalidUses(terms.permittedUses, terms.prohibitedUses);
        }
        if (terms.validUntil <= terms.validFrom || terms.validUntil <= time) {
            revert InvalidValidity(terms.validFrom, terms.validUntil);
        }
        if (terms.royalty > 10_000 || (terms.royalty != 0 && !terms.derivatives)) {
            revert InvalidRoyalty(terms.royalty, terms.derivatives);
        }
        if (!isValid(terms.territory)) revert InvalidTerritory(terms.territory);
        if (terms.documentHash == 0) revert MissingTermsDocument();
    }

    /// @notice Whether a territory is well formed.
    function isValid(Territory territory) internal pure returns (bool) {
        uint256 codes = uint256(Territory.unwrap(territory));
        uint256 previous = 0;
        while (codes != 0) {
            uint256 code = codes & 0xffff;
            if (code <= previous || code > 999) return false;
            previous = code;
            codes >>= 16;
        }
        return true;
    }
}
