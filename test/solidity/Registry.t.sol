// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Licenses} from "../../contracts/licenses/Licenses.sol";
import {Participants} from "../../contracts/participants/Participants.sol";
import {
    ApplicationStatus,
    CertificateStatus,
    ObjectionStatus,
    Registration,
    Right
} from "../../contracts/rights/Registration.sol";
import {RightsRegistry} from "../../contracts/rights/RightsRegistry.sol";
import {LicenseBounds} from "./LicenseBounds.sol";
import {RegistryHandler} from "./RegistryHandler.sol";
import {VM} from "./IVm.sol";

/// @title RegistryTest
/// @notice What holds at every moment, whatever people do at the registry.
contract RegistryTest {
    RegistryHandler private _handler;
    Participants private _participants;
    RightsRegistry private _rights;
    Licenses private _licenses;

    error TwiceInForce(uint256 asset, Right right, uint64 certificateId);
    error RightsDisagree(uint64 certificateId, uint64 otherId);
    error IllegalMove();
    error MovedThoughLocked();
    error CertificateWithoutConfirmation(uint64 applicationId, ApplicationStatus status);
    error HolderUnknown(uint64 certificateId, address account);
    error CountsDiffer(uint256 tokens, uint256 records);
    error OpenObjectionsDiffer(uint64 applicationId, uint256 counted, uint256 recorded);

    function setUp() external {
        _handler = new RegistryHandler();
        _participants = _handler.participants();
        _rights = _handler.rights();
        _licenses = _handler.licenses();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @notice No right over an asset is in force twice, and the registry knows which certificate it is.
    function invariant_rightInForceOnce() external {
        VM.warp(_handler.clock());
        for (uint256 asset = 0; asset < _handler.ASSETS(); ++asset) {
            for (uint8 right = 1; right <= 3; ++right) _checkInForce(asset, Right(right));
        }
    }

    /// @notice Rights in force over one asset agree on its class and on how it was committed to.
    function invariant_rightsOverOneAssetAgree() external {
        VM.warp(_handler.clock());
        for (uint256 asset = 0; asset < _handler.ASSETS(); ++asset) {
            bytes32 commitment = _handler.commitment(asset);
            uint64 hold = _rights.certificateInForce(commitment, Right.Hold);
            uint64 process = _rights.certificateInForce(commitment, Right.Process);
            uint64 operate = _rights.certificateInForce(commitment, Right.Operate);
            _checkAgreement(hold, process);
            _checkAgreement(hold, operate);
            _checkAgreement(process, operate);
        }
    }

    /// @notice Applications move along the edges of their state machine only.
    function invariant_applicationsMoveLegally() external view {
        if (_handler.movedIllegally()) revert IllegalMove();
    }

    /// @notice Frozen means unmoved: what is locked moves by order of a court alone.
    function invariant_lockedMeansUnmoved() external view {
        if (_handler.movedThoughLocked()) revert MovedThoughLocked();
    }

    /// @notice There is a certificate exactly for each confirmed application, held by a participant.
    function invariant_certificatesAreConfirmedAndHeld() external view {
        for (uint64 id = 1; id <= _rights.applicationCount(); ++id) {
            ApplicationStatus status = _rights.registration(id).status;
            address account = _ownerOf(id);
            if ((account != address(0)) != (status == ApplicationStatus.Confirmed)) {
                revert CertificateWithoutConfirmation(id, status);
            }
            if (account != address(0) && _participants.participantOf(account) == 0) {
                revert HolderUnknown(id, account);
            }
        }
    }

    /// @notice Balances add up to the certificates and licences there are.
    function invariant_tokensAddUp() external view {
        uint256 certificates = 0;
        for (uint64 id = 1; id <= _rights.applicationCount(); ++id) {
            if (_rights.registration(id).confirmedAt != 0) ++certificates;
        }
        uint256 certificateTokens = 0;
        uint256 licenseTokens = 0;
        for (uint256 i = 0; i < _handler.accountCount(); ++i) {
            certificateTokens += _rights.balanceOf(_handler.accounts(i));
            licenseTokens += _licenses.balanceOf(_handler.accounts(i));
        }
        if (certificateTokens != certificates) revert CountsDiffer(certificateTokens, certificates);
        if (licenseTokens != _licenses.licenseCount()) revert CountsDiffer(licenseTokens, _licenses.licenseCount());
    }

    /// @notice No licence outlives its certificate's term, and exclusive ones share no moment with another.
    function invariant_licensesKeepToTheirBounds() external view {
        LicenseBounds.check(_licenses, _rights, _handler.sandboxes());
    }

    /// @notice An application is objected to exactly while objections are open, and their number is known.
    function invariant_openObjectionsAreCounted() external view {
        for (uint64 id = 1; id <= _rights.applicationCount(); ++id) {
            Registration memory record = _rights.registration(id);
            uint256 open = 0;
            for (uint16 n = 1; n <= record.objectionCount; ++n) {
                if (_rights.objection(id, n).status == ObjectionStatus.Open) ++open;
            }
            bool mustBeNone =
                record.status == ApplicationStatus.InNotice || record.status == ApplicationStatus.Confirmed;
            bool mustBeSome = record.status == ApplicationStatus.Objected;
            if (open != record.openObjections || (mustBeNone && open != 0) || (mustBeSome && open == 0)) {
                revert OpenObjectionsDiffer(id, open, record.openObjections);
            }
        }
    }

    function _checkInForce(uint256 asset, Right right) private view {
        uint64 found = 0;
        for (uint64 id = 1; id <= _rights.applicationCount(); ++id) {
            Registration memory record = _rights.registration(id);
            bool over = record.commitment == _handler.commitment(asset) && record.right == right;
            if (!over || _rights.certificateStatus(id) != CertificateStatus.Active) continue;
            if (found != 0) revert TwiceInForce(asset, right, id);
            found = id;
        }
        if (_rights.certificateInForce(_handler.commitment(asset), right) != found) {
            revert TwiceInForce(asset, right, found);
        }
    }

    function _checkAgreement(uint64 id, uint64 otherId) private view {
        if (id == 0 || otherId == 0) return;
        Registration memory record = _rights.registration(id);
        Registration memory other = _rights.registration(otherId);
        if (record.dataClass != other.dataClass || record.algorithm != other.algorithm) {
            revert RightsDisagree(id, otherId);
        }
    }

    function _ownerOf(uint64 id) private view returns (address) {
        try _rights.ownerOf(id) returns (address owner) {
            return owner;
        } catch {
            return address(0);
        }
    }
}
