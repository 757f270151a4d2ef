import type { Algorithm, Hex } from "../../../sdk/src/index.ts";
import { accountOf } from "../accounts.ts";
import type { BookedApplication, BookedLicense, Book } from "../book.ts";
import type { CatalogueFile } from "../catalogue.ts";
import type { Documents } from "../documents.ts";
import type { OwnerKey } from "../owners.ts";
import type { Registration } from "../plan.ts";
import { holderOf } from "../plan.ts";

/** A file of the catalogue with its content commitment. */
export interface HashedFile extends CatalogueFile {
  readonly commitment: Hex;
  /** How the commitment was made. */
  readonly algorithm: Algorithm;
}

/** What acts are decided by. */
export interface Known {
  readonly files: readonly HashedFile[];
  readonly book: Book;
  /** Documents that anybody may read. */
  readonly documents: Documents;
  /** Documents about persons, which are not served. */
  readonly credentials: Documents;
  /** The token that is paid with. */
  readonly money: Hex;
}

/** The plan's names, looked up in the book. */
export class Situation implements Known {
  readonly files: readonly HashedFile[];
  readonly book: Book;
  readonly documents: Documents;
  readonly credentials: Documents;
  readonly money: Hex;

  constructor({ files, book, documents, credentials, money }: Known) {
    this.files = files;
    this.book = book;
    this.documents = documents;
    this.credentials = credentials;
    this.money = money;
  }

  file(name: string): HashedFile {
    const file = this.files.find((one) => one.name === name);
    if (file === undefined) throw new Error(`No file ${name} in the catalogue`);
    return file;
  }

  participant(owner: OwnerKey): number | undefined {
    return this.book.participant(accountOf(owner).address);
  }

  /** The number of an owner who is registered. */
  numberOf(owner: OwnerKey): number {
    const number = this.participant(owner);
    if (number === undefined) throw new Error(`${owner} is not registered`);
    return number;
  }

  /** The application that a planned registration led to. */
  application({
    file,
    right,
    by,
  }: Pick<Registration, "file" | "right" | "by">): BookedApplication | undefined {
    return this.book.application(this.participant(by), this.file(file).commitment, right);
  }

  /** The certificate in force under which a file is held, as planned. */
  holding(file: string): BookedApplication | undefined {
    const by = holderOf(file, this.files);
    const application = this.application({ file, right: "HOLD", by });
    return application?.inForce === true ? application : undefined;
  }

  /** The licence that an owner got from the holder of a file. */
  license(file: string, to: OwnerKey): BookedLicense | undefined {
    const by = holderOf(file, this.files);
    const certificate = this.application({ file, right: "HOLD", by });
    const licensee = this.participant(to);
    if (certificate === undefined || licensee === undefined) return undefined;
    return this.book.license(certificate.id, licensee);
  }
}
