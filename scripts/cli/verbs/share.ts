import type { Command } from "commander";
import { InvalidArgumentError } from "commander";

import type { Share } from "../../../sdk/src/index.ts";
import { actorFor, owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { numberOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { wholeNumber } from "../input/words.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface ShareOptions extends SigningOptions {
  readonly among: readonly Share[];
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;

/** By what shares a certificate is held by several together. */
export function addShare(program: Command): void {
  const sharing = addVerb(program, "share", "propose by what shares a certificate is held", {
    notes: () => [
      "In force once all named, and all who have a share already, have agreed. Basis points: 10,000 in all.",
    ],
    examples: [["share certificate:12 --among 3=6000,7=4000", "between participants 3 and 7"]],
    json: `{ "id": "proposal:4", "status": "PROPOSED", "certificate": "certificate:12", "shares",
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the certificate", numberOf("certificate"))
    .requiredOption(
      "--among <shares>",
      "participants and basis points: 3=6000,7=4000",
      parseShares,
    );
  signing(sharing, "its holder").action(answering(share));

  const agreeing = addVerb(program, "agree", "agree to a proposal of shares", {
    examples: [["agree proposal:4 --as owner:7", "as one whom it names"]],
    json: `{ "id": "proposal:4", "status": "PROPOSED" | "IN_FORCE", ${TRANSACTION} }`,
  }).argument("<id>", "the proposal", numberOf("proposal"));
  signing(agreeing, "owner:1").action(answering(agree));
}

/** Reads `3=6000,7=4000`. */
export function parseShares(text: string): Share[] {
  return text.split(",").map((part) => {
    const [who = "", points = "", ...rest] = part.split("=");
    if (rest.length > 0 || points === "") {
      throw new InvalidArgumentError(`"${part}" is not a share; one looks like 3=6000`);
    }
    return {
      participantId: numberOf("participant")(who.trim()),
      basisPoints: wholeNumber(1, 10_000)(points.trim()),
    };
  });
}

async function share(options: ShareOptions, certificateId: number): Promise<Answer> {
  const { registry } = await connectToWrite(options, async (reader) => {
    const { certificate } = await reader.rights.get(certificateId);
    return certificate === null ? undefined : actorFor(reader, certificate.holder);
  });
  const { proposalId, transaction } = await registry.shares.propose(certificateId, options.among);
  const id = `proposal:${proposalId}`;
  suggest(options, "Each of the others agrees:", [commandLine(`agree ${id}`)]);
  const certificate = `certificate:${certificateId}`;
  const { status } = await registry.shares.get(proposalId);
  return recordAnswer({ id, status, ...{ certificate, shares: options.among }, transaction }, [
    ["of", certificate],
    ...options.among.map(
      ({ participantId, basisPoints }) =>
        [`participant:${participantId}`, `${basisPoints / 100} %`] as const,
    ),
  ]);
}

async function agree(options: SigningOptions, proposalId: number): Promise<Answer> {
  const { registry } = await connectToWrite(options, owner(1));
  const { transaction } = await registry.shares.agree(proposalId);
  const { status } = await registry.shares.get(proposalId);
  return recordAnswer({ id: `proposal:${proposalId}`, status, transaction });
}
