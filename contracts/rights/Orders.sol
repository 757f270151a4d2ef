// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Certificates} from "./Certificates.sol";
import {ICertificates} from "./ICertificates.sol";
import {CertificateStatus, Flags, Registration} from "./Registration.sol";

/// @title Orders
/// @notice What courts, and the book of pledges, do to certificates. See {ICertificates}.
/// @dev No pause stops a court, nor the release of a pledge.
abstract contract Orders is Certificates {
    /// @inheritdoc ICertificates
    function setFrozen(uint64 certificateId, bool frozen, bytes32 documentHash) external restricted {
        Registration storage record = frozen ? _requireActive(certificateId) : _confirmed(certificateId);
        _setFlag(certificateId, record, Flags.FROZEN, frozen, documentHash);
    }

    /// @inheritdoc ICertificates
    function setPledged(uint64 certificateId, bool pledged, bytes32 documentHash) external restricted {
        if (!pledged) {
            _setFlag(certificateId, _confirmed(certificateId), Flags.PLEDGED, false, documentHash);
            return;
        }
        _requireOpen();
        Registration storage record = _requireActive(certificateId);
        _requireClear(certificateId, record, Flags.LOCKED);
        _setFlag(certificateId, record, Flags.PLEDGED, true, documentHash);
    }

    /// @inheritdoc ICertificates
    function moveByOrder(uint64 certificateId, uint64 to) external restricted {
        _requireActive(certificateId);
        _moveTo(certificateId, to);
    }

    /// @inheritdoc ICertificates
    function enforcePledge(uint64 certificateId, uint64 to, bytes32 documentHash) external restricted {
        Registration storage record = _requireActive(certificateId);
        _setFlag(certificateId, record, Flags.PLEDGED, false, documentHash);
        _moveTo(certificateId, to);
    }

    /// @inheritdoc ICertificates
    function annulByOrder(uint64 certificateId, bytes32 documentHash) external restricted {
        _annul(certificateId, _requireActive(certificateId), documentHash);
    }

    function _confirmed(uint64 certificateId) private view returns (Registration storage record) {
        record = _registrations[certificateId];
        if (record.ended == CertificateStatus.None) revert UnknownCertificate(certificateId);
    }
}
