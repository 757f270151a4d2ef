import type { Command } from "commander";

import type { Registry, Transaction } from "../../../sdk/src/index.ts";
import { owner, REGISTRAR } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { numberOf, parseAddress } from "../input/ids.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface DocumentOptions extends SigningOptions {
  readonly document: string;
}

interface RecoverOptions extends DocumentOptions {
  readonly by: string;
}

type Participants = Registry["participants"];
type Sent = Promise<{ readonly transaction: Transaction }>;

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const DOCUMENT = ["--document <file|hash>", "the grounds, or the SHA-256 of them"] as const;

/** One thing that is done to a participant by the registrar, with a document. */
interface Step {
  readonly name: string;
  readonly summary: string;
  readonly meaning: string;
  readonly send: (participants: Participants, id: number, documentHash: string) => Sent;
}

const STEPS: readonly Step[] = [
  {
    name: "suspend-participant",
    summary: "suspend a participant (registrar)",
    meaning: "it keeps what it holds, and can do nothing with it",
    send: (participants, id, hash) => participants.suspend(id, hash),
  },
  {
    name: "reinstate",
    summary: "lift the suspension of a participant (registrar)",
    meaning: "it acts again",
    send: (participants, id, hash) => participants.reinstate(id, hash),
  },
  {
    name: "update-credential",
    summary: "record that a credential was verified anew (registrar)",
    meaning: "the document is the credential",
    send: (participants, id, hash) => participants.updateCredential(id, hash),
  },
];

/** One thing that a participant does with its own accounts. */
interface Move {
  readonly name: string;
  readonly summary: string;
  readonly meaning: string;
  readonly status: string;
  readonly send: (participants: Participants, account: string) => Sent;
}

const MOVES: readonly Move[] = [
  {
    name: "invite",
    summary: "invite another account to act for you",
    meaning: "it acts once it has joined",
    status: "INVITED",
    send: (participants, account) => participants.invite(account),
  },
  {
    name: "set-primary",
    summary: "make another of your accounts the primary one",
    meaning: "what is granted from now on goes to it",
    status: "ACTIVE",
    send: (participants, account) => participants.setPrimary(account),
  },
  {
    name: "revoke-account",
    summary: "revoke an account of yours, not the primary one",
    meaning: "it acts for you no longer",
    status: "REVOKED",
    send: (participants, account) => participants.revoke(account),
  },
];

const SOMEBODY = `0x${"5f".repeat(20)}`;

/** Who may act: participants, and their accounts. */
export function addAccounts(program: Command): void {
  for (const step of STEPS) addStep(program, step);
  for (const move of MOVES) addMove(program, move);

  const joining = addVerb(program, "join", "accept a participant's invitation (the account)", {
    examples: [["join participant:3 --as owner:9", "your account acts for it from now on"]],
    json: `{ "id": "participant:3", "status": "ACTIVE", ${TRANSACTION} }`,
  }).argument("<id>", "the participant", numberOf("participant"));
  signing(joining, "owner:1").action(answering(join));

  const recovering = addVerb(program, "recover-account", "replace a lost account (registrar)", {
    examples: [
      [
        `recover-account ${SOMEBODY} --by 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --document report.pdf`,
        "the lost account never acts again",
      ],
    ],
    json: `{ "id": "participant:3", "status": "ACTIVE", "lost", "replacement", "documentHash",
  ${TRANSACTION} }`,
  })
    .argument("<account>", "what was lost", parseAddress)
    .requiredOption("--by <account>", "what acts in its place", parseAddress)
    .requiredOption(...DOCUMENT);
  signing(recovering, "registrar").action(answering(recover));
}

function addStep(program: Command, { name, summary, meaning, send }: Step): void {
  const verb = addVerb(program, name, summary, {
    examples: [[`${name} participant:3 --document paper.pdf`, meaning]],
    json: `{ "id": "participant:3", "status", "documentHash", ${TRANSACTION} }`,
  })
    .argument("<id>", "the participant", numberOf("participant"))
    .requiredOption(...DOCUMENT);
  signing(verb, "registrar").action(
    answering(async (options: DocumentOptions, participantId: number) => {
      const documentHash = await hashOfDocument(options.document);
      const { registry } = await connectToWrite(options, REGISTRAR);
      const { transaction } = await send(registry.participants, participantId, documentHash);
      const { status } = await registry.participants.get(participantId);
      const record = { id: `participant:${participantId}`, status, documentHash, transaction };
      return recordAnswer(record, [["document", documentHash]]);
    }),
  );
}

function addMove(program: Command, { name, summary, meaning, status, send }: Move): void {
  const verb = addVerb(program, name, summary, {
    examples: [[`${name} ${SOMEBODY} --as owner:4`, meaning]],
    json: `{ "id": "0x…", "status": "${status}", ${TRANSACTION} }`,
  }).argument("<account>", "the account", parseAddress);
  signing(verb, "owner:1").action(
    answering(async (options: SigningOptions, account: string) => {
      const { registry } = await connectToWrite(options, owner(1));
      const { transaction } = await send(registry.participants, account);
      return recordAnswer({ id: account, status, transaction });
    }),
  );
}

async function join(options: SigningOptions, participantId: number): Promise<Answer> {
  const { registry } = await connectToWrite(options, owner(1));
  const { transaction } = await registry.participants.accept(participantId);
  return recordAnswer({ id: `participant:${participantId}`, status: "ACTIVE", transaction });
}

async function recover(options: RecoverOptions, lost: string): Promise<Answer> {
  const { by: replacement } = options;
  const reasonHash = await hashOfDocument(options.document);
  const { registry } = await connectToWrite(options, REGISTRAR);
  const { participants } = registry;
  const { transaction } = await participants.recoverAccount({ lost, replacement, reasonHash });
  const account = await participants.ofAccount(replacement);
  const id = `participant:${account?.participantId}`;
  return recordAnswer(
    { id, status: "ACTIVE", ...{ lost, replacement, documentHash: reasonHash }, transaction },
    [
      ["lost", lost],
      ["in its place", replacement],
      ["grounds", reasonHash],
    ],
  );
}
