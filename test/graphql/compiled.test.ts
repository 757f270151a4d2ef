import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import type { DocumentNode } from "graphql";
import { executeSync, getOperationAST, parse, validate } from "graphql";

import { costOf, MAX_COST } from "../../indexer/src/graphql/cost.ts";
import { Deadline } from "../../indexer/src/graphql/deadline.ts";
import { executeCompiled } from "../../indexer/src/graphql/compiled.ts";
import { Reader } from "../../indexer/src/graphql/reader.ts";
import { schema } from "../../indexer/src/graphql/schema.ts";
import { Book, DEPLOYMENT } from "./fixture/book.ts";
import { seeded, writeHistory } from "./fixture/history.ts";
import type { Query } from "./fuzz/queries.ts";
import { remember } from "./fuzz/fuzz.ts";
import { Queries } from "./fuzz/queries.ts";
import { Values } from "./fuzz/values.ts";

const QUERIES = 3000;

describe("Compiled queries", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "compiled-"));
  const book = new Book(path.join(folder, "index.sqlite"));
  const reader = new Reader(book.database);
  const documents = new Map<string, DocumentNode>();

  /** Of a certificate that licences were granted under, the number of one of these, and of the holder. */
  let certificate: number;
  let license: number;
  let holder: number;

  before(() => {
    writeHistory(book, 120, seeded(13));
    ({ certificate, license, holder } = book.database
      .prepare<[], { certificate: number; license: number; holder: number }>(
        `select certificates.id as certificate, licenses.id as license, holder
         from licenses join certificates on certificates.id = certificate_id limit 1`,
      )
      .get() ?? { certificate: 0, license: 0, holder: 0 });
    expect(certificate).to.be.above(0);
  });

  after(() => {
    book.close();
    rmSync(folder, { recursive: true });
  });

  /** Parsed once, as the endpoint does, so that what was compiled is used again. */
  function parsed(query: string): DocumentNode {
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    return document;
  }

  function argsOf({ query, variables }: Query) {
    const changes = { version: 0, beyond: () => Promise.resolve(false) };
    const contextValue = { reader, changes, deployment: DEPLOYMENT, now: book.time };
    return { schema, document: parsed(query), variableValues: variables, contextValue };
  }

  /** What a compiled query answers, and what graphql-js does. */
  function both(query: Query) {
    const args = argsOf(query);
    const compiled = executeCompiled(args, new Deadline(60_000));
    return { compiled, reference: executeSync(args) };
  }

  /** Executed compiled, and answered as by graphql-js, in the same order. */
  function expectSame(query: string, variables: Record<string, unknown> = {}): void {
    const { compiled, reference } = both({ query, variables });
    expect(reference.errors).to.equal(undefined);
    expect(JSON.stringify(compiled)).to.equal(JSON.stringify(reference));
  }

  function expectLeft(query: string, variables: Record<string, unknown> = {}): void {
    expect(both({ query, variables }).compiled).to.equal(undefined);
  }

  it(`${QUERIES} random ones are answered as by graphql-js, or left to it if it finds errors`, function () {
    this.timeout(120_000);
    const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
    const random = seeded(seed);
    const seen = { ids: ["certificate:1"], cursors: ["WyJ4Il0"] };
    const queries = new Queries(schema, random, new Values(random, seen));
    const tally = { compiled: 0, errors: 0 };
    for (let turn = 0; turn < QUERIES; turn++) {
      const query = asSent(queries.next());
      if (!isOrdinary(query)) continue;
      const { compiled, reference } = both(query);
      const reproduce = `again with FUZZ_SEED=${seed}: ${JSON.stringify(query)}`;
      if (reference.errors) {
        expect(compiled, reproduce).to.equal(undefined);
        tally.errors++;
        continue;
      }
      const text = JSON.stringify(reference);
      expect(JSON.stringify(compiled), reproduce).to.equal(text);
      tally.compiled++;
      remember(text, seen, random);
    }
    // Were most left to graphql-js, nothing would be shown.
    expect(tally.compiled).to.be.above(QUERIES / 4);
    expect(tally.errors).to.be.above(QUERIES / 100);
  });

  it("fields that are asked for more than once are answered once, with all that is asked of them", () => {
    expectSame(
      `query ($id: ID!) {
      certificate(id: $id) { right ...Held asset { id } ... on Node { id } right asset { dataClass id } ...Held }
    } fragment Held on Certificate { holder { id } asset { id confirmed: dataClass } ...Term }
    fragment Term on Certificate { expiresAt holder { kind } __typename }`,
      { id: certificate },
    );
  });

  it("fragments apply to the type that each value is found to be of", () => {
    const ids = [
      `license:${license}`,
      `certificate:${certificate}`,
      `participant:${holder}`,
      "certificate:999999",
    ];
    expectSame(
      `query ($ids: [ID!]!) { nodes(ids: $ids) {
      __typename id ... on Certificate { right licenses(first: 2) { totalCount edges { cursor node { id } } } }
      ...Named ... on Node { same: id } } }
      fragment Named on Participant { kind asNode: id }`,
      { ids },
    );
  });

  it("@skip and @include are what the variables say, each time", () => {
    const query = `query ($id: ID!, $a: Boolean!, $b: Boolean = true) { certificate(id: $id) {
      id right @include(if: $a) ... @skip(if: $b) { expiresAt } ...Held @include(if: $b) }
    } fragment Held on Certificate { holder { id @skip(if: $a) kind } }`;
    for (const a of [true, false]) {
      expectSame(query, { id: certificate, a });
      for (const b of [true, false]) expectSame(query, { id: certificate, a, b });
    }
  });

  it("the same query is answered by the variables of each time, also deep within it", () => {
    const query = `query ($ids: [ID!]!, $first: Int = 1, $status: [LicenseStatus!]) {
      nodes(ids: $ids) { ... on Certificate {
        id licenses(first: $first, where: {status: $status}) { edges { node { id status } } } } } }`;
    const ids = Array.from({ length: 20 }, (_, index) => `certificate:${certificate + index}`);
    expectSame(query, { ids });
    expectSame(query, { ids, first: 3 });
    expectSame(query, { ids: ids.slice(3), first: 3, status: ["ACTIVE"] });
    expectSame(query, { ids, first: 2, status: null });
  });

  it("one of several operations is executed, by its name", () => {
    const query =
      "query A($id: ID!) { certificate(id: $id) { id } } query B($id: ID!) { certificate(id: $id) { right } }";
    for (const operationName of ["A", "B"]) {
      const args = { ...argsOf({ query, variables: { id: certificate } }), operationName };
      const compiled = executeCompiled(args, new Deadline(60_000));
      expect(JSON.stringify(compiled)).to.equal(JSON.stringify(executeSync(args)));
    }
    expectLeft(query, { id: certificate });
  });

  const left: [what: string, query: string, variables?: Record<string, unknown>][] = [
    ["a resolver's error", '{ certificate(id: "x") { id } }'],
    [
      "an error deep within",
      "query ($id: ID!) { certificate(id: $id) { id licenses(first: 101) { totalCount } } }",
    ],
    ["a variable that is missing", "query ($id: ID!) { certificate(id: $id) { id } }", {}],
    ["a variable of another type", "query ($id: ID!) { certificate(id: $id) { id } }", { id: [] }],
    ["the schema itself", "{ __schema { queryType { name } } _meta { chainId } }"],
    ["a type by its name", '{ __type(name: "Certificate") { name } }'],
    ["a subscription", "subscription { events { id } }"],
    [
      "a name that objects keep to themselves",
      "query ($id: ID!) { certificate(id: $id) { __proto__: id } }",
    ],
    [
      "more conditions than are worth it",
      `query (${[1, 2, 3, 4, 5].map((each) => `$v${each}: Boolean = true`).join()}) {
        ${[1, 2, 3, 4, 5].map((each) => `a${each}: __typename @skip(if: $v${each})`).join(" ")} }`,
    ],
    [
      "fragments that unfold to more than is worth it",
      `{ ${Array.from({ length: 20 }, (_, index) => `a${index}: _meta { ...All }`).join(" ")} }
       fragment All on Meta { ${Array.from({ length: 30 }, (_, index) => `b${index}: lag`).join(" ")} }`,
    ],
  ];
  for (const [what, query, variables] of left) {
    it(`left to graphql-js: ${what}`, () => expectLeft(query, variables ?? { id: certificate }));
  }

  it("the clock is looked at with each value of a list", () => {
    const deadline = new Deadline(60_000);
    let steps = 0;
    Object.assign(deadline, { step: () => steps++ });
    const args = argsOf({
      query: "{ certificates(first: 7) { edges { cursor } } }",
      variables: {},
    });
    expect(executeCompiled(args, deadline)).not.to.equal(undefined);
    expect(steps).to.equal(7);
  });

  it("ends once its time is over", () => {
    const args = argsOf({
      query: "{ certificates(first: 100) { edges { node { id } } } }",
      variables: {},
    });
    const over = new Deadline(-1);
    expect(() => reader.snapshot(() => executeCompiled(args, over), over)).to.throw("took longer");
  });
});

/** Queries that the endpoint would execute, and that do not ask for the schema. */
function isOrdinary({ query, variables, operationName }: Query): boolean {
  if (query.includes("__schema") || operationName !== undefined) return false;
  try {
    const document = parse(query);
    const operation = getOperationAST(document);
    if (operation?.operation !== "query" || validate(schema, document).length > 0) return false;
    return costOf(schema, document, operation, variables) <= MAX_COST;
  } catch {
    return false;
  }
}

/** With its variables as JSON holds them. */
function asSent(query: Query): Query {
  return JSON.parse(JSON.stringify(query)) as Query;
}
