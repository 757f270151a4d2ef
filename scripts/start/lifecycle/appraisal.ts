import { accountOf } from "../accounts.ts";
import type { Facts } from "../book.ts";
import { formatMoney } from "../money.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";

const APPRAISED = "pcas-code.json";

const YUAN = 156;
const YEAR = 365 * 24 * 60 * 60;

/** An appraiser values a certificate by what it will earn. */
export const APPRAISAL: Stage[] = [
  {
    day: 31,
    said: (_, situation) => {
      const { appraisalId, certificateId, value } = appraised(situation) ?? {};
      return `appraisal:${appraisalId} of certificate:${certificateId} by its income: ${formatMoney(Number(value))} yuan`;
    },
    acts: (situation, calls, time) => {
      const certificate = situation.holding(APPRAISED);
      if (!certificate || appraised(situation)) return [];
      const { hash } = situation.documents.put({
        document: "Report",
        certificate: `certificate:${certificate.id}`,
        method:
          "Income: 12 licences a year at 20,000 yuan, over the rest of the term, discounted at 8 %.",
      });
      const call = calls.appraisals.record({
        certificateId: certificate.id,
        method: "INCOME",
        value: 50_000_000n,
        currency: YUAN,
        appraisedAt: new Date(time * 1000),
        until: new Date((time + YEAR) * 1000),
        reportHash: hash,
      });
      return [{ by: accountOf("appraiser"), call }];
    },
  },
];

function appraised(situation: Situation): Facts | undefined {
  const certificate = situation.holding(APPRAISED);
  return certificate && situation.book.find("AppraisalRecorded", { certificateId: certificate.id });
}
