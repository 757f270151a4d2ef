import { expect } from "chai";

import { seeded, writeHistory } from "./fixture/history.ts";
import { post, Served } from "./fixture/serve.ts";

describe("GraphQL errors", () => {
  let served: Served;

  before(async () => {
    served = await Served.start((book) => writeHistory(book, 60, seeded(5)));
  });

  after(() => served.close());

  /** The status and the code of what a raw request is answered. */
  async function raw(init: RequestInit, path = "/graphql") {
    const response = await fetch(`${served.url}${path}`, init);
    const { errors } = (await response.json()) as {
      errors: { message: string; extensions: Record<string, unknown> }[];
    };
    expect(errors).to.have.length(1);
    return { status: response.status, error: errors[0] };
  }

  const json = { "content-type": "application/json" };

  it("a malformed id names what would be right", async () => {
    const bad = [
      ["certificate", "license:4", '"certificate:<number>" or the bare number'],
      ["certificate", "certificate:", '"certificate:<number>"'],
      ["application", "012", '"application:<number>"'],
      ["participant", "-1", '"participant:<number>"'],
      ["license", "9007199254740993", '"license:<number>"'],
      ["asset", "0x12", '"asset:0x<64 hex digits>"'],
      ["node", "17", '"<type>:<which>" with a type of participant'],
      ["node", "spaceship:1", '"<type>:<which>"'],
      ["node", "event:5", '"event:<block>-<log index>"'],
      ["node", "objection:1-", '"objection:<application>-<objection>"'],
    ];
    for (const [field, id, expected] of bad) {
      const { errors } = await served.ask(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id });
      expect(errors?.[0]?.extensions["code"], id).to.equal("BAD_ID");
      expect(errors?.[0]?.message).to.include(expected);
    }
    const filters = ['certificates(where: {holder: "x"})', 'events(where: {subject: "12"})'];
    for (const filter of filters) {
      expect(await served.code(`{ ${filter} { totalCount } }`), filter).to.equal("BAD_ID");
    }
  });

  it("a cursor that is none, or of another order, is refused", async () => {
    const { certificates } = await served.data<{
      certificates: { pageInfo: { endCursor: string } };
    }>("{ certificates(first: 1) { pageInfo { endCursor } } }");
    const cursor = certificates.pageInfo.endCursor;
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const name = "Certificate CONFIRMED_AT DESC";
    const bad = [
      `certificates(after: "nonsense")`,
      `certificates(before: "")`,
      `certificates(after: "${cursor}", orderBy: {field: NUMBER})`,
      `certificates(after: "${cursor}", orderBy: {field: CONFIRMED_AT, direction: ASC})`,
      `licenses(after: "${cursor}")`,
      `certificates(after: "${forged([name, 1])}")`,
      `certificates(after: "${forged([name, 1, 2, 3])}")`,
      `certificates(after: "${forged([name, 1.5, 2])}")`,
      `certificates(after: "${forged([name, null, 2])}")`,
      `certificates(after: "${forged([name, "1 OR 1=1", 2])}")`,
      `certificates(after: "${forged({ name })}")`,
    ];
    for (const field of bad) {
      expect(await served.code(`{ ${field} { edges { cursor } } }`), field).to.equal("BAD_CURSOR");
    }
    await served.data(`{ certificates(after: "${cursor}") { edges { cursor } } }`);
  });

  it("a page too large, negative, or from both ends is refused", async () => {
    const codes = [
      ["first: 101", "PAGE_TOO_LARGE"],
      ["last: 1000000", "PAGE_TOO_LARGE"],
      ["first: -1", "BAD_USER_INPUT"],
      ["first: 1, last: 1", "BAD_USER_INPUT"],
    ];
    for (const [args, code] of codes) {
      expect(await served.code(`{ assets(${args}) { totalCount } }`), args).to.equal(code);
    }
    const ids = Array.from({ length: 101 }, (_, index) => `license:${index}`);
    const code = await served.code("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(code).to.equal("PAGE_TOO_LARGE");
  });

  it("values that do not fit their type are refused", async () => {
    const inText = [
      ['certificates(where: {confirmedAfter: "yesterday"})', "BAD_TIME"],
      ['certificates(where: {confirmedAfter: "2026-02-30"})', "BAD_TIME"],
      ['certificates(where: {confirmedAfter: "2026-02-01T10:00:00"})', "BAD_TIME"],
      ['certificates(asOf: {time: "now"})', "BAD_TIME"],
      ["certificates(where: {right: [SELL]})", "GRAPHQL_VALIDATION_FAILED"],
      ['participants(where: {account: "0x12"})', "BAD_ADDRESS"],
      ['events(where: {transaction: "0xzz"})', "BAD_HASH"],
      ["certificates(where: {colour: 1})", "GRAPHQL_VALIDATION_FAILED"],
      ["certificates(asOf: {block: 2147483648})", "GRAPHQL_VALIDATION_FAILED"],
    ];
    for (const [field, code] of inText) {
      expect(await served.code(`{ ${field} { totalCount } }`), field).to.equal(code);
    }
    const inVariables = [
      [{ right: ["SELL"] }, "BAD_USER_INPUT"],
      [{ confirmedAfter: 7 }, "BAD_TIME"],
      [{ holder: {} }, "BAD_USER_INPUT"],
      [{ x: 1 }, "BAD_USER_INPUT"],
    ];
    const query =
      "query ($where: CertificateFilter) { certificates(where: $where) { totalCount } }";
    for (const [where, code] of inVariables) {
      expect(await served.code(query, { where }), JSON.stringify(where)).to.equal(code);
    }
    const account =
      "query ($account: Address) { participants(where: {account: $account}) { totalCount } }";
    expect(await served.code(account, { account: "0x12" })).to.equal("BAD_ADDRESS");
    for (const territory of [0, 1000, -4]) {
      const code = await served.code(
        `{ licenses(where: {territory: ${territory}}) { totalCount } }`,
      );
      expect(code).to.equal("BAD_USER_INPUT");
    }
    const name = Array.from({ length: 101 }, (_, index) => `Event${index}`);
    const events = "query ($name: [String!]) { events(where: {name: $name}) { totalCount } }";
    expect(await served.code(events, { name })).to.equal("BAD_USER_INPUT");
  });

  it("times with an offset, and dates alone, are understood", async () => {
    const query =
      "query ($t: DateTime!) { certificates(where: {confirmedBefore: $t}) { totalCount } }";
    const count = async (t: string) =>
      (await served.data<{ certificates: object }>(query, { t })).certificates;
    expect(await count("2026-01-01T08:03:00+08:00")).to.deep.equal(
      await count("2026-01-01T00:03:00Z"),
    );
    expect(await count("2026-01-01")).to.deep.equal({ totalCount: 0 });
    expect(await count("2027-01-01")).not.to.deep.equal({ totalCount: 0 });
  });

  it("documents that do not parse or do not fit the schema are told apart", async () => {
    expect(await served.code("{ certificates { ")).to.equal("GRAPHQL_PARSE_FAILED");
    expect(await served.code("{ colour }")).to.equal("GRAPHQL_VALIDATION_FAILED");
    expect(await served.code("mutation { x }")).to.equal("GRAPHQL_VALIDATION_FAILED");
    expect(await served.code("query a { __typename } query b { __typename }")).to.equal(
      "BAD_USER_INPUT",
    );
  });

  it("requests that are no GraphQL requests are refused", async () => {
    const bodies = ["{", '"text"', "null", "[]", "{}", '{"query": 1}', '{"query": "{a}", "x": 1}'];
    for (const body of bodies) {
      const { status, error } = await raw({ method: "POST", headers: json, body });
      expect(status, body).to.equal(400);
      expect(error?.extensions["code"], body).to.equal("BAD_USER_INPUT");
      expect(Object.keys(error?.extensions ?? {}), body).to.deep.equal(["code"]);
    }
    for (const type of ["text/plain", "multipart/form-data; boundary=x", ""]) {
      const init = { method: "POST", headers: { "content-type": type }, body: '{"query":"{a}"}' };
      const { status, error } = await raw(init);
      expect(status, type).to.equal(415);
      expect(error?.extensions["code"]).to.equal("BAD_USER_INPUT");
    }
    const variables = await raw({}, "/graphql?query={__typename}&variables={");
    expect(variables.status).to.equal(400);
    expect(variables.error?.extensions["code"]).to.equal("BAD_USER_INPUT");
    expect((await fetch(`${served.url}/graphql`, { method: "DELETE" })).status).to.equal(405);
  });

  it("a body over 100 kB is refused, whatever length it claims", async () => {
    const body = JSON.stringify({ query: `{ __typename } #${"x".repeat(100_000)}` });
    const { status, error } = await raw({ method: "POST", headers: json, body });
    expect(status).to.equal(413);
    expect(error?.extensions["code"]).to.equal("BAD_USER_INPUT");
    const chunked = new Blob([body]).stream();
    const init = { method: "POST", headers: json, body: chunked, duplex: "half" as const };
    expect((await raw(init)).status).to.equal(413);
  });

  it("queries too deep, too long, with too many aliases or too costly are refused", async () => {
    const deep = (levels: number) =>
      `{ certificate(id: 1) ${"{ application { certificate ".repeat(levels)} { id } ${"} }".repeat(levels)} }`;
    await served.data(deep(6));
    const { errors } = await served.ask(deep(7));
    expect(errors?.[0]?.message).to.include("nested 16 deep, at most 15");
    expect(errors?.[0]?.extensions["code"]).to.equal("GRAPHQL_VALIDATION_FAILED");
    const spread = `{ ...A } fragment A on Query { certificate(id: 1) { ...B } } ${[..."BCDEFGH"]
      .map(
        (name, index) =>
          `fragment ${name} on Certificate { application { certificate { ...${"CDEFGHI"[index]} } } }`,
      )
      .join(" ")} fragment I on Certificate { id }`;
    expect(await served.code(spread)).to.equal("GRAPHQL_VALIDATION_FAILED");
    const circular = await served.ask("{ ...A } fragment A on Query { ...A }");
    expect(circular.errors?.[0]?.extensions["code"]).to.equal("GRAPHQL_VALIDATION_FAILED");

    const aliases = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(" ")} }`;
    await served.data(aliases(100));
    expect(await served.code(aliases(101))).to.equal("GRAPHQL_VALIDATION_FAILED");
    expect(await served.code(`{ ${"__typename ".repeat(5001)} }`)).to.equal("GRAPHQL_PARSE_FAILED");

    const nested = `query ($n: Int = 100) { certificates(first: $n) { edges { node {
      licenses(first: $n) { edges { node { licensee { id } } } } } } } }`;
    const { errors: costly } = await served.ask(nested);
    expect(costly?.[0]?.extensions["code"]).to.equal("BAD_USER_INPUT");
    expect(costly?.[0]?.message).to.include("may read 20100 records, at most 10000");
    await served.data(nested, { n: 50 });
    const twenty = `{ certificates(last: 100) { edges { node { licenses { edges { node {
      a: licensee { id } b: licensor { id } c: grantedBy { id } d: certificate { id } } } } } } } }`;
    expect(await served.code(twenty)).to.equal("BAD_USER_INPUT");
    await served.data(twenty.replace("100", "50"));
    const counts = (names: string) =>
      `{ certificates(first: 100) { edges { node { ${[...names]
        .map((name) => `${name}: licenses { totalCount }`)
        .join(" ")} } } } }`;
    await served.data(counts("abcdefghi"));
    expect(await served.code(counts("abcdefghij"))).to.equal("BAD_USER_INPUT");
    const fragments = `{ ${[..."abcde"].map((name) => `${name}: certificates(first: 100) { ...C }`).join(" ")} }
      fragment C on CertificateConnection { edges { node { licenses(first: 20) { edges { node { id } } } } } }`;
    expect(await served.code(fragments)).to.equal("BAD_USER_INPUT");
  });

  it("the queries of GraphiQL and of code generators are within the limits", async () => {
    const { getIntrospectionQuery } = await import("graphql");
    const options = { inputValueDeprecation: true, oneOf: true, specifiedByUrl: true };
    await served.data(getIntrospectionQuery(options));
  });

  it("what fails inside is logged, and told to nobody", async () => {
    const { database } = served.book;
    database.exec("ALTER TABLE assets RENAME TO hidden");
    try {
      const { errors, data } = await served.ask(
        "{ certificates(first: 1) { edges { node { asset { dataClass } } } } }",
      );
      expect(data).to.equal(null);
      expect(errors).to.deep.equal([
        {
          message: "Internal error: it is logged, and not of your making",
          locations: [{ line: 1, column: 51 }],
          path: ["certificates", "edges", 0, "node", "asset", "dataClass"],
          extensions: { code: "INTERNAL" },
        },
      ]);
      expect(served.logged.join("\n")).to.include("no such table: assets");
    } finally {
      database.exec("ALTER TABLE hidden RENAME TO assets");
    }
  });

  it("a value that the schema does not know is an internal error too", async () => {
    served.book.database.exec("UPDATE certificates SET data_class = 9");
    const { errors } = await served.ask(
      "{ certificates(first: 1) { edges { node { dataClass } } } }",
    );
    expect(errors?.[0]?.extensions).to.deep.equal({ code: "INTERNAL" });
    expect(errors?.[0]?.message).not.to.include("9");
    served.book.database.exec("UPDATE certificates SET data_class = 1");
  });

  it("reads are not by GET alone: a query may be got or posted", async () => {
    const response = await fetch(`${served.url}/graphql?query={__typename}`, {
      headers: { accept: "application/json" },
    });
    expect(await response.json()).to.deep.equal({ data: { __typename: "Query" } });
    const posted = await post(served.url, "query={__typename}", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(posted.data).to.deep.equal({ __typename: "Query" });
  });
});
