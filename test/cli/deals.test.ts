import { expect } from "chai";
import type { InterfaceAbi } from "ethers";
import { Contract, ContractFactory, JsonRpcProvider } from "ethers";

import { makeCall } from "../../sdk/src/call.ts";
import { devSigner } from "../../sdk/src/index.ts";
import { packTerms } from "../../sdk/src/terms.ts";
import { compileToken } from "../solidity/tokens.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { NOTICE } from "./fixture/registry.ts";
import { digest, world } from "./fixture/world.ts";

const BUYER = 51;
const COURT = 52;
const SELLER = 53;
const DAY = 86_400;

describe("rights, for traders", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  let provider: JsonRpcProvider;
  let currency: string;
  let certificate: number;
  /** Participants by their account's number. */
  const numbers = new Map<number, number>();
  const buyer = ["--as", `owner:${BUYER}`];
  const court = ["--as", `owner:${COURT}`];

  before(async () => {
    ({ live } = await world());
    provider = new JsonRpcProvider(live.anvil.url, undefined, { cacheTimeout: -1 });
    const admin = devSigner(0).connect(provider);
    const registrar = await live.as(1);
    for (const [kind, n] of [
      ["ENTERPRISE", BUYER],
      ["COURT", COURT],
      ["ENTERPRISE", SELLER],
    ] as const) {
      const { participantId } = await registrar.participants.register({
        kind,
        jurisdiction: 156,
        credentialHash: digest(`credential ${n}`),
        account: devSigner(100 + n).address,
      });
      numbers.set(n, participantId);
    }
    certificate = await certify();
    const { abi, bytecode } = compileToken("GoodToken");
    const token = await new ContractFactory(abi as InterfaceAbi & [], bytecode, admin).deploy();
    currency = await token.getAddress();
    const mint = new Contract(currency, abi, admin).getFunction("mint");
    await (await mint(devSigner(100 + BUYER).address, 10n ** 9n)).wait();
    const offers = new Contract(
      registrar.deployment.contracts.Offers,
      ["function setCurrency(address currency, bool accepted)"],
      admin,
    );
    await (await offers.getFunction("setCurrency")(currency, true)).wait();
    live.file("paper.txt", "paper\n");
  });
  after(() => provider.destroy());

  async function certify(): Promise<number> {
    const { applicationId } = await (
      await live.as(100 + SELLER)
    ).rights.file({
      commitment: digest("sold"),
      right: "HOLD",
      description: { hash: digest("about"), uri: "https://example.org/sold" },
    });
    const examiner = await live.as(2);
    await examiner.rights.openNotice(applicationId);
    await live.pass(NOTICE);
    await examiner.rights.confirm(applicationId, digest("decision"));
    return applicationId;
  }

  /** The seller offers licences. */
  async function offer(): Promise<string> {
    const { timestamp } = (await provider.getBlock("latest")) ?? expect.fail();
    const until = new Date((timestamp + 20 * DAY) * 1000);
    const terms = packTerms({ permittedUses: ["READ"], until, documentHash: digest("terms") });
    const price = { amount: 5000n, buyer: 0, period: 0, model: 1, currency };
    const call = makeCall<{ offerId: number }, "Offers">(
      "Offers",
      (abi) => abi.encodeFunctionData("offer", [certificate, timestamp + 10 * DAY, price, terms]),
      { event: "OfferMade", take: ["offerId"] },
    );
    const { results } = await (await live.as(100 + SELLER)).send([call]);
    return String(results[0].offerId);
  }

  async function buy(): Promise<string> {
    const bought = await live.json<{ id: string; amount: string }>(
      ...["buy", await offer(), "--currency", currency, "--max", "5000", "--volume", "10"],
      ...["--delivery", "download", ...buyer],
    );
    expect(bought.amount).to.equal("5000");
    return bought.id;
  }

  it("buy, deliver, accept, collect, show and list", async () => {
    const id = await buy();
    expect(await live.json("deliver", id, "--document", "paper.txt")).to.include({
      id,
      status: "DELIVERED",
      documentHash: digest("paper\n"),
    });
    expect(await live.json("accept", id)).to.include({ id, status: "SETTLED" });
    expect(
      await live.json("collect", "--currency", currency, "--as", `owner:${SELLER}`),
    ).to.include({
      id: `participant:${numbers.get(SELLER)}`,
      amount: 5000,
    });
    const again = await live.run("accept", id);
    expect(again.code).to.equal(1);
    expect(again.stderr).to.contain("WrongDealStatus");

    await live.indexed();
    const shown = await live.run("show", id);
    expect(shown.stdout).to.match(new RegExp(`^${id} {2}SETTLED$`, "m"));
    expect(shown.stdout).to.contain("5000 earned, 0 refunded");
    const listed = await live.json<{ nodes: { id: string }[] }>(
      ...[
        "list",
        "deals",
        "--where",
        "status=settled",
        "--where",
        `seller=participant:${numbers.get(SELLER)}`,
      ],
    );
    expect(listed.nodes.map((node) => node.id)).to.contain(id);
  });

  it("dispute and resolve, cancel", async () => {
    const [disputed, cancelled] = [await buy(), await buy()];
    const paper = ["--document", "paper.txt"];
    expect(await live.json("dispute", disputed, ...paper)).to.include({ status: "DISPUTED" });
    const undone = await live.json(
      ...["resolve", disputed, ...paper, "--refund", "4000", "--undo", ...court],
    );
    expect(undone).to.include({ id: disputed, status: "RESCINDED", refund: "4000" });
    expect(await live.json("cancel", cancelled, ...paper)).to.include({ status: "RESCINDED" });
    const early = await live.run("release", cancelled);
    expect(early.stderr).to.contain("WrongDealStatus");
    const nothing = await live.run("distribute", `${certificate}`, "--currency", currency);
    expect(nothing.stderr).to.contain("NothingToDistribute");
    expect(await live.json("assess", `certificate:${certificate}`)).to.include({
      status: "ASSESSED",
    });
  });

  it("share, agree, withdraw, show", async () => {
    const [seller, partner] = [numbers.get(SELLER), numbers.get(BUYER)];
    const proposed = await live.json<{ id: string }>(
      ...["share", `certificate:${certificate}`, "--among", `${partner}=4000,${seller}=6000`],
    );
    expect(proposed).to.include({ status: "PROPOSED", certificate: `certificate:${certificate}` });
    const agreed = await live.json("agree", proposed.id, ...buyer);
    expect(agreed).to.include({ id: proposed.id, status: "IN_FORCE" });
    const more = await live.json<{ id: string }>(
      ...["share", `${certificate}`, "--among", `${seller}=1,${partner}=9999`],
    );
    expect(await live.json("withdraw", more.id)).to.include({ status: "WITHDRAWN" });

    await live.indexed();
    const shown = await live.run("show", proposed.id);
    expect(shown.stdout).to.match(new RegExp(`participant:${partner} +40 %`));
    const listed = await live.run("list", "proposals", "--where", `certificate=${certificate}`);
    expect(listed.stdout).to.match(new RegExp(`^${more.id} +WITHDRAWN`, "m"));
  });

  it("tell what is wrong with shares and amounts", async () => {
    for (const [args, told] of [
      [["share", "1", "--among", "1:5"], "is not a share"],
      [["share", "1", "--among", "1=10001"], "is not a whole number from 1 to 10000"],
      [["resolve", "1", "--document", "paper.txt", "--refund", "-1"], "is not a whole number"],
    ] as const) {
      const { code, stderr } = await live.run(...args);
      expect(code).to.equal(2);
      expect(stderr).to.contain(told);
    }
  });
});
