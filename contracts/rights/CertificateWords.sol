// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Algorithm, CertificateStatus, DataClass, Flags, Right} from "./Registration.sol";

/// @title CertificateWords
/// @notice The words that certificates show for what is registered.
library CertificateWords {
    /// @notice The right's word.
    function right(Right value) internal pure returns (string memory) {
        if (value == Right.Hold) return "HOLD";
        if (value == Right.Process) return "PROCESS";
        return "OPERATE";
    }

    /// @notice The data class's word.
    function dataClass(DataClass value) internal pure returns (string memory) {
        if (value == DataClass.General) return "GENERAL";
        if (value == DataClass.Important) return "IMPORTANT";
        return "CORE";
    }

    /// @notice The algorithm's word.
    function algorithm(Algorithm value) internal pure returns (string memory) {
        if (value == Algorithm.Sha256) return "SHA256";
        if (value == Algorithm.ChunkMerkle) return "CHUNK_MERKLE";
        return "RECORD_SET_MERKLE";
    }

    /// @notice The status's word.
    function status(CertificateStatus value) internal pure returns (string memory) {
        if (value == CertificateStatus.Active) return "ACTIVE";
        if (value == CertificateStatus.Expired) return "EXPIRED";
        if (value == CertificateStatus.Surrendered) return "SURRENDERED";
        return "ANNULLED";
    }

    /// @notice What keeps the certificate where it is, the strongest first; `NONE` if nothing does.
    function lock(uint8 flags) internal pure returns (string memory) {
        if (flags & Flags.FROZEN != 0) return "FROZEN";
        if (flags & Flags.PLEDGED != 0) return "PLEDGED";
        return flags & Flags.NOT_TRANSFERABLE != 0 ? "NOT_TRANSFERABLE" : "NONE";
    }
}
