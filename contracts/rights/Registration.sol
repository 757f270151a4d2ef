// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The three separable rights over one data asset ("Data Twenty" opinions, 2022, no. 7).
enum Right {
    None,
    Hold,
    Process,
    Operate
}

/// @notice Class of the data (Data Security Law of the PRC, art. 21).
enum DataClass {
    None,
    General,
    Important,
    Core
}

/// @notice How a content commitment was made from the bytes.
enum Algorithm {
    None,
    Sha256,
    ChunkMerkle,
    RecordSetMerkle
}

/// @notice Status of an application. `Confirmed`, `Rejected` and `Withdrawn` are final.
enum ApplicationStatus {
    None,
    Filed,
    InNotice,
    Objected,
    Confirmed,
    Rejected,
    Withdrawn
}

/// @notice Status of a certificate. All but `Active` are final; `Expired` comes with time alone.
enum CertificateStatus {
    None,
    Active,
    Expired,
    Surrendered,
    Annulled
}

/// @notice Status of an objection. `Upheld` and `Dismissed` are final.
enum ObjectionStatus {
    None,
    Open,
    Upheld,
    Dismissed
}

/// @notice What a source of an asset is.
enum SourceKind {
    None,
    Certificate,
    License
}

/// @notice A certificate, or a licence, that an asset was derived from.
/// @dev kind 8 | id 64: three sources share a slot.
struct Source {
    SourceKind kind;
    uint64 id;
}

/// @notice One registration: an application and, once confirmed, the certificate of the same number.
/// @dev Slot 0: applicant 64 | noticeEnd 40 | confirmedAt 40 | expiresAt 40 | objectionCount 16 |
/// openObjections 8 | flags 8 | status 8 | ended 8 | right, dataClass, algorithm 8 each = 256 bits.
/// Slot 1: commitment. Before confirmation `expiresAt` holds the term end asked for (0: the longest).
/// `ended` is `Active` until the certificate is surrendered or annulled. `flags`: see {Flags}.
struct Registration {
    uint64 applicant;
    uint40 noticeEnd;
    uint40 confirmedAt;
    uint40 expiresAt;
    uint16 objectionCount;
    uint8 openObjections;
    uint8 flags;
    ApplicationStatus status;
    CertificateStatus ended;
    Right right;
    DataClass dataClass;
    Algorithm algorithm;
    bytes32 commitment;
}

/// @title Flags
/// @notice Bits of `Registration.flags`.
library Flags {
    /// @notice A court has frozen the certificate: its holder and the registrar can do nothing with it but renew it.
    uint8 internal constant FROZEN = 1 << 0;
    /// @notice A lender has a lien on the certificate: it cannot be transferred, surrendered or licensed.
    uint8 internal constant PLEDGED = 1 << 1;
    /// @notice The right stays with its holder.
    uint8 internal constant NOT_TRANSFERABLE = 1 << 2;
    /// @notice One examiner alone decides the application.
    uint8 internal constant ASSIGNED = 1 << 3;

    /// @notice What keeps a certificate where it is (ERC-5192).
    uint8 internal constant LOCKED = FROZEN | PLEDGED | NOT_TRANSFERABLE;
    /// @notice What keeps its holder from disposing of the right by surrender or licence: of a pledged right only
    /// with the lender's consent (Civil Code of the PRC, art. 444), who gives it by releasing the pledge.
    uint8 internal constant ENCUMBERED = FROZEN | PLEDGED;
}

/// @title Registrations
/// @notice What follows from a registration and the time alone.
library Registrations {
    /// @notice Status of the certificate at `time`; `None` before confirmation.
    function certificateStatus(
        Registration storage self,
        uint256 time
    ) internal view returns (CertificateStatus status) {
        status = self.ended;
        if (status == CertificateStatus.Active && time >= self.expiresAt) return CertificateStatus.Expired;
    }

    /// @notice Whether the application's status is one of `allowed`, a bit mask of `1 << status`.
    function isIn(Registration storage self, uint256 allowed) internal view returns (bool) {
        return (allowed >> uint8(self.status)) & 1 == 1;
    }
}
