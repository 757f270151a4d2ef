import path from "node:path";

import { computeAddress } from "ethers";
import type { HardhatUserConfig } from "hardhat/config";

import { ROOT } from "../generate/contracts.ts";
import type { DeployedName } from "../generate/contracts.ts";
import { DeployError } from "./errors.ts";
import type { Periods } from "./modules/registrationPolicy.ts";

export interface IgniteOptions {
  readonly rpc: string;
  readonly chainId: number;
  /** Where Ignition keeps its journal. */
  readonly ignition: string;
  readonly deployerKey: string;
  readonly registrar: string;
  readonly examiner: string;
  readonly governor?: string | undefined;
  readonly guardian?: string | undefined;
  /** In seconds. */
  readonly governorDelay?: number | undefined;
  /** Who takes over from the deployer; left out, the deployer remains admin. */
  readonly admin?: string | undefined;
  readonly periods: Partial<Periods>;
}

/** The result's name in the Ignition modules. */
const RESULTS = {
  AccessManager: "accessManager",
  Forwarder: "forwarder",
  Participants: "participants",
  RightsRegistry: "rightsRegistry",
  Licenses: "licenses",
  RegistrationPolicy: "registrationPolicy",
  Custody: "custody",
  Appraisals: "appraisals",
  Offers: "offers",
  CompliancePolicy: "compliancePolicy",
  Compliance: "compliance",
  Sandboxes: "sandboxes",
  Shares: "shares",
  Deals: "deals",
  Catalogues: "catalogues",
  Pledges: "pledges",
  Courts: "courts",
  Amendments: "amendments",
} as const satisfies Record<DeployedName, string>;

/**
 * Runs the Ignition modules, from where the journal ends, and gives the contracts' addresses.
 * @throws DeployError in Ignition's words.
 */
export async function ignite(options: IgniteOptions): Promise<Record<DeployedName, string>> {
  // Hardhat is large, and most commands never deploy.
  const [{ createHardhatRuntimeEnvironment }, { default: toolbox }, modules] = await Promise.all([
    import("hardhat/hre"),
    import("@nomicfoundation/hardhat-toolbox-mocha-ethers"),
    loadModules(),
  ]);
  const { rpc, chainId, ignition, deployerKey, registrar, examiner, admin, periods } = options;
  const config: HardhatUserConfig = {
    plugins: [toolbox],
    paths: { artifacts: path.join(ROOT, "artifacts"), ignition },
    networks: {
      registry: { type: "http", chainType: "l1", url: rpc, chainId, accounts: [deployerKey] },
    },
  };
  const hardhat = await createHardhatRuntimeEnvironment(config, {}, ROOT);
  const connection = await hardhat.network.create("registry");
  try {
    const deployed = await connection.ignition.deploy(
      admin === undefined ? modules.registry : modules.handover,
      {
        deploymentId: `chain-${chainId}`,
        parameters: {
          Registry: { registrar, examiner, ...governanceOf(options) },
          RegistrationPolicy: periods,
          ...(admin === undefined ? {} : { Handover: { admin } }),
        },
        config: { blockPollingInterval: 50 },
      },
    );
    return addressesOf(deployed);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeployError(`The deployment stopped: ${reason}\nRun it again to go on from there.`);
  } finally {
    await connection.close();
  }
}

/** Who governs if nobody is named: the admin; while that is the deployer itself, without a delay. */
function governanceOf(options: IgniteOptions) {
  const { admin, governor, guardian, registrar, deployerKey, governorDelay } = options;
  const named = governor ?? admin;
  const delay = governorDelay ?? (named === undefined ? 0 : undefined);
  return {
    governor: named ?? computeAddress(deployerKey),
    guardian: guardian ?? registrar,
    ...(delay === undefined ? {} : { governorDelay: delay }),
  };
}

async function loadModules() {
  const [{ default: registry }, { default: handover }] = await Promise.all([
    import("./modules/registry.ts"),
    import("./modules/handover.ts"),
  ]);
  return { registry, handover };
}

type Results = Record<(typeof RESULTS)[DeployedName], { readonly target: unknown }>;

function addressesOf(deployed: Results): Record<DeployedName, string> {
  const names = Object.keys(RESULTS) as DeployedName[];
  const addresses = names.map((name) => [name, String(deployed[RESULTS[name]].target)] as const);
  return Object.fromEntries(addresses) as Record<DeployedName, string>;
}
