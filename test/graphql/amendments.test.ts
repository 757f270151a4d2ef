import { expect } from "chai";

import type { Book } from "./fixture/book.ts";
import { hash } from "./fixture/book.ts";
import { Served } from "./fixture/serve.ts";
import { RAW, writeStory } from "./fixture/story.ts";

const hex = (bytes: Buffer) => `0x${bytes.toString("hex")}`;

const OTHER = hash("the revision");

/** An amendment of certificate 1, as it was asked for. */
function asked(id: number, time: number) {
  return {
    id,
    certificate_id: 1,
    requester: 2,
    kind: 2,
    description_hash: hash(`amended ${id}`),
    description_uri: `https://data.example/amended-${id}`,
    reason_hash: hash(`reason ${id}`),
    decision_hash: null as Buffer | null,
    status: 1,
    requested_at: time,
    changed_at: time,
  };
}

/** After the story's 12 blocks: two amendments are asked for, the second accepted before the first, and a revision. */
function writeAmendments(book: Book): void {
  writeStory(book);
  const block = (write: () => void) => {
    book.mine();
    write();
    book.seal({ batchEnd: true });
  };
  const accept = (id: number) => {
    book.event("Amendments", "AmendmentAccepted", "amendment", id, {});
    const decision_hash = hash(`decision ${id}`);
    book.put("amendments", { ...asked(id, book.time), decision_hash, status: 2 });
  };
  block(() => {
    for (const id of [1, 2]) {
      book.event("Amendments", "AmendmentRequested", "amendment", id, {});
      book.put("amendments", asked(id, book.time));
    }
  });
  block(() => accept(2));
  block(() => accept(1));
  block(() => {
    book.event("Amendments", "AssetSuperseded", "application", 1, {});
    book.put("assets", {
      commitment: OTHER,
      algorithm: 1,
      data_class: 1,
      described_by: 1,
      confirmed: 1,
      first_filed_at: book.time,
    });
    book.put("revisions", {
      commitment: OTHER,
      superseded: RAW,
      holder: 2,
      certificate_id: 2,
      superseded_certificate_id: 1,
      recorded_at: book.time,
    });
  });
}

describe("GraphQL of amendments and revisions", () => {
  let served: Served;

  before(async () => {
    served = await Served.start(writeAmendments);
  });
  after(() => served.close());

  const description = async (block: number): Promise<string> => {
    const { certificate } = await served.data<{ certificate: { description: { uri: string } } }>(
      `{ certificate(id: 1, asOf: { block: ${block} }) { description { uri } } }`,
    );
    return certificate.description.uri;
  };

  it("a certificate says what was accepted last, at each moment", async () => {
    expect(await description(12)).to.equal("https://data.example/1");
    expect(await description(13)).to.equal("https://data.example/1");
    expect(await description(14)).to.equal("https://data.example/amended-2");
    expect(await description(15)).to.equal("https://data.example/amended-1");
  });

  it("a certificate has all its amendments, of which one is in force", async () => {
    const { certificate } = await served.data<{ certificate: unknown }>(`{
      certificate(id: 1) { amendments {
        id number kind status inForce requester { id } certificate { id }
        description { hash } reasonHash decisionHash recordedIn { block event { name } } } } }`);
    const amendment = (id: number, inForce: boolean, block: number) => ({
      id: `amendment:${id}`,
      number: id,
      kind: "CHANGE",
      status: "ACCEPTED",
      inForce,
      requester: { id: "participant:2" },
      certificate: { id: "certificate:1" },
      description: { hash: hex(hash(`amended ${id}`)) },
      reasonHash: hex(hash(`reason ${id}`)),
      decisionHash: hex(hash(`decision ${id}`)),
      recordedIn: { block, event: { name: "AmendmentAccepted" } },
    });
    expect(certificate).to.deep.equal({
      amendments: [amendment(1, true, 15), amendment(2, false, 14)],
    });
  });

  it("an asset names what it revises, and what took its place, from then on", async () => {
    const { newer, older, before } = await served.data<Record<string, unknown>>(`{
      newer: asset(id: "${hex(OTHER)}") { supersededBy { recordedAt }
        revisionOf { superseded { id } holder { id } recordedIn { block } } }
      older: asset(id: "${hex(RAW)}") { revisionOf { recordedAt } supersededBy { asset { id } } }
      before: asset(id: "${hex(RAW)}", asOf: { block: 15 }) { supersededBy { recordedAt } } }`);
    expect(newer).to.deep.equal({
      supersededBy: null,
      revisionOf: {
        superseded: { id: `asset:${hex(RAW)}` },
        holder: { id: "participant:2" },
        recordedIn: { block: 16 },
      },
    });
    expect(older).to.deep.equal({
      revisionOf: null,
      supersededBy: { asset: { id: `asset:${hex(OTHER)}` } },
    });
    expect(before).to.deep.equal({ supersededBy: null });
  });
});
