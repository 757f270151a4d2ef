import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";
import type { ExecutionResult } from "graphql";
import { parse } from "graphql";
import type { GraphQLParams } from "graphql-yoga";

import type { Context } from "../../indexer/src/graphql/context.ts";
import { Reader } from "../../indexer/src/graphql/reader.ts";
import { schema } from "../../indexer/src/graphql/schema.ts";
import { DocumentCache } from "../../indexer/src/server/documentCache.ts";
import { Execution } from "../../indexer/src/server/execution.ts";
import { Book, DEPLOYMENT } from "./fixture/book.ts";
import { seeded, writeHistory } from "./fixture/history.ts";

describe("Documents that are kept", () => {
  const document = parse("{ __typename }");
  const text = (number: number) => `${number} `.padEnd(20_000);

  it("are those that were asked for last, as many as there is room for", () => {
    const documents = new DocumentCache();
    for (let number = 0; number < 10; number++) documents.set(text(number), document);
    expect(documents.get(text(0))).to.equal(document);
    documents.set(text(10), document);
    documents.set(text(10), document);
    const kept = Array.from({ length: 11 }, (_, number) => number).filter((number) =>
      documents.get(text(number)),
    );
    expect(kept).to.deep.equal([0, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("are none if one alone takes more than there is", () => {
    const documents = new DocumentCache();
    documents.set("a", document);
    documents.set("x".repeat(200_001), document);
    expect(documents.get("x".repeat(200_001))).to.equal(undefined);
    documents.set("a", document);
    expect(documents.get("a")).to.equal(document);
  });
});

describe("Queries that are answered without the endpoint", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "execution-"));
  const book = new Book(path.join(folder, "index.sqlite"));
  const reader = new Reader(book.database);
  const query = `query Q($first: Int, $each: Int = 1) {
    certificates(first: $first) { edges { node { id licenses(first: $each) { edges { node { id } } } } } } }`;
  const changes = { version: 0, beyond: () => Promise.resolve(false) };

  before(() => writeHistory(book, 30, seeded(13)));

  after(() => {
    book.close();
    rmSync(folder, { recursive: true });
  });

  /** What of an execution that knows the query, and what it has observed. */
  function executionOf({ isValid = true, timeLimit = 10_000 } = {}) {
    const observed: unknown[] = [];
    const documents = new DocumentCache();
    const context = (): Context => ({ reader, changes, deployment: DEPLOYMENT, now: book.time });
    const observer = { answered: (...told: unknown[]) => void observed.push(told) };
    const execution = new Execution({ documents, observer, timeLimit, context });
    const document = parse(query);
    documents.set(query, document);
    if (isValid) execution.validated(document);
    const answer = (params: object): ExecutionResult | undefined =>
      execution.answer({ query, ...params } as GraphQLParams);
    /** What the endpoint comes to, to which nothing is given to do. */
    const endpoint = (params: object): unknown => {
      let execute: ((args: object) => unknown) | undefined;
      const contextValue = { ...context(), params };
      const hook = { setExecuteFn: (given: typeof execute) => (execute = given) };
      const args = { schema, document, contextValue };
      execution.plugin.onExecute?.({ ...hook, args, executeFn: () => "endpoint" } as never);
      return execute?.(args);
    };
    return { answer, observed, execution, endpoint };
  }

  it("are those that it has executed before", () => {
    const { answer, observed } = executionOf();
    const { data, errors } = answer({ variables: { first: 2 } }) ?? {};
    expect(errors).to.equal(undefined);
    expect(data).to.have.nested.property("certificates.edges").with.lengthOf(2);
    expect(observed).to.have.lengthOf(1);
    expect(answer({ variables: null, operationName: "Q" })).to.have.property("data");
  });

  it("are none that it has not", () => {
    const { answer, observed } = executionOf({ isValid: false });
    expect(answer({})).to.equal(undefined);
    expect(executionOf().answer({ query: `${query} ` })).to.equal(undefined);
    expect(observed).to.deep.equal([]);
  });

  const left: [what: string, params: object][] = [
    ["that fails", { variables: { first: -1 } }],
    ["that may read too much", { variables: { first: 100, each: 100 } }],
    ["whose variables do not fit", { variables: { first: "x" } }],
    ["whose variables are none", { variables: [2] }],
    ["whose operation there is not", { operationName: "R" }],
    ["whose operation's name is none", { operationName: 1 }],
    ["with extensions", { extensions: {} }],
  ];
  for (const [what, params] of left) {
    it(`are none ${what}`, () => {
      const { answer, observed } = executionOf();
      expect(answer(params)).to.equal(undefined);
      expect(observed).to.deep.equal([]);
    });
  }

  it("have one time limit with the endpoint, which does not begin anew what failed already", async () => {
    const { execution, endpoint } = executionOf({ timeLimit: 200 });
    const failing: GraphQLParams = { query, variables: { first: -1 } };
    expect(execution.answer(failing)).to.equal(undefined);
    expect(endpoint(failing)).to.equal("endpoint");
    await sleep(250);
    expect(endpoint(failing)).to.have.nested.property("errors[0].extensions.code", "TIMEOUT");
    expect(endpoint({ query })).to.have.property("data");
  });

  it("end when their time is over", () => {
    const { answer, observed } = executionOf({ timeLimit: -1 });
    expect(answer({})?.errors?.[0]?.extensions).to.deep.equal({ code: "TIMEOUT" });
    expect(observed).to.have.lengthOf(1);
  });
});
