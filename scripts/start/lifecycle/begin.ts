import path from "node:path";

import type { Deployment } from "../../../sdk/src/index.ts";
import { readBlock } from "../../chain/rpc.ts";
import type { Config } from "../../config.ts";
import { Book } from "../book.ts";
import { Clock } from "../clock.ts";
import { Documents } from "../documents.ts";
import { appointGovernor } from "../governor.ts";
import { issueMoney } from "../money.ts";
import { planGrants, planRegistrations } from "../plan.ts";
import { schedule } from "./schedule.ts";
import { Sender } from "./sender.ts";
import type { HashedFile } from "./situation.ts";
import { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";

/** The lifecycle of the files as it stands on the chain. */
export interface Lifecycle {
  readonly situation: Situation;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly stages: readonly Stage[];
}

/** Finds out what is on the chain already, and what there is to do. */
export async function beginLifecycle(
  config: Pick<Config, "home" | "documents" | "port">,
  rpc: string,
  deployment: Deployment,
  files: readonly HashedFile[],
): Promise<Lifecycle> {
  await appointGovernor(rpc, deployment);
  const book = new Book(rpc, deployment);
  await book.refresh();
  const documents = new Documents(config.documents, `http://127.0.0.1:${config.port}/documents`);
  const credentials = new Documents(path.join(config.home, "credentials"), "");
  const money = await issueMoney(rpc);
  const genesis = await readBlock(rpc, 0);
  const registrations = planRegistrations(files);
  return {
    situation: new Situation({ files, book, documents, credentials, money }),
    sender: await Sender.connect(deployment, rpc),
    clock: new Clock(rpc, genesis?.time ?? 0),
    stages: schedule(registrations, planGrants(files, registrations)),
  };
}
