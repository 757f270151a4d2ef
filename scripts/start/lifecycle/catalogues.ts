import path from "node:path";

import type { CatalogueEntry } from "../../../sdk/src/index.ts";
import { CatalogueTree, hashFile } from "../../../sdk/src/index.ts";
import { ROOT } from "../../generate/contracts.ts";
import { accountOf, EXAMINER } from "../accounts.ts";
import type { Facts } from "../book.ts";
import { readRemaining } from "../catalogue.ts";
import type { Documents } from "../documents.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";

const APPLICANT = "vega";

/** The entry that becomes a certificate of its own. */
const CLAIMED = "datapackage.json";

/** The document that says what is in a catalogue. */
interface Catalogue {
  readonly entries: readonly (CatalogueEntry & { readonly file: string })[];
}

/** All other files of a package are confirmed at once, by the root of a Merkle tree; one is claimed. */
export const CATALOGUE: Stage[] = [
  {
    day: 16.1,
    said: (_, situation) => {
      const { catalogueId, count } = filed(situation) ?? {};
      return `catalogue:${catalogueId} filed: ${count} further files of a package by one Merkle root`;
    },
    acts: async (situation, calls) => {
      if (filed(situation)) return [];
      const entries = await readEntries(situation.documents);
      const { root, count } = new CatalogueTree(entries);
      const file = situation.documents.put({ document: "Catalogue", entries });
      const call = calls.catalogues.file({ root, count, dataClass: "GENERAL", file });
      return [{ by: accountOf(APPLICANT), call }];
    },
  },
  {
    day: 16.2,
    acts: (situation, calls) => {
      const id = Number(filed(situation)?.catalogueId);
      if (!id || situation.book.happened("CatalogueNoticeOpened", id)) return [];
      return [{ by: EXAMINER, call: calls.catalogues.openNotice(id) }];
    },
  },
  {
    day: 30.4,
    acts: (situation, calls, time) => {
      const id = Number(filed(situation)?.catalogueId);
      const notice = situation.book.find("CatalogueNoticeOpened", { catalogueId: id });
      const due = notice !== undefined && Number(notice.noticeEnd) <= time;
      if (!due || situation.book.happened("CatalogueConfirmed", id)) return [];
      const { hash } = situation.documents.put({
        document: "Decision",
        catalogue: `catalogue:${id}`,
        decision: "The catalogue is confirmed: notice has ended, and nobody objects to an entry.",
      });
      return [{ by: EXAMINER, call: calls.catalogues.confirm(id, hash) }];
    },
  },
  {
    day: 30.5,
    said: (_, { book }) => {
      const { catalogueId, certificateId } = book.find("EntryClaimed", {}) ?? {};
      return `catalogue:${catalogueId} confirmed in one act; its entry ${CLAIMED} claimed: certificate:${certificateId}`;
    },
    acts: (situation, calls) => {
      const { catalogueId, fileHash } = filed(situation) ?? {};
      const id = Number(catalogueId);
      const confirmed = situation.book.happened("CatalogueConfirmed", id);
      if (!confirmed || situation.book.happened("EntryClaimed", id)) return [];
      const { entries } = situation.documents.get(String(fileHash)) as Catalogue;
      const place = entries.findIndex(({ file }) => file === CLAIMED);
      const proof = new CatalogueTree(entries).prove(place);
      return [{ by: accountOf(APPLICANT), call: calls.catalogues.claim(id, proof) }];
    },
  },
];

function filed(situation: Situation): Facts | undefined {
  const applicant = situation.numberOf(APPLICANT);
  return situation.book.find("CatalogueFiled", { applicant });
}

/** The entries in the order of the tree: what is filed of each, and which file of the package it is. */
function readEntries(documents: Documents): Promise<Catalogue["entries"]> {
  return Promise.all(
    readRemaining().map(async ({ name, path: place, package: origin }) => {
      const { commitment } = await hashFile(path.join(ROOT, place));
      const description = documents.put({
        document: "Description",
        file: name,
        package: origin,
        sha256: commitment.slice(2),
      });
      return { file: name, commitment, right: "HOLD" as const, description };
    }),
  );
}
