interface Source {
  readonly certificate: { readonly id: string } | null;
  readonly license: { readonly id: string } | null;
}

/** What something derives from, as ids; undefined if from nothing. */
export function formatSources(sources: readonly Source[]): string | undefined {
  const ids = sources.map(({ certificate, license }) => (certificate ?? license)?.id);
  return ids.length === 0 ? undefined : ids.join(", ");
}
