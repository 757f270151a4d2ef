import type { Command } from "commander";

import { DEV_CHAIN_ID, devSigner } from "../../../sdk/src/index.ts";
import { deployRegistry } from "../../deploy/deployRegistry.ts";
import type { Periods } from "../../deploy/modules/registrationPolicy.ts";
import { ADMIN, EXAMINER, REGISTRAR } from "../connection/actor.ts";
import { reachNode } from "../connection/node.ts";
import { configFrom } from "../connection/options.ts";
import { UsageError } from "../failure.ts";
import { parseAddress } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { parsePeriod, PERIOD_NAMES } from "../input/periods.ts";
import { wholeNumber } from "../input/words.ts";
import { formatTime } from "../output/format.ts";
import { note, suggest } from "../output/note.ts";
import { paint } from "../output/style.ts";
import { fields } from "../output/table.ts";
import type { Answer, OutputOptions } from "../verb.ts";
import { addVerb, answering, inEnvironment, reporting } from "../verb.ts";

interface DeployVerbOptions extends OutputOptions {
  readonly home?: string;
  readonly rpc?: string;
  readonly key?: string;
  readonly registrar?: string;
  readonly examiner?: string;
  readonly admin?: string;
  readonly governor?: string;
  readonly guardian?: string;
  readonly governorDelay?: number;
  readonly period?: Partial<Periods>;
}

export function addDeploy(program: Command): void {
  const verb = addVerb(program, "deploy", "deploy the contracts of a registry", {
    notes: () => [
      "What is deployed already is kept, and an interrupted deployment goes on where it stopped.",
      "On the development chain the accounts are those of its admin, registrar and examiner.",
      `Periods: ${PERIOD_NAMES.join(", ")}.`,
    ],
    examples: [
      ["deploy", "on the development chain at http://127.0.0.1:8545"],
      ["deploy --home /tmp/sandbox --period noticeGeneral=60", "with a notice of one minute"],
      [
        "deploy --rpc https://node.example --registrar 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 " +
          "--examiner 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
        "on another chain, with the key of RIGHTS_KEY",
      ],
    ],
    json: `{ "file": "…/deployment.json", "kept": false, "chainId", "genesisHash", "startBlock",
  "deployedAt", "contracts": { "AccessManager": "0x…", … } }`,
  })
    .option(
      "--home <folder>",
      "where the deployment file goes [REGISTRY_HOME] (default: .registry)",
    )
    .option("--rpc <url>", "the chain's node [RIGHTS_RPC] (default: http://127.0.0.1:8545)")
    .option("--period <name=seconds>", "a period of the registration policy", parsePeriod)
    .optionsGroup("Who acts:")
    .option("--key <key>", `private key of the deployer; ${inEnvironment("RIGHTS_KEY")}`)
    .option("--registrar <account>", "who registers participants", parseAddress)
    .option("--examiner <account>", "who decides on applications", parseAddress)
    .option("--admin <account>", "who takes over from the deployer", parseAddress)
    .option("--governor <account>", "who replaces policies (default: the admin)", parseAddress)
    .option("--guardian <account>", "who cancels and pauses (default: the registrar)", parseAddress)
    .option(
      "--governor-delay <seconds>",
      "how long the governor's acts stand announced (default: 3 days; none if the deployer governs)",
      wholeNumber(0, 2 ** 32 - 1),
    );
  reporting(verb).action(answering(deploy));
}

async function deploy(options: DeployVerbOptions): Promise<Answer> {
  const config = configFrom(options);
  const chainId = await reachNode(config.rpc);
  const accounts = accountsFrom(options, config.key, chainId);
  note(`Deploying on chain ${chainId} at ${config.rpc}…`);
  const { deployment, file, kept } = await deployRegistry({
    ...accounts,
    rpc: config.rpc,
    home: config.home,
    ...governanceFrom(options),
    ...(options.period === undefined ? {} : { periods: options.period }),
  });
  suggest(options, "Next:", [commandLine("serve"), commandLine("whoami")]);
  const { contracts, startBlock, deployedAt } = deployment;
  return {
    json: { file, kept, ...deployment },
    text: () =>
      [
        paint("bold", kept ? "The registry was deployed already" : "The registry is deployed"),
        "",
        fields([
          ["file", file],
          ["chain", String(chainId)],
          ["block", `${startBlock}, ${formatTime(deployedAt)}`],
          ...Object.entries(contracts).map(([name, address]) => [name, address] as const),
        ]),
      ].join("\n"),
  };
}

/** Who governs, as far as it is given. */
function governanceFrom({ admin, governor, guardian, governorDelay }: DeployVerbOptions) {
  return {
    ...(admin === undefined ? {} : { admin }),
    ...(governor === undefined ? {} : { governor }),
    ...(guardian === undefined ? {} : { guardian }),
    ...(governorDelay === undefined ? {} : { governorDelay }),
  };
}

function accountsFrom(
  { registrar, examiner }: DeployVerbOptions,
  key: string | undefined,
  chainId: number,
) {
  const onDevChain = chainId === DEV_CHAIN_ID;
  const given = (value: string | undefined, fallback: string, what: string): string => {
    if (value !== undefined) return value;
    if (onDevChain) return fallback;
    throw new UsageError(
      `Chain ${chainId} is not the development chain: deploy needs ${what} there`,
    );
  };
  return {
    deployerKey: given(key, devSigner(ADMIN.index).privateKey, "the deployer's key in RIGHTS_KEY"),
    registrar: given(registrar, devSigner(REGISTRAR.index).address, "--registrar"),
    examiner: given(examiner, devSigner(EXAMINER.index).address, "--examiner"),
  };
}
