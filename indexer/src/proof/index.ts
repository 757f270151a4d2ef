/** Proofs of what a node says: that a block holds these logs and no others. No I/O. */
export type { RpcBlock, RpcLog, RpcReceipt } from "./answer.ts";
export type { ProvedBlock, ProvedLog } from "./block.ts";
export { proveBlock, proveHeader } from "./block.ts";
export { headerBloomMayContain } from "./bloom.ts";
export type { BlockProofCode, BlockProofDetails } from "./errors.ts";
export { BlockProofError, ReceiptProofError } from "./errors.ts";
export type { Consensus } from "./header.ts";
export { encodeHeader, headerHash } from "./header.ts";
export { isBftExtraData } from "./qbft.ts";
export { receiptProof, verifyReceiptProof } from "./receiptProof.ts";
