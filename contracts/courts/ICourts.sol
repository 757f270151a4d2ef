// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What an order does to a certificate.
enum OrderKind {
    None,
    Freeze,
    Release,
    Transfer,
    Annul,
    EnforcePledge
}

/// @notice Status of an order. `Executed` and `Revoked` are final.
enum OrderStatus {
    None,
    Issued,
    Appealed,
    Executed,
    Revoked
}

/// @title ICourts
/// @notice Orders of courts about certificates. A freeze and its release take effect at once; what takes a right away
/// waits until it can be appealed no more, and takes the confirmation of a second court.
///
///     Freeze, Release: Executed
///     Transfer, Annul, EnforcePledge: Issued -> (Appealed -> Issued) -> Executed | Revoked
///     Appealed -> Revoked
///
/// @dev No pause stops them.
interface ICourts {
    /// @notice An order.
    /// @dev One slot: court 64 | certificateId 64 | to 64 | appealEnd 40 | appealed 8 | kind 8 | status 8 = 256 bits.
    /// @param court The participant, a court, that issued it.
    /// @param certificateId The certificate that it is about.
    /// @param to Who receives the certificate; 0 for orders that move none.
    /// @param appealEnd Until when the holder can appeal (Unix seconds); 0 if it takes effect at once.
    /// @param appealed Whether there was an appeal: there is one at most.
    /// @param kind What it does.
    /// @param status How far it is.
    struct Order {
        uint64 court;
        uint64 certificateId;
        uint64 to;
        uint40 appealEnd;
        bool appealed;
        OrderKind kind;
        OrderStatus status;
    }

    /// @notice A court issued an order, in the case with this hash, by the document with this hash.
    event OrderIssued(
        uint64 indexed orderId,
        uint64 indexed certificateId,
        uint64 indexed court,
        OrderKind kind,
        uint64 to,
        uint40 appealEnd,
        bytes32 caseHash,
        bytes32 documentHash
    );

    /// @notice The order took effect; `court` is the one that confirmed it, or issued it if none had to confirm.
    event OrderExecuted(uint64 indexed orderId, uint64 indexed court, bytes32 documentHash);

    /// @notice The holder appealed: the order is stayed.
    event OrderAppealed(uint64 indexed orderId, uint64 indexed appellant, bytes32 documentHash);

    /// @notice A court dismissed the appeal: the order stands.
    event AppealDismissed(uint64 indexed orderId, uint64 indexed court, bytes32 documentHash);

    /// @notice The order will never take effect: its court took it back, or another one upheld the appeal.
    event OrderRevoked(uint64 indexed orderId, uint64 indexed court, bytes32 documentHash);

    /// @notice No order has this id.
    error UnknownOrder(uint64 orderId);

    /// @notice The order's status does not allow this.
    error WrongOrderStatus(uint64 orderId, OrderStatus status);

    /// @notice An order names a kind, and the hash of its case and of its document.
    error IncompleteOrder(string field);

    /// @notice Only orders that move a certificate name a receiver, and they must.
    error WrongReceiver(OrderKind kind, uint64 to);

    /// @notice The court that issued the order cannot confirm it, nor decide the appeal.
    error SecondCourtNeeded(uint64 orderId, uint64 court);

    /// @notice Only the court that issued the order can take it back.
    error NotItsCourt(uint64 orderId, uint64 court, uint64 participantId);

    /// @notice The order can be appealed until `appealEnd`, and not be confirmed before.
    error AppealStillOpen(uint64 orderId, uint40 appealEnd);

    /// @notice The time to appeal is over, or there was an appeal.
    error AppealOver(uint64 orderId, uint40 appealEnd);

    /// @notice Issues an order; the caller acts for a court.
    /// @param kind What it does.
    /// @param certificateId The certificate that it is about.
    /// @param to Who receives the certificate; 0 for orders that move none.
    /// @param caseHash SHA-256 of the case number.
    /// @param documentHash SHA-256 of the order.
    /// @return orderId Ids count from 1 and are never reused.
    function issueOrder(
        OrderKind kind,
        uint64 certificateId,
        uint64 to,
        bytes32 caseHash,
        bytes32 documentHash
    ) external returns (uint64 orderId);

    /// @notice Confirms another court's order once it can be appealed no more: it takes effect now.
    function confirmOrder(uint64 orderId, bytes32 documentHash) external;

    /// @notice Takes an order back that has not taken effect.
    function revokeOrder(uint64 orderId, bytes32 documentHash) external;

    /// @notice Appeals against an order: the caller acts for the holder of the certificate.
    function appealOrder(uint64 orderId, bytes32 documentHash) external;

    /// @notice Decides the appeal against another court's order: `upheld` revokes it.
    function decideAppeal(uint64 orderId, bool upheld, bytes32 documentHash) external;

    /// @notice An order.
    function order(uint64 orderId) external view returns (Order memory);

    /// @notice Number of orders ever issued; the newest has this id.
    function orderCount() external view returns (uint64);

    /// @notice How long an order can be appealed, in seconds.
    function appealPeriod() external view returns (uint40);
}
