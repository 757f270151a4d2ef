import { accountOf } from "../accounts.ts";
import type { BookedApplication } from "../book.ts";
import { holderOf } from "../plan.ts";
import { STORED } from "./custody.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";

/** The same file committed by its chunks, each of which can be proved. */
const REVISION = `${STORED} by chunks`;

/** Who holds a file under two commitments records which of them is the one to go by. */
export const REVISIONS: Stage[] = [
  {
    day: 59.4,
    said: (_, situation) => {
      const [revision, former] = pair(situation);
      return `certificate:${revision?.id} (${REVISION}): its asset supersedes that of certificate:${former?.id}`;
    },
    acts: (situation, calls) => {
      const [revision, former] = pair(situation);
      if (!revision || !former) return [];
      const commitments = { asset: revision.commitment, superseded: former.commitment };
      if (situation.book.find("AssetSuperseded", commitments)) return [];
      const call = calls.amendments.supersede(revision.commitment, former.commitment);
      return [{ by: accountOf(holderOf(REVISION, situation.files)), call }];
    },
  },
];

function pair(situation: Situation): (BookedApplication | undefined)[] {
  return [REVISION, STORED].map((file) => situation.holding(file));
}
