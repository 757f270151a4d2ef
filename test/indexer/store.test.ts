import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import type { IndexedDeployment } from "../../indexer/src/index.ts";
import {
  openStore,
  removeStore,
  StoreDeploymentError,
  StoreLockedError,
  StoreMissingError,
  StoreSchemaError,
} from "../../indexer/src/index.ts";
import { SCHEMA_VERSION } from "../../indexer/src/store/schema.ts";
import { Scratch } from "./fixture/indexing.ts";

const DEPLOYMENT: IndexedDeployment = {
  chainId: 31337,
  genesisHash: `0x${"AB".repeat(32)}`,
  startBlock: 1,
  contracts: { Participants: `0x${"Cd".repeat(20)}`, Licenses: `0x${"ef".repeat(20)}` },
};

describe("the store", () => {
  const scratch = new Scratch();
  let database: string;

  beforeEach(() => {
    database = scratch.database();
  });

  after(() => scratch.dispose());

  it("is made where there is none, and opened where there is one", () => {
    const made = openStore(database, DEPLOYMENT, { readonly: false });
    expect(made.pragma("journal_mode", { simple: true })).to.equal("wal");
    made.close();
    openStore(database, DEPLOYMENT, { readonly: true }).close();
    openStore(database, DEPLOYMENT, { readonly: false }).close();
  });

  it("is not made for a reader", () => {
    expect(() => openStore(database, DEPLOYMENT, { readonly: true })).to.throw(StoreMissingError);
    expect(existsSync(database)).to.equal(false);
  });

  it("knows its deployment, however its addresses are written", () => {
    openStore(database, DEPLOYMENT, { readonly: false }).close();
    const { Participants = "", Licenses = "" } = DEPLOYMENT.contracts;
    const same = {
      ...DEPLOYMENT,
      genesisHash: DEPLOYMENT.genesisHash.toLowerCase(),
      contracts: { Licenses: Licenses.toUpperCase().replace("0X", "0x"), Participants },
    };
    openStore(database, same, { readonly: true }).close();
  });

  for (const [what, other] of Object.entries({
    "chain id": { chainId: 1 },
    "genesis hash": { genesisHash: `0x${"01".repeat(32)}` },
    "start block": { startBlock: 2 },
    contracts: { contracts: { ...DEPLOYMENT.contracts, Licenses: `0x${"02".repeat(20)}` } },
  })) {
    it(`is refused for a deployment with another ${what}`, () => {
      openStore(database, DEPLOYMENT, { readonly: false }).close();
      for (const readonly of [true, false]) {
        const open = () => openStore(database, { ...DEPLOYMENT, ...other }, { readonly });
        expect(open)
          .to.throw(StoreDeploymentError, `its ${what} is`)
          .with.property("hint")
          .that.includes("rights serve --rebuild");
      }
    });
  }

  for (const version of [1, SCHEMA_VERSION + 1].map(String)) {
    it(`is refused with schema ${version}`, () => {
      const made = openStore(database, DEPLOYMENT, { readonly: false });
      made.prepare("UPDATE meta SET value = ? WHERE key = 'schema_version'").run(version);
      made.close();
      for (const readonly of [true, false]) {
        expect(() => openStore(database, DEPLOYMENT, { readonly }))
          .to.throw(StoreSchemaError, `has schema ${version}; this program needs ${SCHEMA_VERSION}`)
          .with.property("hint")
          .that.includes("rights serve --rebuild");
      }
    });
  }

  it("is refused if its numbers stand for other events", () => {
    const made = openStore(database, DEPLOYMENT, { readonly: false });
    made.prepare("UPDATE meta SET value = 'abcdef01' WHERE key = 'numbering'").run();
    made.close();
    expect(() => openStore(database, DEPLOYMENT, { readonly: true }))
      .to.throw(StoreSchemaError, "and numbers other events")
      .with.property("hint")
      .that.includes("rights serve --rebuild");
  });

  it("is refused if it is no database", () => {
    writeFileSync(database, "This is a text. ".repeat(1000));
    for (const readonly of [true, false]) {
      expect(() => openStore(database, DEPLOYMENT, { readonly })).to.throw(
        StoreSchemaError,
        "unknown",
      );
    }
  });

  it("has one writer at a time, and readers beside it", () => {
    const writer = openStore(database, DEPLOYMENT, { readonly: false });
    expect(() => openStore(database, DEPLOYMENT, { readonly: false })).to.throw(StoreLockedError);
    expect(() => removeStore(database)).to.throw(StoreLockedError);
    openStore(database, DEPLOYMENT, { readonly: true }).close();
    writer.close();
    openStore(database, DEPLOYMENT, { readonly: false }).close();
  });

  it("is free again when a writer in another process is killed", async () => {
    const program = path.join(import.meta.dirname, "fixture/writer.ts");
    const child = fork(program, [database, JSON.stringify(DEPLOYMENT)]);
    await once(child, "message");
    expect(() => openStore(database, DEPLOYMENT, { readonly: false })).to.throw(StoreLockedError);
    child.kill("SIGKILL");
    await once(child, "exit");
    openStore(database, DEPLOYMENT, { readonly: false }).close();
  });

  it("can be removed, and is then made anew", () => {
    const other = { ...DEPLOYMENT, chainId: 1 };
    openStore(database, other, { readonly: false }).close();
    removeStore(database);
    expect(existsSync(database)).to.equal(false);
    openStore(database, DEPLOYMENT, { readonly: false }).close();
    removeStore(path.join(scratch.folder, "nowhere", "index.sqlite"));
  });
});
