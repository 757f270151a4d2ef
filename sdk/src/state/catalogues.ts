import type { EntryProof } from "../catalogueTree.ts";
import type { Connection } from "../Connection.ts";
import type { CatalogueStatus, DataClass } from "../enums.ts";
import { CATALOGUE_STATUSES, DATA_CLASSES, fromCode } from "../enums.ts";
import type { Hex } from "../input.ts";
import { bytesOf, count, hash32, recordNumber } from "../input.ts";

/** A catalogue, as the contract has it now. */
export interface CatalogueRecord {
  readonly catalogueId: number;
  readonly applicant: number;
  readonly root: Hex;
  /** Entries. */
  readonly count: number;
  readonly dataClass: DataClass;
  readonly status: CatalogueStatus;
  /** null before, and so below. */
  readonly noticeEnd: Date | null;
  readonly openObjections: number;
  readonly confirmedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** What the contract `Catalogues` says now. */
export class CataloguesState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * A catalogue by number. Throws {@link ContractRevertError} `UnknownCatalogue`.
   *
   * @example
   * const { status, count } = await registry.catalogues.get(2);
   */
  async get(catalogueId: number): Promise<CatalogueRecord> {
    const chain = this.#connection.chain("Reading a catalogue");
    const number = recordNumber(catalogueId, "catalogueId");
    const answer = chain.contract("Catalogues").catalogue(number);
    const record = await chain.read("Catalogues", "catalogue", answer);
    return {
      catalogueId,
      applicant: Number(record.applicant),
      root: record.root as Hex,
      count: Number(record.count),
      dataClass: fromCode(DATA_CLASSES, record.dataClass) as DataClass,
      status: fromCode(CATALOGUE_STATUSES, record.status) as CatalogueStatus,
      noticeEnd: dateOf(record.noticeEnd),
      openObjections: Number(record.openObjections),
      confirmedAt: dateOf(record.confirmedAt),
      expiresAt: dateOf(record.expiresAt),
    };
  }

  /**
   * Whether a catalogue has this entry, and it was not struck out.
   *
   * @example
   * const proved = await registry.catalogues.hasEntry(2, new CatalogueTree(entries).prove(77));
   */
  async hasEntry(catalogueId: number, shown: EntryProof): Promise<boolean> {
    const chain = this.#connection.chain("Proving an entry");
    const number = recordNumber(catalogueId, "catalogueId");
    const place = count(shown.index, "index");
    const entry = bytesOf(shown.entry, "entry");
    const proof = shown.proof.map((hash) => hash32(hash, "proof"));
    const answer = chain.contract("Catalogues").hasEntry(number, place, entry, proof);
    return chain.read("Catalogues", "hasEntry", answer);
  }

  /**
   * The certificate that an entry became; null if none yet.
   *
   * @example
   * const certificateId = await registry.catalogues.certificateOf(2, 77);
   */
  async certificateOf(catalogueId: number, index: number): Promise<number | null> {
    const chain = this.#connection.chain("Reading a catalogue");
    const number = recordNumber(catalogueId, "catalogueId");
    const answer = chain.contract("Catalogues").certificateOf(number, count(index, "index"));
    return Number(await chain.read("Catalogues", "certificateOf", answer)) || null;
  }
}

function dateOf(time: bigint): Date | null {
  return time === 0n ? null : new Date(Number(time) * 1000);
}
