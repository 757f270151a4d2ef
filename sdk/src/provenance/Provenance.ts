import type { Right } from "../enums.ts";
import type {
  MetaFieldsFragment,
  ProvenanceAssetFragment,
  TitledCertificateFragment,
} from "../generated/documents.ts";
import type { AsOf } from "../graphql/asOf.ts";
import type { Hex } from "../input.ts";

/**
 * `IN_FORCE`: at least one right over the asset is in force. `NOT_IN_FORCE`: the asset is known, and
 * no right over it is in force. `UNKNOWN`: nobody has ever filed for it.
 */
export type Verdict = "IN_FORCE" | "NOT_IN_FORCE" | "UNKNOWN";

/** A certificate over an asset, at a moment. Times are ISO 8601 strings. */
export type CertificateState = TitledCertificateFragment;

/** One certificate that others rest on. */
export type TitleLink = ProvenanceAssetFragment["titles"][number]["chainOfTitle"][number];

/** What the registry says about an asset, at a moment. */
export interface AssetState {
  readonly verdict: Verdict;
  /** Why, a sentence each: what is in force, what has ended, what is pending, what is doubtful. */
  readonly reasons: readonly string[];
  readonly asset: AssetFacts | null;
  /** All certificates over the asset, whatever their status then, by number. */
  readonly certificates: readonly CertificateState[];
  /** The certificate under which each right is in force, by number; null if it is in none. */
  readonly inForce: Readonly<Record<Right, number | null>>;
  /**
   * The certificates in force over the asset, at depth 0, and every certificate they rest on through
   * the sources they name, nearest first, each once.
   */
  readonly chainOfTitle: readonly TitleLink[];
  /** The block whose state this is. */
  readonly block: MetaFieldsFragment["block"];
}

export interface AssetFacts {
  readonly id: string;
  readonly algorithm: ProvenanceAssetFragment["algorithm"];
  readonly dataClass: ProvenanceAssetFragment["dataClass"];
  readonly description: ProvenanceAssetFragment["description"];
  readonly firstFiledAt: string;
}

/** What is known of the provenance of a file or commitment. */
export interface Provenance extends AssetState {
  readonly commitment: Hex;
  /** The moment asked about; null: now. */
  readonly asOf: AsOf | null;
  /** The same now, whatever moment was asked about. */
  readonly now: AssetState;
  /** Where the index stands: with the digest, replicas can be compared in one line. */
  readonly checkedAgainst: {
    readonly block: number;
    readonly hash: string;
    readonly time: string;
    readonly digest: string;
    /** Blocks that the index was behind the chain. */
    readonly lag: number;
  };
  /**
   * Whether the chain itself, asked directly, names the same certificates in force now as the index.
   * null if the connection has no `rpc`.
   */
  readonly confirmedByChain: boolean | null;
}
