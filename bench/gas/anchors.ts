/** What the same step costs elsewhere (measured with the optimizer, evmVersion cancun). */
export interface Anchor {
  readonly system: string;
  readonly gas: number;
}

const EAS_ATTEST = 200_272;
const OZ_MINT_FIRST = 68_781;
const OZ_MINT_LATER = 51_681;

/** By operation; operations without a counterpart are left out. */
export const ANCHORS: Readonly<Record<string, Anchor>> = {
  file: { system: "EAS attest", gas: EAS_ATTEST },
  "confirm, first to a holder": { system: "OpenZeppelin mint, first", gas: OZ_MINT_FIRST },
  confirm: { system: "OpenZeppelin mint, later", gas: OZ_MINT_LATER },
  "filing to certificate": {
    system: "EAS attest + OpenZeppelin mint",
    gas: EAS_ATTEST + OZ_MINT_LATER,
  },
  "filing to certificate, of 200": {
    system: "EAS multiAttest of 50 + OpenZeppelin mint of 200",
    gas: 166_140 + 25_146,
  },
  "transfer to a new holder": { system: "OpenZeppelin transfer, first", gas: 59_866 },
  "file, of 50": { system: "EAS multiAttest, of 50", gas: 166_140 },
  "confirm, of 50": { system: "OpenZeppelin mint, of 200", gas: 25_146 },
};
