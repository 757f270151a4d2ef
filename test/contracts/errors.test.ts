import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";
import { Interface } from "ethers";
import { artifacts } from "hardhat";

/** Where the registry's own errors are declared. */
const DECLARED_IN = [
  "IParticipants",
  "IApplications",
  "ICertificates",
  "ILicenses",
  "IRegistrationPolicy",
  "TermsRules",
  "Kinds",
  "ICustody",
  "Currencies",
  "IAppraisals",
  "IOffers",
  "ICompliancePolicy",
  "ICompliance",
  "ISandboxes",
  "IShares",
  "IDeals",
  "ISettlement",
  "ICatalogues",
  "ICourts",
  "IPledges",
  "IAmendments",
  "IRevisions",
] as const;

/** The text of all contract tests. */
function tests(): string {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => readFileSync(path.join(import.meta.dirname, file), "utf8"))
    .join("\n");
}

describe("Custom errors", () => {
  for (const contract of DECLARED_IN) {
    it(`of ${contract} are each met, with their arguments, by some test`, async () => {
      const asserted = tests();
      const { abi } = await artifacts.readArtifact(contract);
      const missing: string[] = [];
      new Interface(abi).forEachError(({ name }) => {
        // The name stands alone as the argument of `refusal`, or of a function that passes it on.
        if (!asserted.includes(`"${name}"`)) missing.push(name);
      });
      expect(missing).to.deep.equal([]);
    });
  }
});
