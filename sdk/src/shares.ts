import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import { recordNumber } from "./input.ts";
import { basisPoints } from "./terms.ts";

/** The part that a participant has of a certificate. */
export interface Share {
  readonly participantId: number;
  /** Hundredths of a percent, 1 to 10,000. */
  readonly basisPoints: number;
}

/**
 * Proposes by what shares a certificate of the signer's participant is held; in force once all named, and all
 * who have a share already, have agreed.
 *
 * @example
 * const { proposalId } = await registry.shares.propose(12, [
 *   { participantId: 3, basisPoints: 6_000 }, { participantId: 7, basisPoints: 4_000 },
 * ]);
 */
export function propose(
  certificateId: number,
  shares: readonly Share[],
): Call<{ proposalId: number }> {
  const number = recordNumber(certificateId, "certificateId");
  const parts = shares
    .map((share) => ({
      participantId: recordNumber(share.participantId, "participantId"),
      basisPoints: basisPoints(share.basisPoints, "basisPoints"),
    }))
    .toSorted((a, b) => a.participantId - b.participantId);
  return makeCall("Shares", (abi) => abi.encodeFunctionData("propose", [number, parts]), {
    event: "SharesProposed",
    take: ["proposalId"],
  });
}

/**
 * Agrees to a proposal of shares.
 *
 * @example
 * await registry.shares.agree(4);
 */
export function agree(proposalId: number): PlainCall {
  const number = recordNumber(proposalId, "proposalId");
  return makeCall("Shares", (abi) => abi.encodeFunctionData("agree", [number]));
}

/**
 * Withdraws a proposal that is not in force yet; the signer acts for its proposer.
 *
 * @example
 * await registry.shares.withdraw(4);
 */
export function withdraw(proposalId: number): PlainCall {
  const number = recordNumber(proposalId, "proposalId");
  return makeCall("Shares", (abi) => abi.encodeFunctionData("withdraw", [number]));
}
