import { expect } from "chai";
import { AbiCoder, ErrorFragment, id, Interface } from "ethers";

import { abiOf, CONTRACT_NAMES } from "../../sdk/src/contracts.ts";
import { nodeError } from "../../sdk/src/errors/node.ts";
import { revertError } from "../../sdk/src/errors/revert.ts";
import { SENTENCES } from "../../sdk/src/errors/sentences/index.ts";
import {
  ContractRevertError,
  InsufficientFundsError,
  NodeError,
  NodeUnreachableError,
  RegistryError,
} from "../../sdk/src/index.ts";

const fragments = new Map(
  CONTRACT_NAMES.flatMap((contract) =>
    abiOf(contract)
      .filter(({ type }) => type === "error")
      .map((entry) => [ErrorFragment.from(entry).format("sighash"), { contract, entry }] as const),
  ),
);

/** An argument that can be told from all others. */
function sample(type: string, position: number): string | number | boolean {
  if (type === "address") return `0x${String(position + 1).repeat(40)}`;
  if (type === "bool") return true;
  if (type === "string") return `text ${position}`;
  if (/^bytes\d+$/.test(type)) return `0x${String(position + 1).repeat(2 * Number(type.slice(5)))}`;
  return position + 1;
}

function encode(signature: string, values: readonly unknown[]): string {
  const fragment = ErrorFragment.from(`error ${signature}`);
  return new Interface([fragment]).encodeErrorResult(fragment, values);
}

describe("Errors of the contracts", () => {
  for (const [signature, { contract, entry }] of fragments) {
    it(`${contract}.${signature} has a sentence with every argument, and a hint`, () => {
      const inputs = entry.inputs ?? [];
      const values = inputs.map(({ type = "" }, i) => sample(type, i));
      const call = { contract, method: "anything" };
      const error = revertError(encode(signature, values), call);

      expect(SENTENCES, `${entry.name} has no sentence`).to.have.property(entry.name ?? "");
      expect(error.errorName).to.equal(entry.name);
      expect(Object.keys(error.args)).to.deep.equal(inputs.map(({ name }) => name));
      expect(error.shortMessage)
        .to.match(/^\S.*\.$/)
        .and.not.include("undefined");
      expect(error.hint)
        .to.match(/^\S.*\.$/)
        .and.not.include("undefined");
      expect(error.contract).to.equal(contract);
    });
  }

  it("has no sentence for an error that does not exist", () => {
    const names = new Set([...fragments.values()].map(({ entry }) => entry.name));
    expect(Object.keys(SENTENCES).filter((name) => !names.has(name))).to.deep.equal([]);
  });

  it("gives the arguments by name: enums, times and lists in the words of the package", () => {
    const commitment = `0x${"ab".repeat(32)}`;
    const rival = revertError(
      encode("RightInForce(bytes32,uint8,uint64)", [commitment, 1, 12]),
      undefined,
    );
    expect(rival.args).to.deep.equal({ commitment, right: "HOLD", certificateId: 12 });
    expect(rival.shortMessage).to.equal(
      `The HOLD right over ${commitment} is in force under certificate 12.`,
    );
    const open = revertError(
      encode("NoticeStillOpen(uint64,uint40)", [3, 1_800_000_000]),
      undefined,
    );
    expect(open.args.noticeEnd).to.deep.equal(new Date(1_800_000_000_000));
    expect(open.shortMessage).to.include("2027-01-15T08:00:00Z");
    const status = revertError(
      encode("WrongApplicationStatus(uint64,uint8,uint256)", [3, 4, 0b1110]),
      undefined,
    );
    expect(status.args.allowed).to.deep.equal(["FILED", "IN_NOTICE", "OBJECTED"]);
    expect(status.shortMessage)
      .to.include("is CONFIRMED")
      .and.include("FILED, IN_NOTICE, OBJECTED");
    const uses = revertError(encode("InvalidUses(uint32,uint32)", [0b11, 0b10]), undefined);
    expect(uses.args).to.deep.equal({
      permittedUses: ["READ", "REPRODUCE"],
      prohibitedUses: ["REPRODUCE"],
    });
  });

  it("decodes Solidity's own errors, and says what it does not know", () => {
    const coder = AbiCoder.defaultAbiCoder();
    const text = revertError(`0x08c379a0${coder.encode(["string"], ["no"]).slice(2)}`, undefined);
    expect([text.errorName, text.shortMessage]).to.deep.equal(["Error", "no"]);
    const panic = revertError(`0x4e487b71${coder.encode(["uint256"], [0x11]).slice(2)}`, undefined);
    expect([panic.errorName, panic.args.code]).to.deep.equal(["Panic", "0x11"]);
    const unknown = revertError(id("Nobody()").slice(0, 10), undefined);
    expect(unknown.errorName).to.equal("Unknown");
    expect(unknown.message).to.include(id("Nobody()").slice(0, 10));
    expect(revertError("0x", undefined).shortMessage).to.include("gave no reason");
  });

  it("are made of a code, one sentence, details and a hint", () => {
    const call = { contract: "RightsRegistry", method: "confirm" } as const;
    const error = revertError(encode("UnknownApplication(uint64)", [9]), call);
    expect(error).to.be.instanceOf(RegistryError);
    expect(error).to.include({
      name: "ContractRevertError",
      code: "CONTRACT_REVERT",
      method: "confirm",
    });
    expect(error.message.split("\n")).to.deep.equal([
      "There is no application 9.",
      "RightsRegistry.confirm refused it with UnknownApplication.",
      "Applications count from 1; check the number.",
    ]);
  });
});

describe("Errors of the node", () => {
  const request = { url: "http://node", name: "eth_call", payer: "0xpayer" };
  const data = encode("MissingDecision()", []);

  it("are told apart: not reached, refused by a contract, not paid for, anything else", () => {
    const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    expect(nodeError(refused, request)).to.be.instanceOf(NodeUnreachableError);
    expect(nodeError(new TypeError("fetch failed"), request)).to.be.instanceOf(
      NodeUnreachableError,
    );
    const poor = Object.assign(new Error("x"), {
      error: { message: "Insufficient funds for gas" },
    });
    expect(nodeError(poor, request)).to.be.instanceOf(InsufficientFundsError);
    const other = Object.assign(new Error("x"), {
      error: { code: -32601, message: "no such method" },
    });
    const error = nodeError(other, request);
    expect(error).to.be.instanceOf(NodeError);
    expect(error.details).to.equal("no such method");
  });

  it("find the reason of a revert wherever the node put it", () => {
    const reverted = { message: "execution reverted", data };
    const shapes = [
      { code: "CALL_EXCEPTION", message: "execution reverted (unknown custom error)", data },
      {
        code: "CALL_EXCEPTION",
        message: "execution reverted",
        data: null,
        info: { error: reverted },
      },
      {
        code: "UNKNOWN_ERROR",
        message: "could not coalesce error",
        error: { code: 3, ...reverted },
      },
    ];
    for (const shape of shapes) {
      const error = nodeError(Object.assign(new Error(shape.message), shape), request);
      expect(error)
        .to.be.instanceOf(ContractRevertError)
        .and.to.have.property("errorName", "MissingDecision");
    }
  });
});
