import type { Sentences } from "./Sentence.ts";

export const sandboxesSentences: Sentences = {
  UnknownSandbox: (w) => [
    `There is no sandbox ${w.sandboxId}.`,
    "Sandboxes count from 1; check the number.",
  ],
  SandboxNotOpen: (w) => [
    `Sandbox ${w.sandboxId} is ${w.status}; this needs one that is OPEN.`,
    "Ask the regulator to open another.",
  ],
  NotSandboxRegulator: (w) => [
    `The regulator of sandbox ${w.sandboxId} is participant ${w.regulator}; you act for participant ${w.participantId}.`,
    "Only the regulator who opened it may do this.",
  ],
  NotMember: (w) => [
    `Participant ${w.participantId} is not in sandbox ${w.sandboxId}.`,
    "Have its regulator admit the participant first.",
  ],
  AlreadyMember: (w) => [
    `Participant ${w.participantId} is in sandbox ${w.sandboxId} already.`,
    "Nothing is to be done.",
  ],
  TooManyMembers: (w) => [
    `A sandbox cannot open with ${w.count} participants.`,
    `Name at most ${w.limit}, and admit the others later.`,
  ],
  InvalidBounds: (w) => [
    `The sandbox's ${w.field} is empty, past, or has no meaning.`,
    "Give caps above 0, an end to come, exemptions that there are, and the rules' document.",
  ],
  CapExceeded: (w) => [
    `Sandbox ${w.sandboxId} has ${w.volumeLeft} bytes and a value of ${w.valueLeft} left; the trade exceeds that.`,
    "Trade less, or outside the sandbox.",
  ],
};
