import type { Command } from "commander";

import type { Registry, Transaction } from "../../../sdk/src/index.ts";
import { actorFor } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import type { NumberedId } from "../input/ids.ts";
import { oneOf } from "../input/ids.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

const TYPES = [
  "application",
  "attestation",
  "offer",
  "proposal",
  "pledge",
  "catalogue",
  "amendment",
] as const;
type Type = (typeof TYPES)[number];

/** Who made something, by number, and how it is withdrawn. */
interface Withdrawn {
  readonly maker: (registry: Registry, id: number) => Promise<number | null>;
  readonly send: (registry: Registry, id: number) => Promise<{ readonly transaction: Transaction }>;
}

const WITHDRAWN: Readonly<Record<Type, Withdrawn>> = {
  application: {
    maker: async ({ rights }, id) => (await rights.get(id)).applicant,
    send: ({ rights }, id) => rights.withdraw(id),
  },
  attestation: {
    maker: async ({ custody }, id) => (await custody.get(id)).custodian,
    send: ({ custody }, id) => custody.withdraw(id),
  },
  offer: {
    maker: async ({ offers }, id) => (await offers.get(id)).seller,
    send: ({ offers }, id) => offers.withdraw(id),
  },
  proposal: {
    maker: async ({ shares }, id) => (await shares.get(id)).proposer,
    send: ({ shares }, id) => shares.withdraw(id),
  },
  pledge: {
    maker: async ({ pledges }, id) => (await pledges.get(id)).pledgor,
    send: ({ pledges }, id) => pledges.withdraw(id),
  },
  catalogue: {
    maker: async ({ catalogues }, id) => (await catalogues.get(id)).applicant,
    send: ({ catalogues }, id) => catalogues.withdraw(id),
  },
  amendment: {
    maker: async ({ amendments }, id) => (await amendments.get(id)).requester,
    send: ({ amendments }, id) => amendments.withdraw(id),
  },
};

export function addWithdraw(program: Command): void {
  const verb = addVerb(
    program,
    "withdraw",
    "withdraw what you applied for, attested, offered or proposed",
    {
      examples: [
        ["withdraw application:12", "before it is decided"],
        ["withdraw attestation:3", "once you hold the bytes no longer"],
        ["withdraw offer:3", "so that nobody can take it"],
        ["withdraw proposal:4", "shares that are not in force yet"],
        ["withdraw pledge:4", "a lien that the lender has not accepted"],
        ["withdraw catalogue:2", "before it is decided"],
        ["withdraw amendment:4", "what you asked for as a holder"],
      ],
      json: `{ "id": "application:12", "status": "WITHDRAWN", "transaction": { "hash", "block", "gasUsed" } }`,
    },
  ).argument(
    "<id>",
    "the application, attestation, offer, proposal, pledge, catalogue or amendment",
    oneOf(...TYPES),
  );
  signing(verb, "who made it").action(answering(withdraw));
}

async function withdraw(
  options: SigningOptions,
  { type, number }: NumberedId<Type>,
): Promise<Answer> {
  const { maker, send } = WITHDRAWN[type];
  const { registry } = await connectToWrite(options, async (reader) => {
    const participant = await maker(reader, number);
    return participant === null ? undefined : actorFor(reader, participant);
  });
  const { transaction } = await send(registry, number);
  return recordAnswer({ id: `${type}:${number}`, status: "WITHDRAWN", transaction });
}
