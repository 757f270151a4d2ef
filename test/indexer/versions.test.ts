import { expect } from "chai";

import { openStore } from "../../indexer/src/index.ts";
import { Changes } from "../../indexer/src/store/changes.ts";
import type { AccountRow } from "../../indexer/src/store/schema.ts";
import { Versions } from "../../indexer/src/store/versions.ts";
import { OwnWriter } from "../../indexer/src/store/writer.ts";
import { Scratch } from "./fixture/indexing.ts";

const DEPLOYMENT = {
  chainId: 31337,
  genesisHash: `0x${"ab".repeat(32)}`,
  startBlock: 1,
  contracts: {},
};

describe("versions of a table that is mostly asked for what never was", () => {
  const scratch = new Scratch();
  const database = openStore(scratch.database(), DEPLOYMENT, { readonly: false });
  const writer = new OwnWriter(database);
  const changes = new Changes(writer);

  after(() => {
    database.close();
    scratch.dispose();
  });

  function open(): Versions<AccountRow, "address"> {
    const identify = ({ address }: Pick<AccountRow, "address">) => address.toString("latin1");
    return new Versions<AccountRow, "address">(database, "accounts", identify, {
      kept: 0,
      areNew: true,
    });
  }

  const account = (number: number) => ({ address: Buffer.alloc(20, number), participant_id: 1 });

  it("are found once they are in the database alone, by who wrote them and by who came later", async () => {
    const written = open();
    for (let block = 1; block <= 20; block++) {
      const { address } = account(block);
      const key = { address, participant_id: 1 };
      expect(written.get(key)).to.equal(undefined);
      written.begin(block, block - 1);
      written.add({ block, logIndex: 0, time: 0 }, { ...account(block), status: 1 });
      written.flush(changes);
      changes.handOn();
      await writer.commit();
    }
    written.begin(21, 20);
    for (const versions of [written, open()]) {
      for (let number = 1; number <= 20; number++) {
        const found = versions.get(account(number));
        expect(found, String(number)).to.deep.include({ ...account(number), valid_from: number });
      }
      expect(versions.get(account(21))).to.equal(undefined);
    }
  });
});
