import type { Command } from "commander";

import { owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { fields } from "../output/table.ts";
import { formatCountry } from "../output/terms.ts";
import { indexPosition, rolesOf } from "../position.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

export function addWhoami(program: Command): void {
  const verb = addVerb(
    program,
    "whoami",
    "show which account, participant and registry you act with",
    {
      examples: [
        ["whoami", "with the key and the registry of the environment"],
        ["whoami --as examiner", "somebody of the development chain"],
      ],
      json: `{ "account": "0x…", "name": "owner:0 (0x…)", "roles": ["EXAMINER"],
  "participant": { "id": "participant:3", "kind", "status", "jurisdiction", "accountStatus" } | null,
  "relayer": "0x…" | null, "chainId", "rpc", "deployment", "deployedAt", "contracts": { … },
  "graphql", "index": { "block", "lag" } | null }`,
    },
  );
  signing(verb, "owner:0").action(answering(whoami));
}

async function whoami(options: SigningOptions): Promise<Answer> {
  const connection = await connectToWrite(options, owner(0), { quiet: true });
  const { registry, config, signer, relayer, name } = connection;
  const { chainId, deployedAt, contracts } = registry.deployment;
  const [account, roles, index] = await Promise.all([
    registry.participants.ofAccount(signer.address),
    rolesOf(config.rpc, registry.deployment, signer.address),
    indexPosition(registry),
  ]);
  const participant = account && (await registry.participants.get(account.participantId));
  const id = participant && `participant:${participant.participantId}`;
  return {
    json: {
      account: signer.address,
      name,
      roles,
      participant: participant && {
        id,
        kind: participant.kind,
        status: participant.status,
        jurisdiction: participant.jurisdiction,
        accountStatus: account.status,
      },
      relayer: relayer?.address ?? null,
      chainId,
      rpc: config.rpc,
      deployment: config.deployment,
      deployedAt,
      contracts,
      graphql: config.graphql,
      index,
    },
    text: () =>
      [
        paint("bold", name),
        "",
        fields([
          [
            "participant",
            participant === null
              ? "none: the registrar has to register this account"
              : `${id}  ${participant.kind} in ${formatCountry(participant.jurisdiction)}  ` +
                `${paintStatus(participant.status)}, account ${paintStatus(account?.status ?? "")}`,
          ],
          ["roles", roles.join(", ") || "none"],
          ["payer", relayer === undefined ? "itself" : `relayer ${relayer.address}`],
          ["chain", `${chainId} at ${config.rpc}`],
          ["deployment", `${config.deployment} of ${formatTime(deployedAt)}`],
          [
            "index",
            index === null
              ? `${config.graphql} does not answer`
              : `${config.graphql} at block ${index.block}, ${index.lag} behind`,
          ],
          ...Object.entries(contracts).map(([contract, address]) => [contract, address] as const),
        ]),
      ].join("\n"),
  };
}
