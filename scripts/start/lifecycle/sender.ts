import type { Wallet } from "ethers";

import type { Call, Deployment, Registry, SignedRequest } from "../../../sdk/src/index.ts";
import { connect } from "../../../sdk/src/index.ts";
import { DEPLOYER, EXAMINER, REGISTRAR, RELAYER } from "../accounts.ts";

/** Something that is to be written, and who signs it. */
export type Act = CallAct | OwnAct;

interface CallAct {
  readonly by: Wallet;
  readonly call: Call;
}

/** What is no call of the registry's contracts, and is sent by itself. */
interface OwnAct {
  readonly by: Wallet;
  readonly does: (registry: Registry) => Promise<unknown>;
}

/** Offices of the registry: they pay for what they send. */
const DESK: readonly Wallet[] = [DEPLOYER, REGISTRAR, EXAMINER];

/** How many acts go into one transaction. */
const BATCH = 40;

/** Writes to the registry: officers in transactions of their own, owners by signed requests. */
export class Sender {
  /** Calls to make acts of. */
  readonly calls: Registry["calls"];
  /** The registry, for who pays for what it sends. */
  readonly desk: Registry;
  readonly #relayed: Registry;

  private constructor(desk: Registry, relayed: Registry) {
    this.calls = desk.calls;
    this.desk = desk;
    this.#relayed = relayed;
  }

  static async connect(deployment: Deployment, rpc: string): Promise<Sender> {
    const desk = await connect({ deployment, rpc });
    const relayed = await connect({ deployment, rpc, relayer: RELAYER });
    return new Sender(desk, relayed);
  }

  /** Sends acts in batches; they are in blocks when it returns. */
  async send(acts: readonly Act[]): Promise<void> {
    for (const act of acts) if ("does" in act) await act.does(this.desk.as(act.by));
    await this.#sendCalls(acts.filter((act) => "call" in act));
  }

  async #sendCalls(acts: readonly CallAct[]): Promise<void> {
    for (let start = 0; start < acts.length; start += BATCH) {
      const batch = Map.groupBy(acts.slice(start, start + BATCH), ({ by }) => by);
      const requests: SignedRequest[] = [];
      for (const [signer, signed] of batch) {
        const calls = signed.map(({ call }) => call);
        if (DESK.includes(signer)) await this.desk.as(signer).send(calls);
        else requests.push(...(await this.#relayed.as(signer).relay.signAll(calls)));
      }
      if (requests.length > 0) await this.#relayed.relay.submit(requests);
    }
  }
}
