import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { ChunkCommitment, ChunkProof } from "./chunks/tree.ts";
import { bytesOf, count, hash32, recordNumber, seconds } from "./input.ts";

/** What a custodian attests. */
export interface NewAttestation extends Pick<ChunkCommitment, "commitment" | "bytes" | "root"> {
  /** Until when it holds the bytes, at least. */
  readonly until: Date;
}

/**
 * Attests that the signer's participant, a custodian, holds the bytes of a commitment.
 *
 * @example
 * const { attestationId } = await registry.custody.attest({
 *   ...(await hashChunks("measurements.parquet")), until: new Date("2028-01-01"),
 * });
 */
export function attest(attestation: NewAttestation): Call<{ attestationId: number }> {
  const args = [
    hash32(attestation.commitment, "commitment"),
    count(attestation.bytes, "bytes"),
    hash32(attestation.root, "root"),
    seconds(attestation.until, "until"),
  ] as const;
  return makeCall("Custody", (abi) => abi.encodeFunctionData("attest", [...args]), {
    event: "CustodyAttested",
    take: ["attestationId"],
  });
}

/**
 * Asks the custodian for a chunk that chance chooses, to be shown before `answerBy`.
 *
 * @example
 * const { chunk, answerBy } = await registry.custody.challenge(3);
 */
export function challenge(
  attestationId: number,
): Call<{ challengeId: number; chunk: number; answerBy: Date }> {
  const number = recordNumber(attestationId, "attestationId");
  return makeCall("Custody", (abi) => abi.encodeFunctionData("challenge", [number]), {
    event: "CustodyChallenged",
    take: ["challengeId", "chunk", "answerBy"],
  });
}

/**
 * Shows the chunk that was asked for; the signer acts for the custodian.
 *
 * @example
 * const { open } = await registry.custody.get(3);
 * await registry.custody.answer(3, await proveChunk("measurements.parquet", open.chunk));
 */
export function answer(attestationId: number, shown: ChunkProof): PlainCall {
  const number = recordNumber(attestationId, "attestationId");
  const chunk = bytesOf(shown.chunk, "chunk");
  const proof = shown.proof.map((hash) => hash32(hash, "proof"));
  return makeCall("Custody", (abi) => abi.encodeFunctionData("answer", [number, chunk, proof]));
}

/**
 * Ends an attestation early; the signer acts for the custodian.
 *
 * @example
 * await registry.custody.withdraw(3);
 */
export function withdraw(attestationId: number): PlainCall {
  const number = recordNumber(attestationId, "attestationId");
  return makeCall("Custody", (abi) => abi.encodeFunctionData("withdraw", [number]));
}
