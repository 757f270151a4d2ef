import type { AssetState, CertificateState, Provenance, Verdict } from "../../../sdk/src/index.ts";
import { RIGHTS } from "../../../sdk/src/index.ts";
import { describedBy } from "../records/description.ts";
import { formatTime } from "./format.ts";
import { paint, paintStatus } from "./style.ts";
import { fields, indent, table } from "./table.ts";
import { formatCountry } from "./terms.ts";
import { titleTree } from "./titleTree.ts";

/** Whose data something is, for people: the verdict first. */
export function provenanceText(
  provenance: Provenance,
  file: string | null,
  documents: string,
): string {
  const { verdict, commitment, asOf, asset, certificates, chainOfTitle, reasons } = provenance;
  const then = asOf === null ? "" : `  ${paint("dim", `as of ${momentOf(provenance)}`)}`;
  const parts = [
    `${formatVerdict(verdict)}  ${file ?? commitment}${then}`,
    fields([
      ["asset", `asset:${commitment}`],
      ["class", asset?.dataClass],
      ["first filed", asset === null ? undefined : formatTime(asset.firstFiledAt)],
      ...(asset === null ? [] : describedBy(asset.description, documents)),
      ["now", asOf === null ? undefined : nowInWords(provenance.now)],
    ]),
    certificates.length === 0 ? "" : indent(certificateTable(certificates)),
    section("Why", reasons.map((reason) => `- ${withoutMilliseconds(reason)}`).join("\n")),
    section("Chain of title", titleTree(chainOfTitle)),
    section("Checked", checkedAgainst(provenance)),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function formatVerdict(verdict: Verdict): string {
  const color = ({ IN_FORCE: "green", NOT_IN_FORCE: "red", UNKNOWN: "yellow" } as const)[verdict];
  return paint(["bold", color], verdict.replaceAll("_", " "));
}

function momentOf({ asOf, block }: Provenance): string {
  const time = asOf instanceof Date ? asOf : asOf?.time;
  const state = `block ${block.number} of ${formatTime(block.time)}`;
  return time === undefined ? state : `${formatTime(time)} (${state})`;
}

function nowInWords({ verdict, inForce }: AssetState): string {
  const rights = RIGHTS.flatMap((right) =>
    inForce[right] === null ? [] : [`${right} under certificate:${inForce[right]}`],
  );
  return [formatVerdict(verdict), rights.join(", ")].filter((part) => part !== "").join("  ");
}

/** By right, in force first. */
function certificateTable(certificates: readonly CertificateState[]): string {
  const ordered = certificates.toSorted(
    (a, b) =>
      RIGHTS.indexOf(a.right) - RIGHTS.indexOf(b.right) ||
      Number(b.status === "ACTIVE") - Number(a.status === "ACTIVE") ||
      b.number - a.number,
  );
  return table(
    ["right", "certificate", "status", "holder", "from", "until"],
    ordered.map(({ right, id, status, holder, confirmedAt, expiresAt, endedAt }) => [
      right,
      id,
      paintStatus(status),
      `${holder.id} (${holder.kind}, ${formatCountry(holder.jurisdiction)}${
        holder.status === "ACTIVE" ? "" : `, ${paintStatus(holder.status)}`
      })`,
      formatTime(confirmedAt),
      formatTime(endedAt ?? expiresAt),
    ]),
  );
}

function checkedAgainst({ checkedAgainst: at, confirmedByChain, now }: Provenance): string {
  return fields([
    ["index", `block ${at.block} of ${formatTime(at.time)}, ${at.lag} behind the chain`],
    ["block hash", at.hash],
    ["digest", at.digest],
    ["chain", chainInWords(confirmedByChain, now)],
  ]);
}

function chainInWords(confirmed: boolean | null, { verdict }: AssetState): string {
  if (confirmed === null) return "not asked";
  if (!confirmed) return paint("yellow", "could not confirm the index: see above");
  const what = verdict === "IN_FORCE" ? "the same certificates are" : "no certificate is";
  return `${paint("green", "agrees")}: ${what} in force there now`;
}

function section(heading: string, body: string): string {
  return body === "" ? "" : `${paint("bold", heading)}\n${indent(body)}`;
}

function withoutMilliseconds(text: string): string {
  return text.replaceAll(/(T\d{2}:\d{2}:\d{2})\.\d{3}Z/g, "$1Z");
}
