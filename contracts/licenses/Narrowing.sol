// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Terms, Territory, UseSet} from "./Terms.sol";

/// @title Narrowing
/// @notice Whether the terms of a sub-licence keep within those of the licence above it.
library Narrowing {
    /// @notice A clause of terms; `None`: no clause.
    enum Clause {
        None,
        PermittedUses,
        ProhibitedUses,
        ValidFrom,
        ValidUntil,
        Units,
        Derivatives,
        Exclusive,
        Attribution,
        Royalty,
        Transferable,
        Meter,
        Territory
    }

    /// @notice A sub-licence grants no more than the licence above it; it does in this clause.
    error TermsExceedParent(uint64 parentId, Clause clause);

    /// @notice Reverts unless `terms` are as narrow as `outer` in every clause but units, which are counted.
    function requireWithin(Terms calldata terms, Terms memory outer, uint64 parentId) internal pure {
        Clause clause = _exceeded(terms, outer);
        if (clause != Clause.None) revert TermsExceedParent(parentId, clause);
    }

    /// @notice Whether every country of `inner` is one of `outer`; zero is anywhere.
    function isWithin(Territory inner, Territory outer) internal pure returns (bool) {
        uint256 wide = uint256(Territory.unwrap(outer));
        uint256 narrow = uint256(Territory.unwrap(inner));
        if (wide == 0) return true;
        if (narrow == 0) return false;
        // Both ascend: each country of the narrow one is looked for from where the last was found.
        for (; narrow != 0; narrow >>= 16) {
            while (wide & 0xffff != narrow & 0xffff) {
                wide >>= 16;
                if (wide == 0) return false;
            }
        }
        return true;
    }

    function _exceeded(Terms calldata terms, Terms memory outer) private pure returns (Clause) {
        if (UseSet.unwrap(terms.permittedUses) & ~UseSet.unwrap(outer.permittedUses) != 0) return Clause.PermittedUses;
        if (UseSet.unwrap(outer.prohibitedUses) & ~UseSet.unwrap(terms.prohibitedUses) != 0)
            return Clause.ProhibitedUses;
        if (terms.validFrom < outer.validFrom) return Clause.ValidFrom;
        if (terms.validUntil > outer.validUntil) return Clause.ValidUntil;
        if (terms.derivatives && !outer.derivatives) return Clause.Derivatives;
        if (terms.exclusive && !outer.exclusive) return Clause.Exclusive;
        if (outer.attribution && !terms.attribution) return Clause.Attribution;
        if (terms.derivatives && terms.royalty < outer.royalty) return Clause.Royalty;
        if (terms.transferable && !outer.transferable) return Clause.Transferable;
        if (outer.meter != 0 && terms.meter != outer.meter) return Clause.Meter;
        if (!isWithin(terms.territory, outer.territory)) return Clause.Territory;
        return Clause.None;
    }
}
