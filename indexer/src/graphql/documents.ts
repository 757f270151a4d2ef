import { builder } from "./builder.ts";

/** Rows that refer to a description document. */
interface Described {
  description_hash: Buffer;
  description_uri: string;
}

export const DocumentRef = builder.objectRef<Described>("Document").implement({
  description: "A document kept off the chain, known by its hash.",
  fields: (t) => ({
    hash: t.expose("description_hash", { type: "Bytes32", description: "SHA-256 of its bytes." }),
    uri: t.exposeString("description_uri", { description: "Where it can be fetched." }),
  }),
});
