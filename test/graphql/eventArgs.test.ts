import { expect } from "chai";
import type { ParamType } from "ethers";
import { Interface } from "ethers";

import { EVENTS } from "../../indexer/src/generated/events.ts";
import { argsOf } from "../../indexer/src/graphql/eventKinds.ts";
import { packLog } from "../../indexer/src/store/packedLog.ts";
import type { DeployedName } from "../../scripts/generate/contracts.ts";
import { readAbi } from "../../scripts/generate/contracts.ts";

const ACCOUNT = `0x${"ab".repeat(20)}`;
const HASH = `0x${"cd".repeat(32)}`;

/** What GraphQL says of an event with these values, after it has become JSON. */
function told(contract: DeployedName, name: string, values: readonly unknown[]): unknown {
  const log = new Interface(readAbi(contract)).encodeEventLog(name, values);
  const kind = EVENTS.findIndex((event) => event.contract === contract && event.name === name);
  const row = { block: 1, log_index: 0, tx_index: 0, kind, subject: 0, subject_id: 0 };
  return JSON.parse(JSON.stringify(argsOf({ ...row, log: packLog(log) })));
}

describe("arguments of events in GraphQL", () => {
  it("have accounts and hashes as hex", () => {
    const args = told("Participants", "ParticipantRegistered", [3, ACCOUNT, 2, 156, HASH]);
    expect(args).to.deep.equal({
      participantId: 3,
      account: ACCOUNT,
      kind: 2,
      jurisdiction: 156,
      credentialHash: HASH,
    });
  });

  it("have bytes of any length, and wide numbers, as text", () => {
    const values = [HASH, 1, 7, ACCOUNT, ACCOUNT, "0x010203"];
    expect(told("AccessManager", "OperationScheduled", values)).to.deep.equal({
      operationId: HASH,
      nonce: 1,
      schedule: 7,
      caller: ACCOUNT,
      target: ACCOUNT,
      data: "0x010203",
    });
  });

  it("have no bytes left in them, however deep", () => {
    for (const { contract, name } of EVENTS) {
      const inputs = new Interface(readAbi(contract)).getEvent(name)?.inputs ?? [];
      const args = told(contract, name, inputs.map(some));
      expect(JSON.stringify(args), `${contract}.${name}`).not.to.match(/Buffer|"0":/);
    }
  });
});

/** A value of a type, as ethers takes it. */
function some(type: ParamType): unknown {
  if (type.arrayChildren) return [some(type.arrayChildren)];
  if (type.components) return type.components.map(some);
  if (type.type === "address") return ACCOUNT;
  if (type.type === "bytes") return "0x0102";
  if (type.type.startsWith("bytes")) return `0x${"cd".repeat(Number(type.type.slice(5)))}`;
  return type.type === "bool" ? true : type.type === "string" ? "text" : 1;
}
