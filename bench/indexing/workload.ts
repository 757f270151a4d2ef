import { createHash } from "node:crypto";

import type { Registry, Transaction } from "../../test/indexer/fixture/registry.ts";
import { PERIODS } from "../../test/indexer/fixture/registry.ts";

/** Events that an application leads to, about. */
const EVENTS_PER_APPLICATION = 4.6;
/** Most calls in a transaction. */
const BATCH = 100;
/** Waves in which the events come about, and the fewest applications of one. */
const WAVES = 100;
const SMALLEST_WAVE = 1000;
const DAY = 86_400;

interface Actor {
  readonly account: string;
  readonly participant: number;
}

/** An application, and the certificate of the same number. */
interface Title {
  readonly id: number;
  readonly holder: Actor;
}

/** The life of a registry, wave after wave: what its desks, owners and licensees do, in batches. */
export class Workload {
  readonly #registry: Registry;
  /** Most transactions in a block: anvil hashes its whole state anew for each, so long chains need large ones. */
  #block = 10;
  readonly #actors: readonly [Actor, ...Actor[]];
  #events = 0;
  #participants = 0;
  #applications = 0;
  #licenses = 0;
  /** Certificates of the wave before, from which new assets derive. */
  #sources: readonly Title[] = [];

  constructor(registry: Registry) {
    this.#registry = registry;
    const actors = registry.accounts.map((account, index) => ({ account, participant: index + 1 }));
    this.#actors = actors as [Actor, ...Actor[]];
  }

