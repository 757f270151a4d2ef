import { setInterval as every } from "node:timers/promises";

import { Store } from "../../indexer/src/store/store.ts";
import { DEPLOYMENT } from "./shape.ts";
import { eventOf } from "./statements.ts";

/*
 * An indexer at work on the database named: five blocks a second, each of fifty certificates filed,
 * confirmed and licensed, through the store. Ends with its parent.
 */

const BLOCK_MS = 200;
const PER_BLOCK = 50;
/** Of each certificate, in this order. */
const EVENTS = [
  eventOf("RightsRegistry", "ApplicationFiled", "application"),
  eventOf("RightsRegistry", "CertificateConfirmed", "application"),
  eventOf("Licenses", "LicenseGranted", "license"),
];

const [database = ""] = process.argv.slice(2);
const store = await Store.open(database, DEPLOYMENT, 0, Number.POSITIVE_INFINITY);
const { applications, assets, certificates, filings, licenses } = store.entities;
let number = store.checkpoint.events;
let block = store.checkpoint.block;
process.once("disconnect", () => {
  void store.close().then(() => process.exit());
});
process.send?.("writing");
for await (const _tick of every(BLOCK_MS)) await writeBlock();

async function writeBlock(): Promise<void> {
  block++;
  const timestamp = store.checkpoint.timestamp + 5;
  const hash = bytes(block);
  const events = store.checkpoint.events + EVENTS.length * PER_BLOCK;
  const seen = { head: block, final: block, seen_at: Date.now() };
  await store.takeIn(block, async () => {
    for (let index = 0; index < PER_BLOCK; index++)
      confirmOne(++number, timestamp, EVENTS.length * index);
    store.rows.addBlock({
      number: block,
      hash,
      timestamp,
      digest: hash,
      events: EVENTS.length * PER_BLOCK,
    });
    return { block, hash, timestamp, digest: hash, events, ...seen };
  });
  await store.settle();
}

function confirmOne(id: number, time: number, logIndex: number): void {
  const at = { block, logIndex, time };
  const commitment = bytes(id);
  store.rows.addTransaction({ block, tx_index: logIndex / EVENTS.length, hash: commitment });
  for (const [offset, event] of EVENTS.entries()) {
    const log_index = logIndex + offset;
    store.rows.addEvent({
      ...event,
      block,
      log_index,
      tx_index: logIndex / EVENTS.length,
      subject_id: id,
    });
  }
  const participant = 1 + (id % 10);
  const facts = { commitment, right: 1, data_class: 1, decision_hash: commitment };
  filings.add({
    application_id: id,
    applicant: participant,
    commitment,
    term_end: 0,
    description_hash: commitment,
    description_uri: `https://data.example/${id}`,
    filed_at: time,
    block,
  });
  applications.add(at, {
    id,
    algorithm: 1,
    right: 1,
    data_class: 1,
    status: 4,
    notice_end: time,
    open_objections: 0,
    examiner: null,
    flags: 0,
    decided_at: time,
    decision_hash: commitment,
  });
  assets.put(at, {
    commitment,
    algorithm: 1,
    data_class: 1,
    described_by: id,
    confirmed: 1,
    first_filed_at: time,
  });
  certificates.add(at, {
    ...facts,
    id,
    holder: participant,
    ended: 1,
    confirmed_at: time,
    expires_at: time + 94_608_000,
    ended_at: 0,
    flags: 0,
  });
  licenses.add(at, {
    id,
    certificate_id: id,
    licensee: participant,
    granted_by: participant,
    granted_at: time,
    terminated: 0,
    terminated_at: 0,
    terminated_by: 0,
    suspended: 0,
    cure_until: 0,
    units_used: "0",
    units_given: "0",
    exhausted: 0,
    parent_id: 0,
    sandbox_id: 0,
    level: 1,
    permitted_uses: 1,
    prohibited_uses: 0,
    term_from: time,
    term_until: time + 94_608_000,
    units: "0",
    sublicensing: 0,
    derivatives: 0,
    exclusive: 0,
    attribution: 0,
    royalty: 0,
    transferable: 0,
    meter: 0,
    territory: Buffer.alloc(32),
    document_hash: commitment,
  });
}

/** 32 bytes that no other number has: those of the bulk are multiples, and end otherwise. */
function bytes(value: number): Buffer {
  const buffer = Buffer.alloc(32, 0xee);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer;
}
