import { formatCount, formatTime } from "../output/format.ts";

type Args = Readonly<Record<string, unknown>>;

/** What happened with catalogues and their entries, which are counted from 0. */
export const CATALOGUE_SENTENCES: Readonly<Record<string, (args: Args) => string>> = {
  CatalogueFiled: (a) =>
    `participant:${a.applicant} filed ${formatCount(Number(a.count))} entries by their root`,
  CatalogueNoticeOpened: (a) => `public notice until ${time(a.noticeEnd)}`,
  EntryObjected: (a) => `participant:${a.objector} objected to entry ${a.index}`,
  EntryHeard: (a) =>
    `the objection to entry ${a.index} ${a.upheld === true ? "upheld: it is struck out" : "dismissed"}`,
  CatalogueConfirmed: (a) => `confirmed until ${time(a.expiresAt)}`,
  CatalogueRejected: () => "rejected",
  CatalogueWithdrawn: () => "withdrawn by the applicant",
  EntryClaimed: (a) => `entry ${a.index} claimed: certificate:${a.certificateId}`,
};

function time(seconds: unknown): string {
  return formatTime(new Date(Number(seconds) * 1000));
}
