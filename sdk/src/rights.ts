import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import { InvalidInputError } from "./errors/input.ts";
import type { Filing } from "./filing.ts";
import { packFiling } from "./filing.ts";
import { address, hash32, recordNumber, seconds } from "./input.ts";

const NOBODY = "0x0000000000000000000000000000000000000000";

/** How an application is filed. */
export interface FilingOptions {
  /**
   * File although the same right over the same asset is in force under a certificate. Such an
   * application can be confirmed only once that certificate is not in force any more.
   */
  readonly allowRival?: boolean;
}

/** A certificate passes from one account to another. */
export interface Transfer {
  readonly certificateId: number;
  /** The account that the token sits in. */
  readonly from: string;
  /** An active account of the receiving participant. */
  readonly to: string;
}

/**
 * Files an application for the signer's participant. Unless `allowRival`, it is not sent while
 * the right is in force under a certificate: that throws {@link ContractRevertError} `RightInForce`.
 *
 * @example
 * const { commitment } = await hashFile("measurements.parquet");
 * const { applicationId } = await registry.rights.file({
 *   commitment, right: "HOLD", description: { hash: descriptionHash, uri: "https://…" },
 * });
 */
export function file(filing: Filing, options: FilingOptions = {}): Call<{ applicationId: number }> {
  const packed = packFiling(filing);
  const call: Call<{ applicationId: number }> = makeCall(
    "RightsRegistry",
    (abi) => abi.encodeFunctionData("fileApplication", [packed]),
    { event: "ApplicationFiled", take: ["applicationId"] },
  );
  if (options.allowRival === true) return call;
  const commitment = hash32(filing.commitment, "commitment");
  return { ...call, unlessInForce: { commitment, right: filing.right } };
}

/**
 * Enters what one applicant handed in together, and opens notice of all of it at once; gives the number
 * of the first application: the others follow it in order. Role: registrar.
 *
 * @example
 * const { applicationId } = await registry.rights.fileBatch(7, filings);
 */
export function fileBatch(
  applicant: number,
  filings: readonly Filing[],
): Call<{ applicationId: number }> {
  const number = recordNumber(applicant, "applicant");
  if (filings.length === 0) throw new InvalidInputError("filings", "[]", "a list of one or more");
  const packed = filings.map(packFiling);
  const call: Call<{ applicationId: number }> = makeCall(
    "RightsRegistry",
    (abi) => abi.encodeFunctionData("fileBatch", [number, packed]),
    { event: "ApplicationFiled", take: ["applicationId"] },
  );
  return { ...call, emits: { ApplicationFiled: filings.length, NoticeOpened: filings.length } };
}

/**
 * Assigns an application that is not decided to one examiner, who alone decides it from then on; to
 * any examiner, if `examiner` is null. Role: registrar.
 *
 * @example
 * await registry.rights.assignExaminer(12, "0x…");
 */
export function assignExaminer(applicationId: number, examiner: string | null): PlainCall {
  const number = recordNumber(applicationId, "applicationId");
  const account = examiner === null ? NOBODY : address(examiner, "examiner");
  return makeCall("RightsRegistry", (abi) =>
    abi.encodeFunctionData("assignExaminer", [number, account]),
  );
}

/**
 * Withdraws the signer's own application.
 *
 * @example
 * await registry.rights.withdraw(12);
 */
export function withdraw(applicationId: number): PlainCall {
  const number = recordNumber(applicationId, "applicationId");
  return makeCall("RightsRegistry", (abi) =>
    abi.encodeFunctionData("withdrawApplication", [number]),
  );
}

/**
 * Opens public notice, for the period that policy sets for the data's class. Role: examiner.
 *
 * @example
 * const { noticeEnd } = await registry.rights.openNotice(12);
 */
export function openNotice(applicationId: number): Call<{ noticeEnd: Date }> {
  const number = recordNumber(applicationId, "applicationId");
  return makeCall("RightsRegistry", (abi) => abi.encodeFunctionData("openNotice", [number]), {
    event: "NoticeOpened",
    take: ["noticeEnd"],
  });
}

/**
 * Objects, for the signer's participant, to an application in notice.
 *
 * @example
 * const { objectionId } = await registry.rights.object(12, evidenceHash);
 */
export function object(applicationId: number, evidenceHash: string): Call<{ objectionId: number }> {
  const number = recordNumber(applicationId, "applicationId");
  const evidence = hash32(evidenceHash, "evidenceHash");
  return makeCall(
    "RightsRegistry",
    (abi) => abi.encodeFunctionData("raiseObjection", [number, evidence]),
    { event: "ObjectionRaised", take: ["objectionId"] },
  );
}

/**
 * Answers an open objection against an application of the signer's participant.
 *
 * @example
 * await registry.rights.answerObjection(12, 1, evidenceHash);
 */
export function answerObjection(
  applicationId: number,
  objectionId: number,
  evidenceHash: string,
): PlainCall {
  const args: [number, number, string] = [
    recordNumber(applicationId, "applicationId"),
    recordNumber(objectionId, "objectionId"),
    hash32(evidenceHash, "evidenceHash"),
  ];
  return makeCall("RightsRegistry", (abi) => abi.encodeFunctionData("answerObjection", args));
}

/**
 * Dismisses an objection. Once none is open, notice goes on until `noticeEnd`. Role: examiner.
 *
 * @example
 * const { noticeEnd } = await registry.rights.dismissObjection(12, 1, decisionHash);
 */
