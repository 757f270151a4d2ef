import path from "node:path";

import { expect } from "chai";
import { execute, getOperationAST, parse, validate } from "graphql";

import { Deadline } from "../../indexer/src/graphql/deadline.ts";
import { Plan } from "../../indexer/src/graphql/plan.ts";
import { Reader } from "../../indexer/src/graphql/reader.ts";
import { schema } from "../../indexer/src/graphql/schema.ts";
import { openStore } from "../../indexer/src/store/open.ts";
import { DEPLOYMENT } from "./fixture/book.ts";
import { seeded, writeHistory } from "./fixture/history.ts";
import { Served } from "./fixture/serve.ts";
import type { Query } from "./fuzz/queries.ts";
import { Queries } from "./fuzz/queries.ts";
import { Values } from "./fuzz/values.ts";

const SEED = 31;
const RANDOM_QUERIES = 400;

const PLANNED: Query[] = [
  { query: "{ __typename certificate(id: 1) { __typename n: number number } }", variables: {} },
  {
    query:
      "query ($n: Int!) { certificates(first: $n) { edges { cursor node { id } } totalCount } }",
    variables: { n: 3 },
  },
  {
    query: "query ($n: Int = 2) { certificates(first: $n) { edges { node { id } } } }",
    variables: {},
  },
  {
    query: `{ a: certificate(id: 1) { ...A ...A } b: certificate(id: 2) { ...A ... { status } } }
      fragment A on Certificate { holder { id } ...B }
      fragment B on Certificate { holder { kind } ... on Node { id ... on License { number } } }`,
    variables: {},
  },
  {
    query: "{ certificate(id: 1) { asset { id } asset { dataClass certificates { number } } } }",
    variables: {},
  },
  { query: "{ certificate(id: 999999) { id holder { id } } }", variables: {} },
  {
    query: "{ certificates(orderBy: { field: NUMBER }) { edges { node { id } } } }",
    variables: {},
  },
];

const NOT_PLANNED: Query[] = [
  { query: '{ node(id: "certificate:1") { id } }', variables: {} },
  { query: "{ __schema { queryType { name } } }", variables: {} },
  { query: "{ certificate(id: 1) { id @skip(if: true) number } }", variables: {} },
  { query: "{ certificate(id: 1) { ... @include(if: false) { id } number } }", variables: {} },
  { query: "{ certificate(id: 1) { __proto__: id } }", variables: {} },
];

const WRONG: Query[] = [
  { query: "query ($id: ID!) { certificate(id: $id) { id } }", variables: {} },
  {
    query: "query ($n: Int) { certificates(first: $n) { edges { node { id } } } }",
    variables: { n: "x" },
  },
  { query: '{ certificate(id: "x") { id } participant(id: 1) { id } }', variables: {} },
  { query: "{ certificates(first: 101) { edges { node { id } } } }", variables: {} },
];

describe("Plans of queries", () => {
  let served: Served;
  let reader: Reader;

  before(async () => {
    served = await Served.start((book) => writeHistory(book, 60, seeded(SEED)));
    const database = openStore(path.join(served.folder, "index.sqlite"), DEPLOYMENT, {
      readonly: true,
    });
    reader = new Reader(database);
  });

  after(() => served.close());

  for (const asked of PLANNED) {
    it(`come to what the general executor comes to: ${asked.query}`, () => {
      const { planned, data } = compare(asked);
      expect(planned).to.equal(true);
      expect(data).to.not.equal(undefined);
    });
  }

  for (const asked of NOT_PLANNED) {
    it(`are not made of what is not plain: ${asked.query}`, () => {
      expect(compare(asked).planned).to.equal(false);
    });
  }

  for (const asked of WRONG) {
    it(`come to nothing where anything is wrong: ${asked.query}`, () => {
      expect(compare(asked)).to.deep.equal({ planned: true, data: undefined });
    });
  }

  it("come to what the general executor comes to: random queries", () => {
    const random = seeded(SEED);
    const seen = { ids: ["certificate:1", "participant:2"], cursors: ["WyJ4Il0"] };
    const queries = new Queries(schema, random, new Values(random, seen));
    let answered = 0;
    for (let count = 0; count < RANDOM_QUERIES; count++) {
      const { data } = compare(queries.next());
      if (data !== undefined) answered++;
    }
    expect(answered).to.be.above(RANDOM_QUERIES / 10);
  }).timeout(60_000);

  it("end when the time is over", () => {
    const document = parse("{ certificates { edges { node { id } } } }");
    const operation = getOperationAST(document);
    const plan = operation && Plan.of(schema, document, operation);
    const deadline = new Deadline(0);
    expect(plan?.run(context(), {}, () => deadline.check())).to.equal(undefined);
    expect(deadline.passed).to.equal(true);
  });

  function context() {
    const changes = { version: 0, beyond: () => Promise.resolve(false) };
    return { reader, deployment: DEPLOYMENT, now: 1_800_000_000, changes };
  }

  /** What the plan comes to; if anything, it is what the general executor does. */
  function compare({ query, variables }: Query): { planned: boolean; data: unknown } {
    let document;
    try {
      document = parse(query);
    } catch {
      return { planned: false, data: undefined };
    }
    const operation = getOperationAST(document);
    const valid = validate(schema, document).length === 0;
    if (!valid || operation?.operation !== "query") return { planned: false, data: undefined };
    const plan = Plan.of(schema, document, operation);
    const data = reader.snapshot(() => plan?.run(context(), variables, () => undefined));
    if (plan !== undefined) {
      const whole = reader.snapshot(() =>
        execute({ schema, document, variableValues: variables, contextValue: context() }),
      );
      const { data: expected, errors } = whole as { data?: unknown; errors?: unknown[] };
      if (errors === undefined) {
        expect(JSON.stringify(data), query).to.equal(JSON.stringify(expected));
      } else expect(data, query).to.equal(undefined);
    }
    return { planned: plan !== undefined, data };
  }
});
