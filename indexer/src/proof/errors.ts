/** What in a node's answer does not hold, as a word that programs can compare. */
export type BlockProofCode =
  /** The answer is not of the form that the method's answers have. */
  | "MALFORMED"
  /** The header's fields do not give the block's hash. */
  | "HEADER_HASH"
  /** There are more or fewer receipts than transactions. */
  | "RECEIPT_COUNT"
  /** A receipt is of another transaction than the block has there, or of another block. */
  | "TRANSACTION_MISMATCH"
  /** A receipt's logs, or all the block's, do not give the bloom filter that stands with them. */
  | "LOGS_BLOOM"
  /** The receipts are not those that the header commits to. */
  | "RECEIPTS_ROOT";

/** Where two things differ, and in what. */
export interface BlockProofDetails {
  /** Index of the receipt concerned. */
  readonly receipt?: number;
  /** Field concerned. */
  readonly field?: string;
  /** What the answer says. */
  readonly claimed?: string;
  /** What follows from the rest of the answer. */
  readonly computed?: string;
}

/** What a node says of a block does not agree with itself: the node is wrong, or lies. */
export class BlockProofError extends Error {
  readonly code: BlockProofCode;
  /** Number and hash, as the node gave them. */
  readonly block: { readonly number: string; readonly hash: string };
  /** What differs, in words. */
  readonly why: string;
  readonly details: BlockProofDetails;

  constructor(
    code: BlockProofCode,
    block: { readonly number: string; readonly hash: string },
    why: string,
    details: BlockProofDetails,
  ) {
    super(`Block ${Number(block.number)} (${block.hash}) is not proved: ${why}`);
    this.name = "BlockProofError";
    this.code = code;
    this.block = block;
    this.why = why;
    this.details = details;
  }
}

/** A list of trie nodes does not prove a receipt. */
export class ReceiptProofError extends Error {
  /** Of the receipt. */
  readonly index: number;

  constructor(index: number, why: string) {
    super(`Receipt ${index} is not proved: ${why}`);
    this.name = "ReceiptProofError";
    this.index = index;
  }
}
