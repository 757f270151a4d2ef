import { accountOf, EXAMINER } from "../accounts.ts";
import { holderOf, OBJECTIONS, RIVAL, WITHDRAWN } from "../plan.ts";
import type { Act, Sender } from "./sender.ts";
import type { Situation } from "./situation.ts";

type Calls = Sender["calls"];

/** Objections are raised against holdings in notice. */
export function object(situation: Situation, calls: Calls): Act[] {
  return OBJECTIONS.flatMap(([file, by]) => {
    const application = applicationFor(situation, file);
    if (application?.status !== "IN_NOTICE") return [];
    if (situation.book.happened("ObjectionRaised", application.id)) return [];
    const { hash } = situation.documents.put({
      document: "Evidence",
      against: `application:${application.id}`,
      claim: `The applicant does not hold ${file}: the objector made what is in it.`,
    });
    return [{ by: accountOf(by), call: calls.rights.object(application.id, hash) }];
  });
}

/** The examiner decides the objections that the plan decides so. */
export function decide(
  situation: Situation,
  calls: Calls,
  decision: "DISMISSED" | "UPHELD",
): Act[] {
  return OBJECTIONS.filter((objection) => objection[2] === decision).flatMap(([file]) => {
    const application = applicationFor(situation, file);
    if (application === undefined || application.openObjections === 0) return [];
    const { hash } = situation.documents.put({
      document: "Decision",
      application: `application:${application.id}`,
      decision:
        decision === "UPHELD"
          ? "The objection is upheld: the file names the objector's work as its source."
          : "The objection is dismissed: the evidence shows another map.",
    });
    const call =
      decision === "UPHELD"
        ? calls.rights.upholdObjection(application.id, 1, hash)
        : calls.rights.dismissObjection(application.id, 1, hash);
    return [{ by: EXAMINER, call }];
  });
}

/** The examiner rejects the rival application. */
export function rejectRival(situation: Situation, calls: Calls): Act[] {
  const application = situation.application(RIVAL);
  if (application?.status !== "FILED") return [];
  const { hash } = situation.documents.put({
    document: "Decision",
    application: `application:${application.id}`,
    decision: "Rejected: the applicant names no source, and the holder of the file has applied.",
  });
  return [{ by: EXAMINER, call: calls.rights.reject(application.id, hash) }];
}

/** An applicant withdraws. */
export function withdraw(situation: Situation, calls: Calls): Act[] {
  const application = situation.application(WITHDRAWN);
  if (application?.status !== "IN_NOTICE") return [];
  return [{ by: accountOf(WITHDRAWN.by), call: calls.rights.withdraw(application.id) }];
}

function applicationFor(situation: Situation, file: string) {
  return situation.application({ file, right: "HOLD", by: holderOf(file, situation.files) });
}
