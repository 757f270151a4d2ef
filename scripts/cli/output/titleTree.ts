import type { TitleLink } from "../../../sdk/src/index.ts";
import { paintStatus } from "./style.ts";

/** A chain of title as a tree: below each certificate those that it rests on. */
export function titleTree(links: readonly TitleLink[]): string {
  return links
    .filter(({ depth }) => depth === 0)
    .flatMap((root) => [describe(root), ...branches(root, links, "")])
    .join("\n");
}

function branches(parent: TitleLink, links: readonly TitleLink[], margin: string): string[] {
  const below = links.filter(
    ({ depth, usedBy }) => depth > 0 && usedBy?.number === parent.certificate.number,
  );
  return below.flatMap((link, i) => {
    const last = i === below.length - 1;
    const line = `${margin}${last ? "└─ " : "├─ "}${describe(link)}`;
    return [line, ...branches(link, links, `${margin}${last ? "   " : "│  "}`)];
  });
}

function describe({ certificate, license }: TitleLink): string {
  const { id, right, status, holder, asset } = certificate;
  const through =
    license === null
      ? ""
      : `${license.id} ${paintStatus(license.status)}${license.suspended ? " SUSPENDED" : ""} under `;
  const over = `over ${asset.id.slice(0, 18)}…`;
  return `${through}${id} ${right} ${paintStatus(status)}, held by ${holder.id}, ${over}`;
}