export function dismissObjection(
  applicationId: number,
  objectionId: number,
  decisionHash: string,
): Call<{ noticeEnd: Date }> {
  const args = decision(applicationId, objectionId, decisionHash);
  return makeCall("RightsRegistry", (abi) => abi.encodeFunctionData("dismissObjection", args), {
    event: "ObjectionDismissed",
    take: ["noticeEnd"],
  });
}

/**
 * Upholds an objection, and so rejects the application. Role: examiner.
 *
 * @example
 * await registry.rights.upholdObjection(12, 1, decisionHash);
 */
export function upholdObjection(
  applicationId: number,
  objectionId: number,
  decisionHash: string,
): PlainCall {
  const args = decision(applicationId, objectionId, decisionHash);
  return makeCall("RightsRegistry", (abi) => abi.encodeFunctionData("upholdObjection", args));
}

/**
 * Rejects an application. Role: examiner.
 *
 * @example
 * await registry.rights.reject(12, decisionHash);
 */
export function reject(applicationId: number, decisionHash: string): PlainCall {
  const number = recordNumber(applicationId, "applicationId");
  const hash = hash32(decisionHash, "decisionHash");
  return makeCall("RightsRegistry", (abi) =>
    abi.encodeFunctionData("rejectApplication", [number, hash]),
  );
}

/**
 * Confirms the right after notice: its certificate bears the application's number. Role: examiner.
 *
 * @example
 * const { certificateId, expiresAt } = await registry.rights.confirm(12, decisionHash);
 */
export function confirm(
  applicationId: number,
  decisionHash: string,
): Call<{ certificateId: number; expiresAt: Date }> {
  const number = recordNumber(applicationId, "applicationId");
  const hash = hash32(decisionHash, "decisionHash");
  return makeCall("RightsRegistry", (abi) => abi.encodeFunctionData("confirm", [number, hash]), {
    event: "CertificateConfirmed",
    take: ["certificateId", "expiresAt"],
  });
}

/**
 * Confirms several applications by one decision, or none. Role: examiner.
 *
 * @example
 * await registry.rights.confirmBatch([12, 13, 14], decisionHash);
 */
export function confirmBatch(applicationIds: readonly number[], decisionHash: string): PlainCall {
  const numbers = applicationIds.map((id, i) => recordNumber(id, `applicationIds[${i}]`));
  const hash = hash32(decisionHash, "decisionHash");
  const call: PlainCall = makeCall("RightsRegistry", (abi) =>
    abi.encodeFunctionData("confirmBatch", [numbers, hash]),
  );
  return { ...call, emits: { CertificateConfirmed: numbers.length } };
}

/**
 * Makes a right transferable, or binds it to its holder, on the grounds of a document. An application's
 * right can be bound before it is confirmed. Role: registrar.
 *
 * @example
 * await registry.rights.setTransferable(12, false, documentHash);
 */
export function setTransferable(
  certificateId: number,
  transferable: boolean,
  documentHash: string,
): PlainCall {
  const number = recordNumber(certificateId, "certificateId");
  const hash = hash32(documentHash, "documentHash");
  return makeCall("RightsRegistry", (abi) =>
    abi.encodeFunctionData("setTransferable", [number, transferable, hash]),
  );
}

/**
 * Renews a certificate within policy's renewal window, until `termEnd` or for policy's longest
 * term if that is sooner. Role: registrar.
 *
 * @example
 * const { expiresAt } = await registry.rights.renew(12, decisionHash);
 */
export function renew(
  certificateId: number,
  decisionHash: string,
  options: { readonly termEnd?: Date } = {},
): Call<{ expiresAt: Date }> {
  const number = recordNumber(certificateId, "certificateId");
  const hash = hash32(decisionHash, "decisionHash");
  const end = options.termEnd === undefined ? 0 : seconds(options.termEnd, "termEnd");
  return makeCall("RightsRegistry", (abi) => abi.encodeFunctionData("renew", [number, end, hash]), {
    event: "CertificateRenewed",
    take: ["expiresAt"],
  });
}

/**
 * Gives up a certificate of the signer's participant.
 *
 * @example
 * await registry.rights.surrender(12);
 */
export function surrender(certificateId: number): PlainCall {
  const number = recordNumber(certificateId, "certificateId");
  return makeCall("RightsRegistry", (abi) => abi.encodeFunctionData("surrender", [number]));
}

/**
 * Annuls a certificate that should not have been issued; its licences end with it. Role: registrar.
 *
 * @example
 * await registry.rights.annul(12, reasonHash);
 */
export function annul(certificateId: number, reasonHash: string): PlainCall {
  const number = recordNumber(certificateId, "certificateId");
  const hash = hash32(reasonHash, "reasonHash");
  return makeCall("RightsRegistry", (abi) => abi.encodeFunctionData("annul", [number, hash]));
}

/**
 * Transfers a certificate of the signer's participant to an account of another one.
 * `registry.rights.transfer` looks up `from`, and takes a participant's number as `to`.
 *
 * @example
 * await registry.rights.transfer({ certificateId: 12, to: 7 });
 */
export function transfer(transfer: Transfer): PlainCall {
  const number = recordNumber(transfer.certificateId, "certificateId");
  const from = address(transfer.from, "from");
  const to = address(transfer.to, "to");
  return makeCall("RightsRegistry", (abi) =>
    abi.encodeFunctionData("transferFrom", [from, to, number]),
  );
}

function decision(
  applicationId: number,
  objectionId: number,
  decisionHash: string,
): [number, number, string] {
  return [
    recordNumber(applicationId, "applicationId"),
    recordNumber(objectionId, "objectionId"),
    hash32(decisionHash, "decisionHash"),
  ];
}
