import { expect } from "chai";

import { devSigner, hashChunks } from "../../sdk/src/index.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { digest, world } from "./fixture/world.ts";

const CUSTODIAN = 41;
const CHALLENGER = 42;

describe("rights, for custodians", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  const custodian = ["--as", `owner:${CUSTODIAN}`];
  const challenger = ["--as", `owner:${CHALLENGER}`];

  before(async () => {
    // What other tests count on is there first.
    ({ live } = await world());
    const registrar = await live.as(1);
    const people = [
      ["CUSTODIAN", CUSTODIAN],
      ["CITIZEN", CHALLENGER],
    ] as const;
    await registrar.send(
      people.map(([kind, n]) =>
        registrar.calls.participants.register({
          kind,
          jurisdiction: 156,
          credentialHash: digest(`credential ${n}`),
          account: devSigner(100 + n).address,
        }),
      ),
    );
    live.file("held.bin", "held\n".repeat(1000));
  });

  const attest = async (): Promise<string> => {
    const attested = await live.json<{ id: string }>(
      ...["attest", "held.bin", "--until", "2030-01-01", ...custodian],
    );
    return attested.id;
  };

  it("hash by chunks, attest, challenge, answer, show", async () => {
    const { commitment, root } = await hashChunks(`${live.folder}/held.bin`);
    const [hashed] = await live.json<object[]>("hash", "--chunks", "held.bin");
    expect(hashed).to.include({ commitment, root, algorithm: "CHUNK_MERKLE", bytes: 5000 });
    const id = await attest();

    const asked = await live.run("challenge", id, ...challenger);
    expect(asked.code).to.equal(0);
    const [, challenge = ""] = /^(challenge:\d+-1) {2}OPEN$/m.exec(asked.stdout) ?? [];
    const wrong = await live.run("answer", id, "held.bin", ...challenger);
    expect(wrong.code).to.equal(1);
    expect(wrong.stderr).to.contain("NotItsCustodian");

    await live.indexed();
    const due = await live.json<{ nodes: { id: string }[] }>(
      ...["list", "challenges", "--where", `attestation=${id}`, "--where", "status=open"],
    );
    expect(due.nodes.map((node) => node.id)).to.deep.equal([challenge]);
    const answered = await live.json("answer", id, "held.bin");
    expect(answered).to.include({ id: challenge, status: "ANSWERED", attestation: id });
    const again = await live.run("answer", id, "held.bin");
    expect(again.stderr).to.contain(`No challenge to ${id} is open`);

    await live.indexed();
    const shown = await live.run("show", id);
    expect(shown.stdout).to.match(new RegExp(`^${id} {2}ATTESTED$`, "m"));
    expect(shown.stdout).to.match(new RegExp(`${challenge} +ANSWERED`));
    expect(shown.stdout).to.contain(`${challenge} answered`);
    const { record } = await live.json<{ record: object }>("show", challenge);
    expect(record).to.include({ id: challenge, status: "ANSWERED" });
  });

  it("withdraw an attestation, as its custodian unless told", async () => {
    const id = await attest();
    const withdrawn = await live.json("withdraw", id);
    expect(withdrawn).to.deep.include({ id, status: "WITHDRAWN" });
    await live.indexed();
    const listed = await live.run("list", "attestations", "--where", "status=withdrawn");
    expect(listed.stdout).to.match(new RegExp(`^${id} +WITHDRAWN`, "m"));
  });

  it("apply for a right over bytes that can be proved by chunks", async () => {
    const { commitment } = await hashChunks(`${live.folder}/held.bin`);
    const filed = await live.json(
      ...["apply", "held.bin", "--algorithm", "chunk-merkle", ...challenger],
    );
    expect(filed).to.include({ commitment, algorithm: "CHUNK_MERKLE" });
  });
});
