import { InvalidArgumentError } from "commander";

/** Reads an amount or a quantity of up to so many bits, in whole smallest units. */
export function parseAmount(bits: number): (text: string) => bigint {
  const most = 2n ** BigInt(bits) - 1n;
  return (text) => {
    const amount = /^[0-9]{1,39}$/.test(text) ? BigInt(text) : -1n;
    if (amount < 0n || amount > most) {
      throw new InvalidArgumentError(`"${text}" is not a whole number from 0 to ${most}`);
    }
    return amount;
  };
}
