import { expect } from "chai";
import { Interface } from "ethers";
import fc from "fast-check";

import type { RunningServer } from "../../indexer/src/server/index.ts";
import { startServer } from "../../indexer/src/server/index.ts";
import { readAbi } from "../../scripts/generate/contracts.ts";
import { DECISION_REASONS, fromCode, USES } from "../../sdk/src/index.ts";
import { decidingKind } from "../../sdk/src/licenseDecision.ts";
import type { Anvil } from "../indexer/fixture/anvil.ts";
import { startAnvil } from "../indexer/fixture/anvil.ts";
import { readEvents } from "../indexer/fixture/events.ts";
import { indexAll, memoryLogger, Scratch } from "../indexer/fixture/indexing.ts";
import { Life } from "../indexer/fixture/life.ts";
import { Registry } from "../indexer/fixture/registry.ts";
import { post } from "./fixture/serve.ts";

const QUERY = `query ($question: LicenseQuestion!, $asOf: AsOf) {
  decide(question: $question, asOf: $asOf) { allowed reason decidedBy block } }`;
const LICENSES = new Interface(readAbi("Licenses"));
const DAY = 86_400;
const DOCUMENT = `0x${"11".repeat(32)}`;
/** The set of `READ` alone. */
const NARROW = 1;

interface Subject {
  readonly participant: number;
  readonly certificate?: number;
  readonly license?: number;
}

interface Question extends Subject {
  readonly block: number;
  /** A bit for each use. */
  readonly uses: number;
  readonly country: number;
  /** Seconds from the block's time; null: that time itself, by being left out. */
  readonly later: number | null;
}

interface Decision {
  readonly allowed: boolean;
  readonly reason: string;
  readonly decidedBy: string | null;
}

