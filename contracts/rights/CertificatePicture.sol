// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {CertificateWords} from "./CertificateWords.sol";
import {CertificateStatus, Flags, Registration} from "./Registration.sol";

/// @title CertificatePicture
/// @notice A certificate as an SVG picture.
library CertificatePicture {
    using Strings for uint256;

    /// @notice SVG in a `data:` URI, 600 by 400.
    function dataURI(
        uint64 certificateId,
        Registration calldata record,
        CertificateStatus status,
        uint64 holder
    ) internal pure returns (string memory) {
        string memory head = string.concat(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400" font-family="sans-serif">',
            '<rect width="600" height="400" fill="#fff"/>',
            '<rect x="12" y="12" width="576" height="376" fill="none" stroke="#1f4e79" stroke-width="4"/>',
            _line(80, 26, "Data Right Certificate"),
            _line(120, 20, string.concat("No. ", uint256(certificateId).toString()))
        );
        string memory body = string.concat(
            _line(180, 18, string.concat(CertificateWords.right(record.right), " right")),
            _line(215, 18, string.concat("Holder: participant ", uint256(holder).toString())),
            _line(250, 18, string.concat("Class: ", CertificateWords.dataClass(record.dataClass))),
            _line(300, 12, uint256(record.commitment).toHexString(32)),
            _line(350, 22, _standing(record.flags, status))
        );
        return string.concat("data:image/svg+xml;base64,", Base64.encode(bytes(string.concat(head, body, "</svg>"))));
    }

    function _standing(uint8 flags, CertificateStatus status) private pure returns (string memory) {
        string memory word = CertificateWords.status(status);
        return flags & Flags.LOCKED == 0 ? word : string.concat(word, ", ", CertificateWords.lock(flags));
    }

    function _line(uint256 y, uint256 size, string memory text) private pure returns (string memory) {
        return
            string.concat(
                '<text x="300" y="',
                y.toString(),
                '" font-size="',
                size.toString(),
                '" text-anchor="middle">',
                text,
                "</text>"
            );
    }
}
