// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILicenses} from "../../contracts/licenses/ILicenses.sol";
import {Licenses} from "../../contracts/licenses/Licenses.sol";
import {ApplicationStatus, CertificateStatus, Registration, Right} from "../../contracts/rights/Registration.sol";
import {RightsRegistry} from "../../contracts/rights/RightsRegistry.sol";
import {Handler} from "./Handler.sol";

/// @title RegistryTest
/// @notice What holds of the registry whatever people do, in whatever order.
contract RegistryTest {
    Handler private _handler;
    RightsRegistry private _rights;
    Licenses private _licenses;

    /// @notice A registry for each run.
    function setUp() external {
        _handler = new Handler();
        (_rights, _licenses) = _handler.registry();
    }

    /// @notice Only the handler acts.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_noRightIsInForceTwice() external view {
        uint64 count = _rights.applicationCount();
        for (uint64 id = 1; id <= count; ++id) {
            if (_rights.certificateStatus(id) != CertificateStatus.Active) continue;
            Registration memory record = _rights.registration(id);
            require(
                _rights.certificateInForce(record.commitment, record.right) == id,
                "an active certificate is not the one in force"
            );
        }
    }

    function invariant_applicationsMoveAlongLegalEdges() external view {
        require(!_handler.illegalMove(), "an application moved along an edge that does not exist");
    }

    function invariant_certificatesAreConfirmedApplications() external view {
        uint64 count = _rights.applicationCount();
        uint256 certificates = 0;
        for (uint64 id = 1; id <= count; ++id) {
            bool confirmed = _rights.registration(id).status == ApplicationStatus.Confirmed;
            require(_hasToken(id) == confirmed, "a token without confirmation, or the other way round");
            if (!confirmed) continue;
            ++certificates;
            require(_rights.holderOf(id) != 0, "a certificate is held by nobody that is registered");
        }
        uint256 tokens = 0;
        for (uint256 i = 0; i < 4; ++i) tokens += _rights.balanceOf(_handler.accountOf(i));
        require(tokens == certificates, "participants hold more or fewer tokens than there are certificates");
    }

    function invariant_rightsOverOneAssetAgreeOnItsClass() external view {
        for (uint256 asset = 0; asset < 3; ++asset) {
            bytes32 commitment = _handler.commitmentOf(asset);
            uint64 hold = _rights.certificateInForce(commitment, Right.Hold);
            uint64 process = _rights.certificateInForce(commitment, Right.Process);
            uint64 operate = _rights.certificateInForce(commitment, Right.Operate);
            _requireSameClass(hold, process);
            _requireSameClass(hold, operate);
            _requireSameClass(process, operate);
        }
    }

    function invariant_noLicenseOutlivesItsCertificate() external view {
        uint64 count = _licenses.licenseCount();
        for (uint64 id = 1; id <= count; ++id) {
            ILicenses.License memory record = _licenses.license(id);
            uint40 expiresAt = _rights.registration(record.certificateId).expiresAt;
            require(record.terms.validUntil <= expiresAt, "a licence ends after its certificate");
        }
    }

    function invariant_exclusiveLicensesAreAlone() external view {
        uint64 count = _licenses.licenseCount();
        for (uint64 a = 1; a <= count; ++a) {
            ILicenses.License memory one = _licenses.license(a);
            if (one.terminated || !one.terms.exclusive) continue;
            for (uint64 b = 1; b <= count; ++b) {
                ILicenses.License memory other = _licenses.license(b);
                if (b == a || other.terminated || other.certificateId != one.certificateId) continue;
                bool apart =
                    one.terms.validUntil <= other.terms.validFrom || other.terms.validUntil <= one.terms.validFrom;
                require(apart, "an exclusive licence overlaps another");
            }
        }
    }

    function _hasToken(uint64 id) private view returns (bool) {
        try _rights.ownerOf(id) returns (address) {
            return true;
        } catch {
            return false;
        }
    }

    function _requireSameClass(uint64 a, uint64 b) private view {
        if (a == 0 || b == 0) return;
        require(
            _rights.registration(a).dataClass == _rights.registration(b).dataClass,
            "rights in force over one asset disagree on its class"
        );
    }
}
