// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Algorithm, CertificateStatus, DataClass, Registration, Right} from "./Registration.sol";

/// @title CertificateDocument
/// @notice A certificate as ERC-721 metadata, so that any wallet can show it.
library CertificateDocument {
    using Strings for uint256;

    /// @notice JSON in a `data:` URI.
    function dataURI(
        uint64 certificateId,
        Registration memory record,
        CertificateStatus status
    ) internal pure returns (string memory) {
        bytes memory json = abi.encodePacked(
            '{"name":"Data right certificate No. ',
            uint256(certificateId).toString(),
            '","description":"A right over the data asset with content commitment ',
            uint256(record.commitment).toHexString(32),
            '","attributes":[',
            _trait("Right", _right(record.right)),
            _trait("Data class", _dataClass(record.dataClass)),
            _trait("Algorithm", _algorithm(record.algorithm)),
            _trait("Status", _status(status)),
            _date("Confirmed", record.confirmedAt),
            ",",
            _date("Expires", record.expiresAt),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    function _trait(string memory name, string memory value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', name, '","value":"', value, '"},');
    }

    function _date(string memory name, uint40 time) private pure returns (string memory) {
        return
            string.concat('{"display_type":"date","trait_type":"', name, '","value":', uint256(time).toString(), "}");
    }

    function _right(Right right) private pure returns (string memory) {
        if (right == Right.Hold) return "HOLD";
        if (right == Right.Process) return "PROCESS";
        return "OPERATE";
    }

    function _dataClass(DataClass dataClass) private pure returns (string memory) {
        if (dataClass == DataClass.General) return "GENERAL";
        if (dataClass == DataClass.Important) return "IMPORTANT";
        return "CORE";
    }

    function _algorithm(Algorithm algorithm) private pure returns (string memory) {
        if (algorithm == Algorithm.Sha256) return "SHA256";
        if (algorithm == Algorithm.ChunkMerkle) return "CHUNK_MERKLE";
        return "RECORD_SET_MERKLE";
    }

    function _status(CertificateStatus status) private pure returns (string memory) {
        if (status == CertificateStatus.Active) return "ACTIVE";
        if (status == CertificateStatus.Expired) return "EXPIRED";
        if (status == CertificateStatus.Surrendered) return "SURRENDERED";
        return "ANNULLED";
    }
}