describe("Licence decisions from the index", function () {
  this.timeout(180_000);
  const scratch = new Scratch();
  const database = scratch.database();
  let anvil: Anvil;
  let registry: Registry;
  let life: Life;
  let server: RunningServer;
  let blocks: number[];
  /** Who got more licences under a certificate than a decision by it tries. */
  let crowded: { certificate: number; participant: number; first: number };

  before(async () => {
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    life = new Life(registry, 5);
    await life.begin();
    await life.go(900);
    crowded = await crowd();
    const { deployment } = registry;
    await indexAll(anvil.url, deployment, database);
    const events = readEvents(database, deployment);
    const begun = events.findIndex(({ name }) => name === "ParticipantRegistered");
    blocks = [...new Set(events.slice(begun).map(({ block }) => block))];
    const { logger } = memoryLogger();
    server = await startServer({ database, deployment, host: "127.0.0.1", port: 0, logger });
  });
  after(async () => {
    await server.close();
    await anvil.stop();
    scratch.dispose();
  });

  /** Grants every use, and then five times little; the last of these is used up. */
  async function crowd() {
    const until = (await registry.now()) + 5 * DAY;
    for (const { id, holder, state } of life.applications) {
      const licensee = life.participants.find((one) => one !== holder && !one.suspended)?.id ?? 0;
      const [account = ""] = holder.accounts;
      const grant = (uses: number, units = 0) => {
        const clauses = [false, false, false, false, 0, false, 0];
        const terms = [uses, 0, 0, until, units, ...clauses, `0x${"00".repeat(32)}`, DOCUMENT];
        return registry.call(account, "Licenses", "grant", [id, licensee, terms]);
      };
      if (state !== "confirmed") continue;
      const [wide] = await registry.trySend(grant(511));
      if (wide?.status !== "0x1") continue;
      const first = Number(await registry.view<bigint>("Licenses", "licenseCount"));
      for (let count = 0; count < 4; count++) await registry.send(grant(NARROW));
      await registry.send(grant(NARROW, 3));
      const use = registry.call(account, "Licenses", "recordUse", [first + 5, 3, DOCUMENT]);
      await registry.send(use);
      return { certificate: id, participant: licensee, first };
    }
    throw new Error("No certificate can be licensed any more");
  }

  async function timeOf(block: number): Promise<number> {
    const found = await anvil.rpc<{ timestamp: string }>(
      ...["eth_getBlockByNumber", `0x${block.toString(16)}`, false],
    );
    return Number(found.timestamp);
  }

  async function ofContract(question: Question): Promise<Decision> {
    const { block, participant, certificate, license, uses, country, later } = question;
    const time = Math.max(0, (await timeOf(block)) + (later ?? 0));
    const [method, subject] =
      license === undefined ? ["decide", certificate] : ["decideByLicense", license];
    const args = [participant, subject, uses, country, time];
    const call = {
      to: registry.deployment.contracts.Licenses,
      data: LICENSES.encodeFunctionData(method as string, args),
    };
    const answer = await anvil.rpc<string>("eth_call", call, `0x${block.toString(16)}`);
    const [allowed, code, id] = LICENSES.decodeFunctionResult(method as string, answer);
    const reason = fromCode(DECISION_REASONS, code) ?? expect.fail(`reason ${code}`);
    const kind = decidingKind(reason);
    return { allowed, reason, decidedBy: kind && `${kind}:${id}` };
  }

  async function ofIndex(question: Question): Promise<Decision> {
    const { block, participant, certificate, license, uses, country, later } = question;
    const time = Math.max(0, (await timeOf(block)) + (later ?? 0));
    const { data, errors } = await post(server.url, {
      query: QUERY,
      variables: {
        asOf: { block },
        question: {
          participant: `participant:${participant}`,
          ...(license === undefined
            ? { certificate: `certificate:${certificate}` }
            : { license: `license:${license}` }),
          uses: USES.filter((_, bit) => uses & (1 << bit)),
          country,
          ...(later === null ? {} : { time: new Date(time * 1000).toISOString() }),
        },
      },
    });
    if (errors) throw new Error(JSON.stringify(errors));
    const answer = data?.["decide"] as Decision & { block: number };
    const { block: answered, ...decision } = answer;
    expect(answered).to.equal(block);
    return decision;
  }

  it("are the contract's, whatever is asked, of any moment", async () => {
    const number = (most: number) => fc.integer({ min: 1, max: most + 1 });
    const granted = Number(await registry.view<bigint>("Licenses", "licenseCount"));
    // Somebody who has, or had, the licence asked about: most pairs at random have nothing to do with it.
    const pairs = await Promise.all(
      Array.from({ length: granted }, async (_, index) => {
        const record = await registry.view<{ licensee: bigint; certificateId: bigint }>(
          ...(["Licenses", "license", index + 1] as const),
        );
        return {
          license: index + 1,
          certificate: Number(record.certificateId),
          of: Number(record.licensee),
        };
      }),
    );
    const holders = life.applications.flatMap(({ id, holder, state }) =>
      state === "confirmed" ? [{ certificate: id, of: holder.id }] : [],
    );
    const participant = number(life.participants.length);
    const subject: fc.Arbitrary<Subject> = fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .constantFrom(...pairs)
          .map(({ of, license }) => ({ participant: of, license })),
      },
      {
        weight: 4,
        arbitrary: fc
          .constantFrom(...pairs, ...holders)
          .map(({ of, certificate }) => ({ participant: of, certificate })),
      },
      { weight: 1, arbitrary: fc.record({ participant, license: number(granted) }) },
      {
        weight: 1,
        arbitrary: fc.record({ participant, certificate: number(life.applications.length) }),
      },
    );
    // Mostly of late, and soon: at first there is little to decide about, and in the end all is over.
    const how = fc.record({
      block: fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...blocks) },
        { weight: 3, arbitrary: fc.constantFrom(...blocks.slice(-80)) },
      ),
      uses: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 0, max: 8 }).map((bit) => 1 << bit) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 511 }) },
      ),
      country: fc.oneof(
        { weight: 5, arbitrary: fc.constant(156) },
        { weight: 4, arbitrary: fc.constantFrom(840, 276, 643) },
        { weight: 1, arbitrary: fc.constantFrom(0, 999, 1000, 65_535) },
      ),
      later: fc.oneof(
        { weight: 1, arbitrary: fc.constant(null) },
        { weight: 5, arbitrary: fc.integer({ min: 0, max: 10 * DAY }) },
        { weight: 2, arbitrary: fc.integer({ min: -20 * DAY, max: 0 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 400 * DAY }) },
      ),
    });
    const seen = new Set<string>();
    const last: Subject = { participant: crowded.participant, license: crowded.first + 5 };
    const usedUp = { block: blocks.at(-1) ?? 0, uses: NARROW, country: 156 as const, later: 0 };
    const asked = fc.asyncProperty(subject, how, async (about, rest) => {
      const question = { ...about, ...rest };
      const decision = await ofContract(question);
      seen.add(decision.reason);
      expect(await ofIndex(question)).to.deep.equal(decision);
    });
    await fc.assert(asked, {
      numRuns: 2000,
      unbiased: true,
      examples: [[last, usedUp]],
    });
    expect(DECISION_REASONS.filter((reason) => !seen.has(reason))).to.deep.equal([]);
  });

  it("try the four licences that came last, as the contract does", async () => {
    const { certificate, participant, first } = crowded;
    const asked = { block: blocks.at(-1) ?? 0, participant, country: 156, later: 0 };
    const byCertificate = { ...asked, certificate, uses: 2 };
    const byLicense = { ...asked, license: first, uses: 2 };
    expect(await ofIndex(byLicense)).to.deep.equal({
      ...{ allowed: true, reason: "LICENSED", decidedBy: `license:${first}` },
    });
    expect(await ofIndex(byCertificate)).to.deep.equal({
      ...{ allowed: false, reason: "LICENSE_EXHAUSTED", decidedBy: `license:${first + 5}` },
    });
    expect(await ofContract(byCertificate)).to.deep.equal(await ofIndex(byCertificate));
  });

  it("go by a certificate or by a licence, not both, nor neither", async () => {
    const question = { participant: "1", uses: ["READ"], country: 156 };
    for (const under of [{}, { certificate: "1", license: "1" }]) {
      const variables = { question: { ...question, ...under } };
      const { errors } = await post(server.url, { query: QUERY, variables });
      expect(errors?.map(({ extensions }) => extensions["code"])).to.deep.equal(["BAD_USER_INPUT"]);
    }
  });
});
