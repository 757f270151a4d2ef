import type { Algorithm, DataClass, Right, SourceKind } from "./enums.ts";
import { ALGORITHMS, DATA_CLASSES, RIGHTS, SOURCE_KINDS, toCode } from "./enums.ts";
import { InvalidInputError } from "./errors/input.ts";
import type { IApplications } from "./generated/contracts/RightsRegistry.ts";
import { hash32, recordNumber, seconds } from "./input.ts";

/** A certificate, or a licence, that an asset derives from. */
export interface Source {
  readonly kind: SourceKind;
  readonly id: number;
}

/** What an applicant files. */
export interface Filing {
  /** Content commitment of the asset; see {@link hashFile}. */
  readonly commitment: string;
  /** How the commitment was made. Default SHA256. */
  readonly algorithm?: Algorithm;
  readonly right: Right;
  /** Default GENERAL. */
  readonly dataClass?: DataClass;
  /** When the source agreement ends; left out, policy alone bounds the term. */
  readonly termEnd?: Date;
  /** The description document: its SHA-256, and where it can be fetched (may be empty). */
  readonly description: { readonly hash: string; readonly uri: string };
  /** What the asset derives from, at most 32; each must be in force and the applicant's to use. */
  readonly sources?: readonly Source[];
}

const MAX_SOURCES = 32;

/** A filing as the contract takes it. Throws {@link InvalidInputError}. */
export function packFiling(filing: Filing): IApplications.FilingStruct {
  const sources = filing.sources ?? [];
  if (sources.length > MAX_SOURCES) {
    throw new InvalidInputError("sources", sources.length, `at most ${MAX_SOURCES} sources`);
  }
  return {
    commitment: hash32(filing.commitment, "commitment"),
    algorithm: toCode(ALGORITHMS, filing.algorithm ?? "SHA256", "algorithm"),
    right: toCode(RIGHTS, filing.right, "right"),
    dataClass: toCode(DATA_CLASSES, filing.dataClass ?? "GENERAL", "dataClass"),
    termEnd: filing.termEnd === undefined ? 0 : seconds(filing.termEnd, "termEnd"),
    descriptionHash: hash32(filing.description.hash, "description.hash"),
    descriptionURI: filing.description.uri,
    sources: sources.map(({ kind, id }, i) => ({
      kind: toCode(SOURCE_KINDS, kind, `sources[${i}].kind`),
      id: recordNumber(id, `sources[${i}].id`),
    })),
  };
}
