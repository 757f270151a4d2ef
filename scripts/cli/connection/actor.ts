import { InvalidArgumentError } from "commander";

import type { Registry } from "../../../sdk/src/index.ts";
import { devSigner } from "../../../sdk/src/index.ts";

/** Somebody of the development chain, whose keys everybody knows. */
export interface Actor {
  /** As `--as` takes it. */
  readonly name: string;
  /** Number of the account under the development mnemonic. */
  readonly index: number;
}

const ROLES = ["admin", "registrar", "examiner", "relayer"] as const;
const FIRST_OWNER = 100;
const OWNERS = 1024;

export const EXAMINER = roleActor("examiner");
export const REGISTRAR = roleActor("registrar");
export const RELAYER = roleActor("relayer");
export const ADMIN = roleActor("admin");

/** Data owner N of the development chain. */
export function owner(n: number): Actor {
  return { name: `owner:${n}`, index: FIRST_OWNER + n };
}

/** Whether the account has coins of its own on the development chain. */
export function isFunded({ index }: Actor): boolean {
  return index < FIRST_OWNER;
}

/** Reads what `--as` takes. */
export function parseActor(text: string): Actor {
  const role = ROLES.find((name) => name === text);
  if (role !== undefined) return roleActor(role);
  const n = /^owner:(0|[1-9][0-9]{0,3})$/.exec(text)?.[1];
  if (n === undefined || Number(n) >= OWNERS) {
    throw new InvalidArgumentError(
      `"${text}" is nobody; there are ${ROLES.join(", ")} and owner:0 to owner:${OWNERS - 1}`,
    );
  }
  return owner(Number(n));
}

/** Which development account an address is; undefined if it is none. */
function actorOf(address: string): Actor | undefined {
  for (const actor of everybody()) {
    if (devSigner(actor.index).address.toLowerCase() === address.toLowerCase()) return actor;
  }
  return undefined;
}

/** The development account that acts for a participant; undefined if that has an account of its own. */
export async function actorFor(
  registry: Registry,
  participantId: number,
): Promise<Actor | undefined> {
  return actorOf((await registry.participants.get(participantId)).primaryAccount);
}

function* everybody(): Generator<Actor> {
  for (const role of ROLES) yield roleActor(role);
  for (let n = 0; n < OWNERS; n++) yield owner(n);
}

function roleActor(role: (typeof ROLES)[number]): Actor {
  return { name: role, index: ROLES.indexOf(role) };
}
