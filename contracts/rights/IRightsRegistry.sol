// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IApplications} from "./IApplications.sol";
import {ICertificates} from "./ICertificates.sol";

// solhint-disable no-empty-blocks
/// @title IRightsRegistry
/// @notice The book of data rights: an application is filed, stands in public notice, and becomes a certificate of
/// the same number unless it is rejected or withdrawn.
interface IRightsRegistry is IApplications, ICertificates {}
