/** What the index needs to know of the deployment that it mirrors. */
export interface IndexedDeployment {
  readonly chainId: number;
  /** Hash of block 0, as 0x hex. */
  readonly genesisHash: string;
  /** First block that can hold events. */
  readonly startBlock: number;
  /** Addresses by contract name. */
  readonly contracts: Readonly<Record<string, string>>;
}