  /** Makes at least so many events. */
  async make(events: number, onProgress: (made: number) => void): Promise<void> {
    const wave = Math.max(SMALLEST_WAVE, Math.ceil(events / WAVES));
    this.#block = Math.max(10, wave / 200);
    await this.#register(this.#actors.map(({ account }) => account));
    while (this.#events < events) {
      const wanted = Math.ceil((events - this.#events) / EVENTS_PER_APPLICATION);
      await this.#wave(Math.min(wave, Math.max(20, wanted)));
      onProgress(this.#events);
    }
  }

  async #wave(size: number): Promise<void> {
    const { examiner, registrar } = this.#registry;
    await this.#register(Array.from({ length: Math.ceil(size / 10) }, (_, n) => this.#stranger(n)));
    const filed = await this.#file(size);
    await this.#send(filed.map(({ id }) => this.#rights(examiner, "openNotice", id)));
    const upheld = await this.#object(filed.filter(oneIn(20)));
    await this.#registry.passTime(PERIODS.noticeGeneral + PERIODS.noticeExtension);

    const titles = filed.filter((title) => !upheld.includes(title));
    const approval = hash("approval");
    await this.#send(titles.map(({ id }) => this.#rights(examiner, "confirm", id, approval)));
    await this.#license(titles.filter(oneIn(2)));
    await this.#send(titles.filter(oneIn(33)).map((title) => this.#transfer(title)));
    const others = titles.filter((_, index) => index % 33 !== 0);
    const given = others
      .filter(oneIn(100))
      .map(({ id, holder }) => this.#rights(holder.account, "surrender", id));
    await this.#send(given);
    const kept = others.filter((_, index) => index % 100 !== 0);
    const reason = hash("reason");
    const annulled = kept.filter(oneIn(100));
    await this.#send(annulled.map(({ id }) => this.#rights(registrar, "annul", id, reason)));
    this.#sources = kept.filter((title) => !annulled.includes(title)).filter(oneIn(4));
  }

  async #register(accounts: readonly string[]): Promise<void> {
    const { registrar } = this.#registry;
    const calls = accounts.map((account) => {
      const number = ++this.#participants;
      const args = [1 + (number % 8), 156, hash(`credential ${number}`), account];
      return this.#registry.call(registrar, "Participants", "register", args);
    });
    await this.#send(calls);
  }

  /** Each actor files a share; one asset in ten derives from a certificate that its applicant holds. */
  async #file(size: number): Promise<Title[]> {
    const share = Math.ceil(size / this.#actors.length);
    const titles: Title[] = [];
    const calls = Array.from({ length: size }, (_, index) => {
      const holder = this.#actors[Math.floor(index / share)] ?? this.#actors[0];
      const own = this.#sources.filter((source) => source.holder === holder);
      const source = index % 10 === 0 ? own[index % Math.max(1, own.length)] : undefined;
      const id = ++this.#applications;
      titles.push({ id, holder });
      return this.#rights(holder.account, "fileApplication", filing(id, source));
    });
    await this.#send(calls);
    return titles;
  }

  /** @returns Those against which the objection is upheld: one in five. */
  async #object(titles: readonly Title[]): Promise<Title[]> {
    const { examiner } = this.#registry;
    const calls = titles.map(({ id, holder }) => {
      const objector = this.#actors.find((actor) => actor !== holder) ?? holder;
      return this.#rights(objector.account, "raiseObjection", id, hash(`evidence ${id}`));
    });
    await this.#send(calls);
    const upheld = titles.filter(oneIn(5));
    const decision = hash("decision");
    const decisions = titles.map((title) => {
      const verb = upheld.includes(title) ? "upholdObjection" : "dismissObjection";
      return this.#rights(examiner, verb, title.id, 1, decision);
    });
    await this.#send(decisions);
    return upheld;
  }

  /** Licenses each; of the licences, some are suspended or in breach. */
  async #license(titles: readonly Title[]): Promise<void> {
    const now = await this.#registry.now();
    const granted = titles.map((title) => ({ ...title, license: ++this.#licenses }));
    await this.#send(granted.map((title) => this.#grant(title, now)));
    const act =
      (verb: string, ...args: unknown[]) =>
      (title: (typeof granted)[number]) =>
        this.#registry.call(title.holder.account, "Licenses", verb, [title.license, ...args]);
    await this.#send(granted.filter(oneIn(20)).map(act("suspend", hash("reason"))));
    const cureUntil = now + 20 * DAY;
    await this.#send(granted.filter(oneIn(15)).map(act("notifyBreach", cureUntil, hash("breach"))));
  }

  #grant({ id, holder }: Title, now: number): Transaction {
    const other = 1 + ((id * 31) % this.#participants);
    const licensee = other === holder.participant ? (other % this.#participants) + 1 : other;
    const terms = [0b1011, 0b10000000, now, now + 90 * DAY, id % 3 === 0 ? 1000 : 0];
    const clauses = [
      false,
      true,
      false,
      true,
      0,
      false,
      0,
      `0x${"9c".padStart(64, "0")}`,
      hash("terms"),
    ];
    const args = [id, licensee, [...terms, ...clauses]];
    return this.#registry.call(holder.account, "Licenses", "grant", args);
  }

  #transfer({ id, holder }: Title): Transaction {
    const to = this.#actors[holder.participant % this.#actors.length] ?? this.#actors[0];
    return this.#rights(holder.account, "transferFrom", holder.account, to.account, id);
  }

  #rights(from: string, verb: string, ...args: unknown[]): Transaction {
    return this.#registry.call(from, "RightsRegistry", verb, args);
  }

  /** An account that never acts itself. */
  #stranger(n: number): string {
    return `0x${hash(`account ${this.#participants + n}`).slice(26)}`;
  }

  /** Sends calls in their order, as many in a transaction as come from one account. */
  async #send(calls: readonly Transaction[]): Promise<void> {
    let batch: Transaction[] = [];
    const batches: Transaction[] = [];
    for (const [index, call] of calls.entries()) {
      batch.push(call);
      if (batch.length < BATCH && calls[index + 1]?.from === call.from) continue;
      batches.push(this.#registry.multicall(batch));
      batch = [];
    }
    for (let start = 0; start < batches.length; start += this.#block) {
      const together = batches.slice(start, start + this.#block);
      const receipts = await this.#registry.sendTogether(together);
      for (const { logs } of receipts) this.#events += logs.length;
    }
  }
}

function filing(id: number, source: Title | undefined): unknown[] {
  const document = hash(`description ${id}`);
  const uri = `https://registry.example/documents/${document.slice(2)}`;
  const sources = source ? [[1, source.id]] : [];
  return [hash(`content ${id}`), 1, 1 + (id % 3), 1, 0, document, uri, sources];
}

function oneIn(count: number): (title: unknown, index: number) => boolean {
  return (_, index) => index % count === 0;
}

function hash(text: string): string {
  return `0x${createHash("sha256").update(text).digest("hex")}`;
}
