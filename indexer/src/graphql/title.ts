import { builder } from "./builder.ts";
import type { Certificate, License, Source } from "./entities.ts";
import { CertificateRef, LicenseRef } from "./entities.ts";
import { certificateAt, known, sourcesOf } from "./lookup.ts";
import type { Reader } from "./reader.ts";
import { sourceLicense } from "./sources.ts";

/** No chain is walked further: a bound on the work of one field. */
const MAX_LINKS = 256;

/** A certificate in a chain of title, and how the certificate one step nearer rests on it. */
interface TitleLink {
  depth: number;
  certificate: Certificate;
  license: License | undefined;
  usedBy: Certificate | undefined;
}

export const TitleLinkRef = builder.objectRef<TitleLink>("TitleLink").implement({
  description: "One certificate in a chain of title.",
  fields: (t) => ({
    depth: t.exposeInt("depth", {
      description: "Steps from the certificate asked about, itself 0.",
    }),
    certificate: t.field({ type: CertificateRef, resolve: (link) => link.certificate }),
    license: t.field({
      type: LicenseRef,
      nullable: true,
      description: "The licence under which it was used; null at depth 0, and if it was held.",
      resolve: (link) => link.license,
    }),
    usedBy: t.field({
      type: CertificateRef,
      nullable: true,
      description: "The certificate one step nearer that rests on it; null at depth 0.",
      resolve: (link) => link.usedBy,
    }),
  }),
});

/** Walks the sources of a certificate breadth first. */
export function chainOfTitle(reader: Reader, certificate: Certificate): TitleLink[] {
  const chain: TitleLink[] = [{ depth: 0, certificate, license: undefined, usedBy: undefined }];
  const seen = new Set([certificate.id]);
  for (const { depth, certificate: usedBy } of chain) {
    for (const source of sourcesOf(reader, usedBy.id, usedBy.at)) {
      const { license, certificate: used } = behind(reader, source);
      if (seen.has(used.id)) continue;
      if (chain.length === MAX_LINKS) return chain;
      seen.add(used.id);
      chain.push({ depth: depth + 1, certificate: used, license, usedBy });
    }
  }
  return chain;
}

/** The certificate that a source is, or is a licence under. */
function behind(reader: Reader, source: Source) {
  const license = sourceLicense(reader, source);
  const id = license?.certificate_id ?? source.source_id;
  return { license, certificate: known(certificateAt(reader, id, source.at), `certificate ${id}`) };
}
