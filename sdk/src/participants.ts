import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { Kind } from "./enums.ts";
import { KINDS, toCode } from "./enums.ts";
import { address, hash32, recordNumber } from "./input.ts";
import { jurisdictionCode } from "./territory.ts";

/** Whom the registrar enters into the book. */
export interface NewParticipant {
  readonly kind: Kind;
  /** ISO 3166-1 numeric code, 1 to 999. */
  readonly jurisdiction: number;
  /** SHA-256 of the credential document that was verified. */
  readonly credentialHash: string;
  /** Its first, and primary, account. */
  readonly account: string;
}

/** Which account the registrar replaces, by which, on which grounds. */
export interface Recovery {
  readonly lost: string;
  readonly replacement: string;
  /** SHA-256 of the document that gives the grounds. */
  readonly reasonHash: string;
}

/**
 * Enters a verified participant with its first account. Role: registrar.
 *
 * @example
 * const { participantId } = await registry.participants.register({
 *   kind: "ENTERPRISE", jurisdiction: 156, credentialHash: "0x5f…", account: "0x7099…",
 * });
 */
export function register(newParticipant: NewParticipant): Call<{ participantId: number }> {
  const { kind, jurisdiction, credentialHash, account } = newParticipant;
  const encoded = [
    toCode(KINDS, kind, "kind"),
    jurisdictionCode(jurisdiction, "jurisdiction"),
    hash32(credentialHash, "credentialHash"),
    address(account, "account"),
  ] as const;
  return makeCall("Participants", (abi) => abi.encodeFunctionData("register", [...encoded]), {
    event: "ParticipantRegistered",
    take: ["participantId"],
  });
}

/**
 * Suspends an active participant: it keeps what it holds and can do nothing with it. Role: registrar.
 *
 * @example
 * await registry.participants.suspend(3, reasonHash);
 */
export function suspend(participantId: number, reasonHash: string): PlainCall {
  const number = recordNumber(participantId, "participantId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Participants", (abi) => abi.encodeFunctionData("suspend", [number, reason]));
}

/**
 * Lifts a suspension. Role: registrar.
 *
 * @example
 * await registry.participants.reinstate(3, reasonHash);
 */
export function reinstate(participantId: number, reasonHash: string): PlainCall {
  const number = recordNumber(participantId, "participantId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Participants", (abi) => abi.encodeFunctionData("reinstate", [number, reason]));
}

/**
 * Records that the credential was verified anew. Role: registrar.
 *
 * @example
 * await registry.participants.updateCredential(3, credentialHash);
 */
export function updateCredential(participantId: number, credentialHash: string): PlainCall {
  const number = recordNumber(participantId, "participantId");
  const hash = hash32(credentialHash, "credentialHash");
  return makeCall("Participants", (abi) =>
    abi.encodeFunctionData("updateCredential", [number, hash]),
  );
}

/**
 * Replaces a lost or stolen account: from now on the replacement acts, and the lost account never
 * again. Role: registrar.
 *
 * @example
 * await registry.participants.recoverAccount({ lost, replacement, reasonHash });
 */
export function recoverAccount(recovery: Recovery): PlainCall {
  const lost = address(recovery.lost, "lost");
  const replacement = address(recovery.replacement, "replacement");
  const reason = hash32(recovery.reasonHash, "reasonHash");
  return makeCall("Participants", (abi) =>
    abi.encodeFunctionData("recoverAccount", [lost, replacement, reason]),
  );
}

/**
 * Invites another account to act for the signer's participant; it must accept.
 *
 * @example
 * await registry.participants.invite(colleague.address);
 * await registry.as(colleague).participants.accept(3);
 */
export function invite(account: string): PlainCall {
  const invited = address(account, "account");
  return makeCall("Participants", (abi) => abi.encodeFunctionData("inviteAccount", [invited]));
}

/**
 * Accepts a participant's invitation for the signing account.
 *
 * @example
 * await registry.as(colleague).participants.accept(3);
 */
export function accept(participantId: number): PlainCall {
  const number = recordNumber(participantId, "participantId");
  return makeCall("Participants", (abi) => abi.encodeFunctionData("acceptInvitation", [number]));
}

/**
 * Makes another account of the signer's participant its primary one: certificates and licences
 * granted from now on are minted to it.
 *
 * @example
 * await registry.participants.setPrimary(colleague.address);
 */
export function setPrimary(account: string): PlainCall {
  const primary = address(account, "account");
  return makeCall("Participants", (abi) => abi.encodeFunctionData("setPrimaryAccount", [primary]));
}

/**
 * Revokes an account of the signer's participant, other than the primary one.
 *
 * @example
 * await registry.participants.revoke(formerColleague);
 */
export function revoke(account: string): PlainCall {
  const revoked = address(account, "account");
  return makeCall("Participants", (abi) => abi.encodeFunctionData("revokeAccount", [revoked]));
}
