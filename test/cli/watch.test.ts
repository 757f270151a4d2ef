import { spawn } from "node:child_process";

import { expect } from "chai";

import { devSigner } from "../../sdk/src/index.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { RIGHTS } from "./fixture/rights.ts";
import { digest, world } from "./fixture/world.ts";

describe("rights watch", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  before(async () => ({ live } = await world()));

  /** Lets something happen: a participant is registered. */
  async function happen(index: number): Promise<number> {
    const registrar = await live.as(1);
    const { participantId } = await registrar.participants.register({
      kind: "CITIZEN",
      jurisdiction: 276,
      credentialHash: digest("credential"),
      account: devSigner(index).address,
    });
    return participantId;
  }

  it("prints what happened since a block, then what happens, a line each", async () => {
    const watching = live.start("watch", "--since", "0");
    await watching.prints(/certificate:1|application:1 {2}HOLD confirmed/);
    const id = await happen(500);
    const [line] = await watching.prints(
      new RegExp(
        `^\\S+Z  event:\\d+-\\d+  participant:${id}  registered as CITIZEN in 276.*$`,
        "m",
      ),
    );
    expect(line).to.contain(devSigner(500).address);
    watching.child.kill("SIGINT");
    const { code, stdout } = await watching.ended;
    expect(code).to.equal(0);
    const events = stdout.trimEnd().split("\n");
    expect(new Set(events).size, "none twice").to.equal(events.length);
  });

  it("keeps to one subject, as JSON lines", async () => {
    const watching = live.start("watch", "--since", "0", "--subject", "certificate:1", "--json");
    await watching.prints(/CertificateConfirmed/);
    watching.child.kill("SIGTERM");
    const { code, stdout } = await watching.ended;
    expect(code).to.equal(0);
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; subject: string; name: string });
    expect(new Set(events.map(({ subject }) => subject))).to.eql(new Set(["application:1"]));
    expect(events[0]?.name).to.equal("ApplicationFiled");
    expect(events[0]?.id).to.match(/^event:\d+-\d+$/);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const watching = spawn(
      "sh",
      ["-c", `"${process.execPath}" "${RIGHTS}" watch --since 0 | head -1; echo ended`],
      { env: { ...process.env, ...live.env }, stdio: ["ignore", "pipe", "pipe"] },
    );
    let [stdout, stderr] = ["", ""];
    watching.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    watching.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
    const closed = new Promise((resolve) => watching.once("close", resolve));
    await happen(501);
    await happen(502);
    await closed;
    expect(stdout.trimEnd().split("\n")).to.have.length(2);
    expect(stdout).to.match(/ended\n$/);
    expect(stderr).to.match(/^Watching [^\n]*\n$/);
  });
});
