// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {DataClass} from "../rights/Registration.sol";
import {ExportRule, ICompliancePolicy} from "./ICompliancePolicy.sol";

/// @title CompliancePolicy
/// @notice See {ICompliancePolicy}.
contract CompliancePolicy is ICompliancePolicy, AccessManaged {
    uint16 private constant _ANY = 0;

    // Rules by class, where data leaves, and where it goes; 0 stands for any jurisdiction.
    mapping(DataClass dataClass => mapping(uint16 from => mapping(uint16 to => ExportRule rule))) private _rules;

    constructor(address authority, RuleEntry[] memory rules) AccessManaged(authority) {
        _setRules(rules);
    }

    /// @notice Sets rules; `None` removes one.
    function setRules(RuleEntry[] calldata rules) external restricted {
        _setRules(rules);
    }

    /// @inheritdoc ICompliancePolicy
    function ruleFor(DataClass dataClass, uint16 from, uint16 to) external view returns (ExportRule rule) {
        mapping(uint16 from => mapping(uint16 to => ExportRule rule)) storage rules = _rules[dataClass];
        rule = rules[from][to];
        if (rule == ExportRule.None) rule = rules[from][_ANY];
        if (rule == ExportRule.None) rule = rules[_ANY][to];
        if (rule == ExportRule.None) rule = rules[_ANY][_ANY];
        if (rule == ExportRule.None) rule = ExportRule.Forbidden;
    }

    function _setRules(RuleEntry[] memory rules) private {
        for (uint256 i = 0; i < rules.length; ++i) {
            RuleEntry memory entry = rules[i];
            if (entry.dataClass == DataClass.Core) revert NoRuleForCoreData();
            bool sound = entry.dataClass != DataClass.None && entry.from <= 999 && entry.to <= 999;
            if (!sound || (entry.from == entry.to && entry.from != _ANY)) {
                revert InvalidRule(entry.dataClass, entry.from, entry.to);
            }
            _rules[entry.dataClass][entry.from][entry.to] = entry.rule;
            emit RuleSet(entry.dataClass, entry.from, entry.to, entry.rule);
        }
    }
}
