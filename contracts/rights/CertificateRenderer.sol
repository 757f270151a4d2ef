// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {CertificatePicture} from "./CertificatePicture.sol";
import {CertificateWords} from "./CertificateWords.sol";
import {ICertificateRenderer} from "./ICertificateRenderer.sol";
import {CertificateStatus, Registration} from "./Registration.sol";

/// @title CertificateRenderer
/// @notice See {ICertificateRenderer}.
contract CertificateRenderer is ICertificateRenderer {
    using Strings for uint256;

    /// @inheritdoc ICertificateRenderer
    function tokenURI(
        uint64 certificateId,
        Registration calldata record,
        CertificateStatus status,
        uint64 holder
    ) external pure returns (string memory) {
        bytes memory json = abi.encodePacked(
            '{"name":"Data right certificate No. ',
            uint256(certificateId).toString(),
            '","description":"A right over the data asset with content commitment ',
            uint256(record.commitment).toHexString(32),
            '","image":"',
            CertificatePicture.dataURI(certificateId, record, status, holder),
            '","attributes":[',
            _traits(record, status, holder),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    function _traits(
        Registration calldata record,
        CertificateStatus status,
        uint64 holder
    ) private pure returns (string memory) {
        string memory registered = string.concat(
            _trait("Right", CertificateWords.right(record.right)),
            _trait("Data class", CertificateWords.dataClass(record.dataClass)),
            _trait("Algorithm", CertificateWords.algorithm(record.algorithm))
        );
        string memory standing = string.concat(
            _trait("Holder", uint256(holder).toString()),
            _trait("Status", CertificateWords.status(status)),
            _trait("Lock", CertificateWords.lock(record.flags))
        );
        string memory term = string.concat(
            _date("Confirmed", record.confirmedAt),
            ",",
            _date("Expires", record.expiresAt)
        );
        return string.concat(registered, standing, term);
    }

    function _trait(string memory name, string memory value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', name, '","value":"', value, '"},');
    }

    function _date(string memory name, uint40 time) private pure returns (string memory) {
        return
            string.concat('{"display_type":"date","trait_type":"', name, '","value":', uint256(time).toString(), "}");
    }
}
