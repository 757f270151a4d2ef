import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { Database } from "better-sqlite3";
import { expect } from "chai";
import { graphql } from "graphql";
import type { Compilable } from "kysely";

import type { Context } from "../../indexer/src/graphql/context.ts";
import { Reader } from "../../indexer/src/graphql/reader.ts";
import { RowStatement } from "../../indexer/src/graphql/rows.ts";
import { schema } from "../../indexer/src/graphql/schema.ts";
import { Book, DEPLOYMENT } from "./fixture/book.ts";
import { RAW, writeStory } from "./fixture/story.ts";

/** Lists that are read often, by what they are filtered by. */
const LISTS = [
  "applications",
  "applications(where: {applicant: 1})",
  "applications(where: {applicant: 1, status: [FILED, CONFIRMED]})",
  "applications(where: {asset: $asset})",
  "applications(where: {status: [FILED]})",
  "applications(where: {status: [FILED], right: [HOLD]})",
  "applications(where: {filedAfter: $time})",
  "applications(where: {derivedFrom: $asset})",
  "assets",
  "certificates",
  "certificates(where: {holder: 1})",
  "certificates(where: {holder: 1, status: [ACTIVE]})",
  "certificates(where: {asset: $asset}, orderBy: {field: NUMBER})",
  "licenses",
  "licenses(where: {licensee: 1})",
  "events",
];

/** Remembers what it was asked. */
class Recorder extends Reader {
  readonly asked: string[] = [];
  readonly database: Database;

  constructor(database: Database) {
    super(database);
    this.database = database;
  }

  override all<Row>(query: Compilable<Row>): Row[] {
    this.asked.push(new RowStatement(this.database, query.compile().sql).sql);
    return super.all(query);
  }
}

describe("Plans of lists", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "plans-"));
  const book = new Book(path.join(folder, "index.sqlite"));
  writeStory(book);

  after(() => {
    book.close();
    rmSync(folder, { recursive: true });
  });

  /** How SQLite goes about the page that a list's field asks for. */
  async function planOf(list: string, page: string): Promise<string> {
    const call = list.includes("(") ? list.replace(/\)$/, `, ${page})`) : `${list}(${page})`;
    const asset = `asset:0x${RAW.toString("hex")}`;
    const used = [
      ...(call.includes("$asset") ? ["$asset: ID!"] : []),
      ...(call.includes("$time") ? ["$time: DateTime!"] : []),
    ];
    const reader = new Recorder(book.database);
    const changes: Context["changes"] = { version: 0, beyond: () => Promise.resolve(false) };
    const { errors } = await graphql({
      schema,
      source: `query ${used.length > 0 ? `(${used.join()})` : ""} { ${call} { edges { cursor } } }`,
      variableValues: { asset, time: "2026-01-01T00:00:00Z" },
      contextValue: { reader, changes, deployment: DEPLOYMENT, now: book.time } satisfies Context,
    });
    expect(errors).to.equal(undefined);
    const [sql = ""] = reader.asked;
    const plan = explained(sql);
    expect(explained(sql.replaceAll("+?", "?")), "with parameters that are looked at").to.equal(
      plan,
    );
    return plan;
  }

  function explained(sql: string): string {
    const steps = book.database
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from({ length: sql.split("?").length - 1 }, () => 1));
    return steps.map(({ detail }) => detail).join("\n");
  }

  for (const list of LISTS) {
    it(`${list}: a page is read in order, and no more than it`, async () => {
      for (const page of ["first: 50", "last: 50"]) {
        const plan = await planOf(list, page);
        expect(plan).to.match(/SCAN|SEARCH/);
        expect(plan, plan).not.to.include("TEMP B-TREE");
      }
    });
  }

  it("a page of what one holds is read of its index alone", async () => {
    const plan = await planOf("certificates(where: {holder: 1})", "first: 50");
    expect(plan).to.include("USING COVERING INDEX certificates_holder (holder=?");
  });
});
