import { builder } from "./builder.ts";
import { inTime } from "./deadline.ts";
import type { Certificate } from "./entities.ts";
import { ParticipantRef } from "./entities.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { participantOf, timeOf } from "./lookup.ts";
import type { Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";

/** A span of time in which one participant held a certificate: first version of it, and of the next. */
interface Holding {
  first: Certificate;
  next: Certificate | undefined;
}

const versions = prepare((p: { id: number; block: number }) =>
  build
    .selectFrom("certificates")
    .selectAll()
    .where(inTime)
    .where("id", "=", p.id)
    .where("valid_from", "<=", p.block)
    .orderBy("valid_from"),
);

export const HoldingRef = builder.objectRef<Holding>("Holding").implement({
  description: "A span of time in which one participant held a certificate.",
  fields: (t) => ({
    holder: t.field({
      type: ParticipantRef,
      resolve: ({ first }, _args, { reader }) => participantOf(reader, first.holder, first.at),
    }),
    from: t.field({
      type: "DateTime",
      resolve: ({ first }, _args, { reader }) => timeOf(reader, first.valid_from),
    }),
    until: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it passed to the next; null for the present holder.",
      resolve: ({ next }, _args, { reader }) => next && timeOf(reader, next.valid_from),
    }),
    recordedIn: t.field({
      type: LogRef,
      description: "The log by which it came to the holder.",
      resolve: ({ first }, args, context) => recordedIn(first, args, context),
    }),
  }),
});

/** Everyone who has held the certificate by its moment; who held it within one block alone, did not. */
export function holdingsOf(reader: Reader, certificate: Certificate): Holding[] {
  const { id, at } = certificate;
  const firsts: Certificate[] = [];
  for (const version of reader.every(versions, { id, block: at.block })) {
    if (version.holder !== firsts.at(-1)?.holder) firsts.push({ ...version, at });
  }
  return firsts.map((first, index) => ({ first, next: firsts[index + 1] }));
}
