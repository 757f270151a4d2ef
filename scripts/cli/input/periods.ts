import { InvalidArgumentError } from "commander";

import type { Periods } from "../../deploy/modules/registrationPolicy.ts";
import { wholeNumber } from "./words.ts";

/** The periods of a registration policy. */
export const PERIOD_NAMES: readonly (keyof Periods)[] = [
  "noticeGeneral",
  "noticeImportant",
  "noticeCore",
  "noticeExtension",
  "maxTerm",
  "renewalWindow",
];

const seconds = wholeNumber(0, 2 ** 32 - 1);

/** Reads `noticeGeneral=60`; may be given several times. */
export function parsePeriod(text: string, earlier: Partial<Periods> = {}): Partial<Periods> {
  const [given, value = ""] = text.split(/=(.*)/s);
  const name = PERIOD_NAMES.find((candidate) => candidate === given);
  if (name === undefined) {
    throw new InvalidArgumentError(
      `"${text}" is not a period in seconds, such as noticeGeneral=60; there are ${PERIOD_NAMES.join(", ")}`,
    );
  }
  return { ...earlier, [name]: seconds(value) };
}
