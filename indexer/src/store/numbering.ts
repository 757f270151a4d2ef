import { createHash } from "node:crypto";

import { EVENTS } from "../generated/events.ts";
import { SUBJECTS } from "../projectors/subject.ts";

/**
 * What the numbers in the events table stand for, in short. Another version may count its events otherwise,
 * and would misread them: it refuses the index.
 */
export const NUMBERING = createHash("sha256")
  .update(EVENTS.map(({ contract, topic }) => `${contract} ${topic}`).join())
  .update(SUBJECTS.join())
  .digest("hex")
  .slice(0, 8);
