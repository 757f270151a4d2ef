import { accessSentences } from "./access.ts";
import { amendmentsSentences } from "./amendments.ts";
import { cataloguesSentences } from "./catalogues.ts";
import { courtSentences, pledgeSentences } from "./courts.ts";
import { complianceSentences } from "./compliance.ts";
import { custodySentences } from "./custody.ts";
import { dealsSentences } from "./deals.ts";
import { licensesSentences } from "./licenses.ts";
import { participantsSentences } from "./participants.ts";
import { platformSentences } from "./platform.ts";
import { policySentences } from "./policy.ts";
import { pricingSentences } from "./pricing.ts";
import { rightsSentences } from "./rights.ts";
import { sandboxesSentences } from "./sandboxes.ts";
import { settlementSentences } from "./settlement.ts";
import { sharesSentences } from "./shares.ts";
import type { Sentences } from "./Sentence.ts";
import { tokensSentences } from "./tokens.ts";

/** What every custom error of the deployed contracts means. */
export const SENTENCES: Sentences = {
  ...participantsSentences,
  ...rightsSentences,
  ...licensesSentences,
  ...policySentences,
  ...custodySentences,
  ...pricingSentences,
  ...complianceSentences,
  ...sandboxesSentences,
  ...sharesSentences,
  ...dealsSentences,
  ...settlementSentences,
  ...cataloguesSentences,
  ...courtSentences,
  ...pledgeSentences,
  ...amendmentsSentences,
  ...tokensSentences,
  ...accessSentences,
  ...platformSentences,
};
