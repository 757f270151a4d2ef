import type { Right } from "../enums.ts";
import { RIGHTS } from "../enums.ts";
import type { MetaFieldsFragment, ProvenanceAssetFragment } from "../generated/documents.ts";
import type { AssetState, CertificateState, TitleLink, Verdict } from "./Provenance.ts";

/** What follows from what the index holds about an asset at a moment. */
export function assetState(
  asset: ProvenanceAssetFragment | null,
  block: MetaFieldsFragment["block"],
): AssetState {
  if (asset === null) {
    const reasons = ["Nobody has filed an application for this commitment."];
    const inForce = inForceAmong([]);
    return {
      verdict: "UNKNOWN",
      reasons,
      asset,
      certificates: [],
      inForce,
      chainOfTitle: [],
      block,
    };
  }
  const { id, algorithm, dataClass, description, firstFiledAt, certificates } = asset;
  const active = certificates.filter(({ status }) => status === "ACTIVE");
  const titles = asset.titles.filter(({ status }) => status === "ACTIVE");
  const chainOfTitle = mergeChains(titles.map((title) => title.chainOfTitle));
  const verdict: Verdict = active.length > 0 ? "IN_FORCE" : "NOT_IN_FORCE";
  const reasons = [
    ...certificates.map(certificateReason),
    ...asset.applications.edges.map(({ node }) => applicationReason(node)),
    ...chainOfTitle.flatMap(doubtfulTitle),
  ];
  return {
    verdict,
    reasons,
    asset: { id, algorithm, dataClass, description, firstFiledAt },
    certificates,
    inForce: inForceAmong(active),
    chainOfTitle,
    block,
  };
}

/** The certificate for each right, among those in force. */
export function inForceAmong(
  certificates: readonly Pick<CertificateState, "right" | "number">[],
): Record<Right, number | null> {
  const inForce: Record<Right, number | null> = { HOLD: null, PROCESS: null, OPERATE: null };
  for (const { right, number } of certificates) inForce[right] = number;
  return inForce;
}

/** Several chains of title as one: nearest first, each certificate once. */
function mergeChains(chains: readonly (readonly TitleLink[])[]): TitleLink[] {
  const seen = new Set<number>();
  return chains
    .flat()
    .toSorted((left, right) => left.depth - right.depth)
    .filter(({ certificate: { number } }) => !seen.has(number) && seen.add(number));
}

function certificateReason(certificate: CertificateState): string {
  const { number, right, status, expiresAt, endedAt, holder } = certificate;
  const what = `Certificate ${number} (${right}, held by participant ${holder.number})`;
  switch (status) {
    case "ACTIVE":
      return holder.status === "SUSPENDED"
        ? `${what} is in force until ${expiresAt}; its holder is suspended.`
        : `${what} is in force until ${expiresAt}.`;
    case "EXPIRED":
      return `${what} expired at ${expiresAt}.`;
    case "SURRENDERED":
      return `${what} was surrendered at ${endedAt}.`;
    case "ANNULLED":
      return `${what} was annulled at ${endedAt}.`;
  }
}

type ApplicationState = ProvenanceAssetFragment["applications"]["edges"][number]["node"];

function applicationReason({ number, right, status, noticeEnd }: ApplicationState): string {
  const what = `Application ${number} (${right})`;
  switch (status) {
    case "IN_NOTICE":
      return `${what} is in public notice until ${noticeEnd}.`;
    case "OBJECTED":
      return `${what} is in public notice, and objected to.`;
    default:
      return `${what} is ${status}.`;
  }
}

/** What in the chain of title behind a certificate is not in force any more. */
function doubtfulTitle({ depth, certificate, license }: TitleLink): string[] {
  if (depth === 0) return [];
  const doubts: string[] = [];
  if (certificate.status !== "ACTIVE") {
    doubts.push(
      `The title rests on certificate ${certificate.number}, which is ${certificate.status}.`,
    );
  }
  if (license !== null && (license.status !== "ACTIVE" || license.suspended)) {
    const status = license.suspended ? "suspended" : license.status;
    doubts.push(`The title rests on licence ${license.number}, which is ${status}.`);
  }
  return doubts;
}

/** The rights whose certificate in force differs. */
export function differences(
  left: Readonly<Record<Right, number | null>>,
  right: Readonly<Record<Right, number | null>>,
): Right[] {
  return RIGHTS.filter((one) => left[one] !== right[one]);
}
