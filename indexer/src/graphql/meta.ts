import { Repeater } from "graphql-yoga";
import type { Selectable } from "kysely";

import type { CheckpointRow } from "../store/schema.ts";
import { SCHEMA_VERSION } from "../store/schema.ts";
import { AsOf, lastIndexed, momentOf, recordedBlock } from "./asOf.ts";
import { builder } from "./builder.ts";
import type { Context } from "./context.ts";
import { totalAt } from "./totals.ts";

interface BlockRef {
  number: number;
  hash: Buffer;
  timestamp: number;
}

interface Meta {
  block: BlockRef;
  digest: Buffer;
  events: number;
  last: Selectable<CheckpointRow>;
}

const NOTHING: BlockRef = { number: 0, hash: Buffer.alloc(32), timestamp: 0 };

const BlockRefRef = builder.objectRef<BlockRef>("BlockRef").implement({
  description: "A block of the chain.",
  fields: (t) => ({
    number: t.exposeInt("number"),
    hash: t.expose("hash", { type: "Bytes32" }),
    time: t.expose("timestamp", { type: "DateTime" }),
  }),
});

const MetaRef = builder.objectRef<Meta>("Meta").implement({
  description: "What the index holds, and how far behind the chain it is.",
  fields: (t) => ({
    block: t.field({
      type: BlockRefRef,
      description:
        "The last block that the answer rests on: of those up to the moment asked about, the last one that the index keeps a record of. Block 0 with a zero hash if there is none.",
      resolve: (meta) => meta.block,
    }),
    digest: t.expose("digest", {
      type: "Bytes32",
      description: "Rolling digest of all events up to the block: equal on every honest replica.",
    }),
    events: t.exposeInt("events", { description: "How many events there are up to the block." }),
    head: t.int({
      description: "Head of the chain, as last seen.",
      resolve: (meta) => meta.last.head,
    }),
    lag: t.int({
      description: "Blocks that the index is behind the head, whatever the moment asked about.",
      resolve: ({ last }) => Math.max(0, last.head - last.block),
    }),
    nodeSeenAt: t.field({
      type: "DateTime",
      description: "When the chain's node last answered.",
      resolve: (meta) => meta.last.seen_at / 1000,
    }),
    chainId: t.int({ resolve: (_meta, _args, { deployment }) => deployment.chainId }),
    genesisHash: t.field({
      type: "Bytes32",
      description: "Hash of block 0: with the chain id it names the chain.",
      resolve: (_meta, _args, { deployment }) =>
        Buffer.from(deployment.genesisHash.slice(2), "hex"),
    }),
    contracts: t.field({
      type: "JSON",
      description: "Addresses of the registry's contracts by name.",
      resolve: (_meta, _args, { deployment }) => deployment.contracts,
    }),
    startBlock: t.int({
      description: "First block that can hold events.",
      resolve: (_meta, _args, { deployment }) => deployment.startBlock,
    }),
    schemaVersion: t.int({
      description: "Version of the index's tables.",
      resolve: () => SCHEMA_VERSION,
    }),
  }),
});

function metaOf(context: Context, asOf: typeof AsOf.$inferInput | null | undefined): Meta {
  const last = lastIndexed(context);
  const moment = momentOf(context, asOf);
  if (moment.block === last.block) return metaOfLast(last);
  const block = recordedBlock(context, moment.block);
  if (block === undefined) return { block: NOTHING, digest: NOTHING.hash, events: 0, last };
  const events = totalAt(context.reader, "events", block.number);
  return { block, digest: block.digest, events, last };
}

function metaOfLast(last: Selectable<CheckpointRow>): Meta {
  const { block: number, hash, timestamp, digest, events } = last;
  return { block: { number, hash, timestamp }, digest, events, last };
}

/** The state of the index now, and again whenever its block or the chain's head changes. */
function followMeta(context: Context): AsyncIterable<Meta> {
  const { reader, changes } = context;
  return new Repeater<Meta>(async (push, stop) => {
    const ended = new AbortController();
    void stop.then(() => ended.abort());
    let sent: Selectable<CheckpointRow> | undefined;
    let version: number;
    do {
      version = changes.version;
      const last = reader.snapshot(() => lastIndexed(context));
      const changed = !sent?.hash.equals(last.hash) || sent.head !== last.head;
      if (changed) await push(metaOfLast(last));
      sent = last;
    } while (await changes.beyond(version, ended.signal));
    stop();
  });
}

builder.queryFields((t) => ({
  _meta: t.field({
    type: MetaRef,
    description: "What the index holds, and how far behind the chain it is.",
    args: { asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { asOf }, context) => metaOf(context, asOf),
  }),
}));

builder.subscriptionFields((t) => ({
  meta: t.field({
    type: MetaRef,
    description: "At once, and again whenever the indexed block or the chain's head changes.",
    subscribe: (_root, _args, context) => followMeta(context),
    resolve: (meta) => meta,
  }),
}));
