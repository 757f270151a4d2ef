import path from "node:path";

import { hashChunks, proveChunk } from "../../../sdk/src/index.ts";
import { formatCount } from "../../cli/output/format.ts";
import { ROOT } from "../../generate/contracts.ts";
import { accountOf } from "../accounts.ts";
import type { Facts } from "../book.ts";
import { byChunks } from "../files.ts";
import { holderOf } from "../plan.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";

/** The file whose bytes a custodian keeps. It is registered by its chunks as well, so that any can be asked for. */
export const STORED = "pcas-code.json";

const YEAR = 365 * 24 * 60 * 60;

/** A custodian attests that it holds a file; asked for a chunk of it, it shows the chunk. */
export const CUSTODY: Stage[] = [
  {
    day: 43.6,
    said: (_, situation) =>
      `attestation:${attested(situation)?.attestationId}: a custodian holds the bytes of ${STORED}`,
    acts: async (situation, calls, time) => {
      if (attested(situation)) return [];
      const until = new Date((time + YEAR) * 1000);
      const call = calls.custody.attest({ ...(await hashChunks(placeOf(situation))), until });
      return [{ by: accountOf("custodian"), call }];
    },
  },
  {
    day: 43.7,
    acts: (situation, calls) => {
      const id = Number(attested(situation)?.attestationId);
      if (!id || situation.book.happened("CustodyChallenged", id)) return [];
      const holder = accountOf(holderOf(STORED, situation.files));
      return [{ by: holder, call: calls.custody.challenge(id) }];
    },
  },
  {
    day: 43.8,
    said: (_, { book }) => {
      const { attestationId, challengeId } = book.find("ChallengeAnswered", {}) ?? {};
      const { chunk } = book.find("CustodyChallenged", {}) ?? {};
      const asked = `chunk ${formatCount(Number(chunk))}, asked for at random`;
      return `challenge:${attestationId}-${challengeId}: ${asked}, shown with its proof`;
    },
    acts: async (situation, calls, _, registry) => {
      const id = Number(attested(situation)?.attestationId);
      if (!id || situation.book.happened("ChallengeAnswered", id)) return [];
      const { open, status } = await registry.custody.get(id);
      if (open === null || status !== "CHALLENGED") return [];
      const shown = await proveChunk(placeOf(situation), open.chunk);
      return [{ by: accountOf("custodian"), call: calls.custody.answer(id, shown) }];
    },
  },
];

function attested(situation: Situation): Facts | undefined {
  const { commitment } = situation.file(byChunks(STORED));
  return situation.book.find("CustodyAttested", { commitment });
}

function placeOf(situation: Situation): string {
  return path.join(ROOT, situation.file(STORED).path);
}
