// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DataClass} from "../rights/Registration.sol";

/// @notice What the law says of moving data from one jurisdiction to another.
enum ExportRule {
    None,
    Allowed,
    NeedsApproval,
    Forbidden
}

/// @title ICompliancePolicy
/// @notice The rules of cross-border flow: what changes with law, apart from the book of approvals.
interface ICompliancePolicy {
    /// @notice One rule. Jurisdictions are ISO 3166-1 numeric; 0 stands for any.
    struct RuleEntry {
        DataClass dataClass;
        uint16 from;
        uint16 to;
        ExportRule rule;
    }

    /// @notice A rule was set, or removed (`None`).
    event RuleSet(DataClass indexed dataClass, uint16 indexed from, uint16 indexed to, ExportRule rule);

    /// @notice Core data never leaves: no rule can be made about it.
    error NoRuleForCoreData();

    /// @notice A rule is about a class of data, and two jurisdictions (0 to 999) that differ.
    error InvalidRule(DataClass dataClass, uint16 from, uint16 to);

    /// @notice The rule for moving data of this class: that for both jurisdictions, or else that for where it
    /// leaves, or for where it goes, or for the class; `Forbidden` if there is none.
    function ruleFor(DataClass dataClass, uint16 from, uint16 to) external view returns (ExportRule);
}
