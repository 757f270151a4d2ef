import { expect } from "chai";

import { devSigner } from "../../sdk/src/index.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { NOTICE } from "./fixture/registry.ts";
import { digest, world } from "./fixture/world.ts";

const HOLDER = 97;
const COLLEAGUE = 98;
const REPLACEMENT = 99;

describe("rights, for amendments and accounts", function () {
  this.timeout(120_000);
  let live: LiveRegistry;
  let participant: string;
  let certificates: [first: string, second: string];

  before(async () => {
    ({ live } = await world());
    const registrar = await live.as(1);
    const { participantId } = await registrar.participants.register({
      ...{ kind: "ENTERPRISE", jurisdiction: 156, credentialHash: digest(`credential ${HOLDER}`) },
      account: addressOf(HOLDER),
    });
    participant = `participant:${participantId}`;
    certificates = [await certify("first edition"), await certify("second edition")];
    live.file("grounds.txt", "grounds\n");
  });

  function addressOf(n: number): string {
    return devSigner(100 + n).address;
  }

  async function certify(content: string): Promise<string> {
    const [holder, examiner] = await Promise.all([live.as(100 + HOLDER), live.as(2)]);
    const { applicationId } = await holder.rights.file({
      ...{ commitment: digest(content), right: "HOLD" },
      description: { hash: digest("about"), uri: "" },
    });
    await examiner.rights.openNotice(applicationId);
    await live.pass(NOTICE);
    await examiner.rights.confirm(applicationId, digest("decision"));
    return `certificate:${applicationId}`;
  }

  const as = (n: number) => ["--as", `owner:${n}`];
  const document = ["--document", "grounds.txt"];
  const decision = ["--decision", "grounds.txt"];
  const amend = (...more: string[]) =>
    live.json<{ id: string; status: string; description: { uri: string } }>(
      ...["amend", certificates[0], "--title", "Corrected", "--reason", "grounds.txt", ...more],
    );

  it("amends what a record says, once an examiner has accepted it", async () => {
    const { id, status } = await amend();
    expect(status).to.equal("REQUESTED");
    const accepted = await live.json("accept-amendment", id, ...decision);
    expect(accepted).to.deep.include({ id, status: "ACCEPTED" });
    await live.indexed();
    const shown = await live.run("show", id);
    expect(shown.stdout)
      .to.contain(`${id}  CORRECTION  ACCEPTED`)
      .and.match(/in force +yes\n/);

    const { id: refused } = await amend("--kind", "change");
    const rejected = await live.json("reject-amendment", refused, ...decision);
    expect(rejected).to.deep.include({ id: refused, status: "REJECTED" });
    const { id: regretted } = await amend();
    expect(await live.json("withdraw", regretted)).to.deep.include({ status: "WITHDRAWN" });
    const corrected = await live.json<{ id: string }>(
      ...["correct", certificates[0], "--title", "By the registrar", "--reason", "grounds.txt"],
    );
    await live.indexed();
    const listed = await live.run("list", "amendments", "--where", "status=accepted");
    expect(listed.stdout).to.contain(id).and.contain(corrected.id);
  });

  it("records that an asset replaces another", async () => {
    const [first, second] = [digest("first edition"), digest("second edition")];
    const replaced = await live.json("supersede", second, first, ...as(HOLDER));
    expect(replaced).to.deep.include({ id: `asset:${second}`, superseded: `asset:${first}` });
    const again = await live.run("supersede", second, first, ...as(HOLDER));
    expect(again.code).to.equal(1);
  });

  it("lets other accounts act, makes one primary, and revokes the other", async () => {
    const invited = await live.json("invite", addressOf(COLLEAGUE), ...as(HOLDER));
    expect(invited).to.deep.include({ id: addressOf(COLLEAGUE), status: "INVITED" });
    const joined = await live.json("join", participant, ...as(COLLEAGUE));
    expect(joined).to.deep.include({ id: participant, status: "ACTIVE" });
    await live.json("set-primary", addressOf(COLLEAGUE), ...as(HOLDER));
    const revoked = await live.json("revoke-account", addressOf(HOLDER), ...as(COLLEAGUE));
    expect(revoked).to.deep.include({ id: addressOf(HOLDER), status: "REVOKED" });
    const refused = await live.run("invite", addressOf(REPLACEMENT), ...as(HOLDER));
    expect(refused.code).to.equal(1);

    const recovered = await live.json(
      ...["recover-account", addressOf(COLLEAGUE), "--by", addressOf(REPLACEMENT), ...document],
    );
    expect(recovered).to.deep.include({ id: participant, replacement: addressOf(REPLACEMENT) });
  });

  it("suspends a participant, reinstates it, and records its new credential", async () => {
    const suspended = await live.json("suspend-participant", participant, ...document);
    expect(suspended).to.deep.include({ id: participant, status: "SUSPENDED" });
    const reinstated = await live.json("reinstate", participant, ...document);
    expect(reinstated).to.deep.include({ id: participant, status: "ACTIVE" });
    const updated = await live.json("update-credential", participant, ...document);
    expect(updated).to.deep.include({ documentHash: digest("grounds\n") });
  });
});
