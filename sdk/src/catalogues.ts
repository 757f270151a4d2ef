import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { EntryProof } from "./catalogueTree.ts";
import type { DataClass } from "./enums.ts";
import { DATA_CLASSES, toCode } from "./enums.ts";
import { bytesOf, count, hash32, recordNumber } from "./input.ts";

/** A catalogue to be filed. */
export interface NewCatalogue {
  /** Root of the tree over its entries, and their number: a {@link CatalogueTree} has both. */
  readonly root: string;
  readonly count: number;
  /** Class of all data in it. */
  readonly dataClass: DataClass;
  /** The file with all entries, and where it can be fetched. */
  readonly file: { readonly hash: string; readonly uri: string };
}

/**
 * Files a whole catalogue for the signer's participant, by the root of its entries.
 *
 * @example
 * const { root, count } = new CatalogueTree(entries);
 * const { catalogueId } = await registry.catalogues.file({ root, count, dataClass: "GENERAL", file });
 */
export function file(catalogue: NewCatalogue): Call<{ catalogueId: number }> {
  const args = [
    hash32(catalogue.root, "root"),
    count(catalogue.count, "count"),
    toCode(DATA_CLASSES, catalogue.dataClass, "dataClass"),
    hash32(catalogue.file.hash, "file.hash"),
    catalogue.file.uri,
  ] as const;
  return makeCall("Catalogues", (abi) => abi.encodeFunctionData("file", [...args]), {
    event: "CatalogueFiled",
    take: ["catalogueId"],
  });
}

/**
 * Withdraws a catalogue; the signer acts for its applicant.
 *
 * @example
 * await registry.catalogues.withdraw(2);
 */
export function withdraw(catalogueId: number): PlainCall {
  const number = recordNumber(catalogueId, "catalogueId");
  return makeCall("Catalogues", (abi) => abi.encodeFunctionData("withdraw", [number]));
}

/**
 * Opens public notice; the signer is an examiner.
 *
 * @example
 * const { noticeEnd } = await registry.catalogues.openNotice(2);
 */
export function openNotice(catalogueId: number): Call<{ noticeEnd: Date }> {
  const number = recordNumber(catalogueId, "catalogueId");
  return makeCall("Catalogues", (abi) => abi.encodeFunctionData("openNotice", [number]), {
    event: "CatalogueNoticeOpened",
    take: ["noticeEnd"],
  });
}

/**
 * Objects to an entry, by its place from 0.
 *
 * @example
 * await registry.catalogues.object(2, 77, evidenceHash);
 */
export function object(catalogueId: number, index: number, evidenceHash: string): PlainCall {
  const number = recordNumber(catalogueId, "catalogueId");
  const place = count(index, "index");
  const evidence = hash32(evidenceHash, "evidenceHash");
  return makeCall("Catalogues", (abi) =>
    abi.encodeFunctionData("object", [number, place, evidence]),
  );
}

/**
 * Decides the objection to an entry; an upheld one strikes the entry out. The signer is an examiner.
 *
 * @example
 * await registry.catalogues.hear(2, 77, true, decisionHash);
 */
export function hear(
  catalogueId: number,
  index: number,
  upheld: boolean,
  decisionHash: string,
): PlainCall {
  const number = recordNumber(catalogueId, "catalogueId");
  const place = count(index, "index");
  const decision = hash32(decisionHash, "decisionHash");
  return makeCall("Catalogues", (abi) =>
    abi.encodeFunctionData("hear", [number, place, upheld, decision]),
  );
}

/**
 * Confirms all entries that were not struck out, after notice; the signer is an examiner.
 *
 * @example
 * const { expiresAt } = await registry.catalogues.confirm(2, decisionHash);
 */
export function confirm(catalogueId: number, decisionHash: string): Call<{ expiresAt: Date }> {
  const number = recordNumber(catalogueId, "catalogueId");
  const decision = hash32(decisionHash, "decisionHash");
  return makeCall("Catalogues", (abi) => abi.encodeFunctionData("confirm", [number, decision]), {
    event: "CatalogueConfirmed",
    take: ["expiresAt"],
  });
}

/**
 * Rejects a catalogue; the signer is an examiner.
 *
 * @example
 * await registry.catalogues.reject(2, decisionHash);
 */
export function reject(catalogueId: number, decisionHash: string): PlainCall {
  const number = recordNumber(catalogueId, "catalogueId");
  const decision = hash32(decisionHash, "decisionHash");
  return makeCall("Catalogues", (abi) => abi.encodeFunctionData("reject", [number, decision]));
}

/**
 * Makes an entry a certificate of the catalogue's applicant; anybody may.
 *
 * @example
 * const { certificateId } = await registry.catalogues.claim(2, new CatalogueTree(entries).prove(77));
 */
export function claim(catalogueId: number, shown: EntryProof): Call<{ certificateId: number }> {
  const number = recordNumber(catalogueId, "catalogueId");
  const place = count(shown.index, "index");
  const entry = bytesOf(shown.entry, "entry");
  const proof = shown.proof.map((hash) => hash32(hash, "proof"));
  return makeCall(
    "Catalogues",
    (abi) => abi.encodeFunctionData("claim", [number, place, entry, proof]),
    { event: "EntryClaimed", take: ["certificateId"] },
  );
}
