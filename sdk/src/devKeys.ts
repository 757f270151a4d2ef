import type { Wallet } from "ethers";
import { HDNodeWallet, Wallet as EthersWallet } from "ethers";

/** Chain id of the development chain, the only one on which development keys are let in. */
export const DEV_CHAIN_ID = 31337;

const MNEMONIC = "test test test test test test test test test test test junk";
const PATH = "m/44'/60'/0'/0";

// Accounts 0 to 19 are the ones every development node funds; owners start at 100.
const RANGES = [
  [0, 20],
  [100, 1124],
] as const;

let branch: HDNodeWallet | undefined;
let addresses: ReadonlySet<string> | undefined;

/**
 * Account N of the development mnemonic, whose keys are public: 0 deployer, 1 registrar, 2 examiner,
 * 3 relayer, 100 and up data owners.
 *
 * @example
 * const registry = await connect({ deployment, rpc, signer: devSigner(100), relayer: devSigner(3) });
 */
export function devSigner(index: number): Wallet {
  return new EthersWallet(devBranch().deriveChild(index).privateKey);
}

/** Whether the private key of this address is public as one of the development accounts. */
export function isDevAddress(address: string): boolean {
  addresses ??= new Set(
    RANGES.flatMap(([from, to]) =>
      Array.from({ length: to - from }, (_, i) =>
        devBranch()
          .deriveChild(from + i)
          .address.toLowerCase(),
      ),
    ),
  );
  return addresses.has(address.toLowerCase());
}

function devBranch(): HDNodeWallet {
  branch ??= HDNodeWallet.fromPhrase(MNEMONIC, undefined, PATH);
  return branch;
}
