import { InvalidArgumentError } from "commander";

/** Reads one of the registry's upper-case words, however it is written: `public-body`, `PUBLIC_BODY`. */
export function wordOf<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const wanted = text.trim().toUpperCase().replaceAll("-", "_");
    const word = words.find((candidate) => candidate === wanted);
    if (word !== undefined) return word;
    const choices = words.map((choice) => choice.toLowerCase().replaceAll("_", "-"));
    throw new InvalidArgumentError(`"${text}" is not one of ${choices.join(", ")}`);
  };
}

/** Reads a comma-separated list of such words, each once. */
export function wordsOf<Word extends string>(words: readonly Word[]): (text: string) => Word[] {
  const read = wordOf(words);
  return (text) => [...new Set(text.split(",").map(read))];
}

/** Reads a whole number within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) {
      throw new InvalidArgumentError(`"${text}" is not a whole number from ${least} to ${most}`);
    }
    return number;
  };
}
