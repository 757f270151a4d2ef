import { readFileSync } from "node:fs";

import { expect } from "chai";

import { typedDocuments } from "../../scripts/generate/documents.ts";
import { schemaDefinition, SDL_FILE } from "../../scripts/generate/schema.ts";

const SDL = readFileSync(SDL_FILE, "utf8");

describe("GraphQL schema", () => {
  it("is the one that indexer/schema.graphql holds (npm run generate writes it)", async () => {
    expect(await schemaDefinition()).to.equal(SDL);
  });

  it("says of every type what it is", () => {
    for (const type of SDL.matchAll(/(?:"""\n)?(type|enum|input|scalar|interface) (\w+)/g)) {
      const [found, , name] = type;
      if (!/^(Query|Subscription|\w+(Connection|Edge))$/.test(name ?? "")) {
        expect(found, name).to.match(/^"""/);
      }
    }
  });
});

describe("GraphQL documents of the SDK", () => {
  const document = (text: string) => typedDocuments(SDL, new Map([["some.graphql", text]]));

  it("carry the types of their variables and results, enums as unions", async () => {
    const module = await document(
      "query one($id: ID!) { license(id: $id) { status terms { units } } }",
    );
    expect(module).to.include("export const OneDocument = new TypedDocumentString(");
    expect(module).to.match(/export type LicenseStatus =\s+\|? ?(\/\*\*.*\*\/\s+)?\|? ?'ACTIVE'/);
    expect(module).to.include(
      "{ license: { status: LicenseStatus, terms: { units: string | null } } | null }",
    );
    expect(module).not.to.match(/^(export )?(declare )?(const )?(enum|namespace) /m);
    expect(module).not.to.match(/^import /m);
  });

  it("are refused if they do not fit the schema", async () => {
    const error = await document("{ license(id: 1) { colour } }").catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).to.include('Cannot query field "colour" on type "License"');
  });
});
