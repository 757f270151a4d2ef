/** What an index of so many certificates is like. */
import type { IndexedDeployment } from "../../indexer/src/index.ts";

export const DEPLOYMENT: IndexedDeployment = {
  chainId: 31337,
  genesisHash: `0x${"9e".repeat(32)}`,
  startBlock: 1,
  contracts: { RightsRegistry: `0x${"02".repeat(20)}` },
};

/** Certificates that are filed in one block, and confirmed and licensed in the next. */
export const PER_BLOCK = 100;
/** Of so many certificates in a row, each rests on the one before it. */
export const CHAIN_LENGTH = 5;

/** Participants in an index of so many certificates. */
export function participantsOf(certificates: number): number {
  return Math.max(10, Math.floor(certificates / 100));
}

/** The last block of an index of so many certificates. */
export function blocksOf(certificates: number): number {
  return 2 * Math.ceil(certificates / PER_BLOCK);
}

/** The content commitment of a certificate. */
export function commitmentOf(certificate: number): string {
  return `0x${(BigInt(certificate) * 2654435761n).toString(16).padStart(64, "0")}`;
}
