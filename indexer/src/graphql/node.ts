import { amendmentAt } from "./amendmentEntities.ts";
import type { Moment } from "./asOf.ts";
import { AsOf, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import { MAX_PAGE } from "./connection.ts";
import type { Context } from "./context.ts";
import { orderAt, pledgeAt } from "./courtEntities.ts";
import { userError } from "./errors.ts";
import { parseAssetId, parseId, parsePairId, typeOfId, parseOperationId } from "./ids.ts";
import {
  applicationAt,
  assetAt,
  attestationAt,
  certificateAt,
  challengeAt,
  eventOf,
  licenseAt,
  objectionAt,
  participantAt,
} from "./lookup.ts";
import { appraisalAt, approvalAt, offerAt, sandboxAt } from "./marketLookup.ts";
import { operationAt } from "./operations.ts";
import type { Reader } from "./reader.ts";
import { catalogueAt, dealAt, proposalAt } from "./settlementLookup.ts";

/** The GraphQL type of an id's type, and how to find what the id names. */
interface Finder {
  type: string;
  find(reader: Reader, id: string, at: Moment): object | undefined;
}

const FINDERS = new Map<string, Finder>([
  [
    "participant",
    {
      type: "Participant",
      find: (reader, id, at) => participantAt(reader, parseId("participant", id), at),
    },
  ],
  ["asset", { type: "Asset", find: (reader, id, at) => assetAt(reader, parseAssetId(id), at) }],
  [
    "application",
    {
      type: "Application",
      find: (reader, id, at) => applicationAt(reader, parseId("application", id), at),
    },
  ],
  [
    "objection",
    {
      type: "Objection",
      find: (reader, id, at) => objectionAt(reader, ...parsePairId("objection", id), at),
    },
  ],
  [
    "certificate",
    {
      type: "Certificate",
      find: (reader, id, at) => certificateAt(reader, parseId("certificate", id), at),
    },
  ],
  [
    "license",
    { type: "License", find: (reader, id, at) => licenseAt(reader, parseId("license", id), at) },
  ],
  [
    "attestation",
    {
      type: "Attestation",
      find: (reader, id, at) => attestationAt(reader, parseId("attestation", id), at),
    },
  ],
  [
    "challenge",
    {
      type: "Challenge",
      find: (reader, id, at) => challengeAt(reader, ...parsePairId("challenge", id), at),
    },
  ],
  [
    "appraisal",
    {
      type: "Appraisal",
      find: (reader, id, at) => appraisalAt(reader, parseId("appraisal", id), at),
    },
  ],
  [
    "offer",
    {
      type: "Offer",
      find: (reader, id, at) => offerAt(reader, parseId("offer", id), at),
    },
  ],
  [
    "approval",
    {
      type: "ExportApproval",
      find: (reader, id, at) => approvalAt(reader, parseId("approval", id), at),
    },
  ],
  [
    "sandbox",
    {
      type: "Sandbox",
      find: (reader, id, at) => sandboxAt(reader, parseId("sandbox", id), at),
    },
  ],
  [
    "catalogue",
    {
      type: "Catalogue",
      find: (reader, id, at) => catalogueAt(reader, parseId("catalogue", id), at),
    },
  ],
  [
    "order",
    { type: "CourtOrder", find: (reader, id, at) => orderAt(reader, parseId("order", id), at) },
  ],
  [
    "pledge",
    { type: "Pledge", find: (reader, id, at) => pledgeAt(reader, parseId("pledge", id), at) },
  ],
  [
    "amendment",
    {
      type: "Amendment",
      find: (reader, id, at) => amendmentAt(reader, parseId("amendment", id), at),
    },
  ],
  [
    "operation",
    {
      type: "Operation",
      find: (reader, id, at) => operationAt(reader, parseOperationId(id), at),
    },
  ],
  ["deal", { type: "Deal", find: (reader, id, at) => dealAt(reader, parseId("deal", id), at) }],
  [
    "proposal",
    {
      type: "ShareProposal",
      find: (reader, id, at) => proposalAt(reader, parseId("proposal", id), at),
    },
  ],
  [
    "event",
    {
      type: "Event",
      find: (reader, id, at) => {
        const [block, logIndex] = parsePairId("event", id);
        return block <= at.block ? eventOf(reader, block, logIndex) : undefined;
      },
    },
  ],
]);

function findNode({ reader }: Context, id: string, at: Moment): object | undefined {
  const finder = FINDERS.get(typeOfId(id));
  if (finder === undefined) {
    const types = [...FINDERS.keys()].join(", ");
    throw userError(
      "BAD_ID",
      `"${id.slice(0, 100)}" is not an id: expected "<type>:<which>" with a type of ${types}`,
    );
  }
  const found = finder.find(reader, id, at);
  return found && Object.assign(found, { __typename: finder.type });
}

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: "Anything by its id, such as `certificate:12`.",
    args: { id: t.arg.id({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { id, asOf }, context) => findNode(context, id, momentOf(context, asOf)),
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description: `Several by their ids, at most ${MAX_PAGE}, in the order asked for.`,
    args: { ids: t.arg.idList({ required: true }), asOf: t.arg({ type: AsOf }) },
    resolve: (_root, { ids, asOf }, context) => {
      if (ids.length > MAX_PAGE) {
        throw userError("PAGE_TOO_LARGE", `At most ${MAX_PAGE} ids at a time, got ${ids.length}`);
      }
      const at = momentOf(context, asOf);
      return ids.map((id) => findNode(context, id, at));
    },
  }),
}));
