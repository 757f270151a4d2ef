import type { DocumentNode } from "graphql";

/** Characters of text; what is made of it takes some hundred times as much memory. */
const MAX_SIZE = 200_000;

/**
 * Documents that were parsed, by their text: what of them was asked for last, and no more than there is room
 * for, whatever is asked. By their number alone, a thousand long ones would take a gigabyte.
 */
export class DocumentCache {
  readonly #documents = new Map<string, DocumentNode>();
  #size = 0;

  get(text: string): DocumentNode | undefined {
    const document = this.#documents.get(text);
    if (document === undefined) return undefined;
    this.#documents.delete(text);
    this.#documents.set(text, document);
    return document;
  }

  set(text: string, document: DocumentNode): void {
    this.#remove(text);
    this.#documents.set(text, document);
    this.#size += text.length;
    for (const oldest of this.#documents.keys()) {
      if (this.#size <= MAX_SIZE) return;
      this.#remove(oldest);
    }
  }

  #remove(text: string): void {
    if (this.#documents.delete(text)) this.#size -= text.length;
  }
}
