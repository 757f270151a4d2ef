import { InvalidArgumentError } from "commander";

import type { Source } from "../../../sdk/src/index.ts";
import { numberOf } from "./ids.ts";

const certificateNumber = numberOf("certificate");
const licenseNumber = numberOf("license");

/** Reads `certificate:7,license:4`; may be given several times. */
export function parseSources(text: string, earlier: Source[] = []): Source[] {
  return [...earlier, ...text.split(",").map((id) => parseSource(id.trim()))];
}

function parseSource(id: string): Source {
  if (id.startsWith("certificate:")) return { kind: "CERTIFICATE", id: certificateNumber(id) };
  if (id.startsWith("license:")) return { kind: "LICENSE", id: licenseNumber(id) };
  throw new InvalidArgumentError(
    `"${id}" is not a source; one looks like certificate:7 or license:4`,
  );
}
