// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CertificateStatus, Registration} from "./Registration.sol";

/// @title ICertificateRenderer
/// @notice Draws certificates. It is apart from the registry so that it can be replaced: it decides nothing.
interface ICertificateRenderer {
    /// @notice The certificate as ERC-721 metadata, in a `data:` URI.
    /// @param certificateId Its number.
    /// @param record What is registered.
    /// @param status Its status now.
    /// @param holder The participant that holds it.
    function tokenURI(
        uint64 certificateId,
        Registration calldata record,
        CertificateStatus status,
        uint64 holder
    ) external view returns (string memory);
}
