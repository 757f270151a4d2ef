import { accountOf, EXAMINER } from "../accounts.ts";
import type { Facts } from "../book.ts";
import { holderOf } from "../plan.ts";
import { describe } from "./filing.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";

/** A file whose title said no more than its name. */
const CORRECTED = "us-10m.json";
const TITLE = "Map of the states and counties of the United States, 1:10,000,000";

/** A holder asks for a correction of the record, and an examiner accepts it; what it said before stays on record. */
export const AMENDMENT: Stage[] = [
  {
    day: 52,
    acts: (situation, calls) => {
      const certificate = situation.holding(CORRECTED);
      if (!certificate || requested(situation)) return [];
      const { hash } = situation.documents.put({
        document: "Grounds",
        certificate: `certificate:${certificate.id}`,
        grounds: "The title was the name of the file.",
      });
      const call = calls.amendments.request({
        certificateId: certificate.id,
        kind: "CORRECTION",
        description: describe(situation, { ...situation.file(CORRECTED), title: TITLE }),
        reasonHash: hash,
      });
      return [{ by: accountOf(holderOf(CORRECTED, situation.files)), call }];
    },
  },
  {
    day: 52.5,
    said: (_, situation) => {
      const { amendmentId, certificateId } = requested(situation) ?? {};
      return `amendment:${amendmentId} accepted: the title of certificate:${certificateId} (${CORRECTED}) is corrected`;
    },
    acts: (situation, calls) => {
      const id = Number(requested(situation)?.amendmentId);
      if (!id || situation.book.happened("AmendmentAccepted", id)) return [];
      const { hash } = situation.documents.put({
        document: "Decision",
        amendment: `amendment:${id}`,
        decision: "Accepted: the new title says what the file holds.",
      });
      return [{ by: EXAMINER, call: calls.amendments.accept(id, hash) }];
    },
  },
];

function requested(situation: Situation): Facts | undefined {
  const certificate = situation.holding(CORRECTED);
  return (
    certificate && situation.book.find("AmendmentRequested", { certificateId: certificate.id })
  );
}
