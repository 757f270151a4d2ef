import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { network } from "hardhat";

import registryModule from "../../scripts/deploy/modules/registry.ts";

/** One in-process chain for all contract tests; each test begins from a snapshot of it. */
export const connection = await network.create();
export const { ethers, networkHelpers } = connection;
export const { time, loadFixture } = networkHelpers;

/** An account that signs. */
export type Account = HardhatEthersSigner;

/** An account whose key nobody has. */
const NO_GUARDIAN = "0x000000000000000000000000000000000000dEaD";

/** A registry as deployed, its desk (admin, registrar, examiner, relayer) and accounts of nobody yet. */
export async function deployRegistry() {
  const [admin, registrar, examiner, relayer, ...accounts] = await ethers.getSigners();
  if (!admin || !registrar || !examiner || !relayer) throw new Error("The chain has no accounts");

  const deployed = await connection.ignition.deploy(registryModule, {
    parameters: {
      Registry: {
        registrar: registrar.address,
        examiner: examiner.address,
        // So that tests of other things can replace policies at once.
        governor: admin.address,
        governorDelay: 0,
        // Tests that need a guardian appoint one.
        guardian: NO_GUARDIAN,
      },
    },
  });
  const [manager, forwarder, participants, rights, licenses, policy, custody, ...others] =
    await Promise.all([
      ethers.getContractAt("AccessManager", deployed.accessManager, admin),
      ethers.getContractAt("ERC2771Forwarder", deployed.forwarder, relayer),
      ethers.getContractAt("Participants", deployed.participants, registrar),
      ethers.getContractAt("RightsRegistry", deployed.rightsRegistry, examiner),
      ethers.getContractAt("Licenses", deployed.licenses, admin),
      ethers.getContractAt("RegistrationPolicy", deployed.registrationPolicy, admin),
      ethers.getContractAt("Custody", deployed.custody, admin),
      ethers.getContractAt("Appraisals", deployed.appraisals, admin),
      ethers.getContractAt("Offers", deployed.offers, admin),
      ethers.getContractAt("CompliancePolicy", deployed.compliancePolicy, admin),
      ethers.getContractAt("Compliance", deployed.compliance, admin),
      ethers.getContractAt("Sandboxes", deployed.sandboxes, admin),
      ethers.getContractAt("Shares", deployed.shares, admin),
      ethers.getContractAt("Deals", deployed.deals, admin),
      ethers.getContractAt("Catalogues", deployed.catalogues, examiner),
      ethers.getContractAt("Pledges", deployed.pledges, admin),
      ethers.getContractAt("Courts", deployed.courts, admin),
      ethers.getContractAt("Amendments", deployed.amendments, examiner),
    ]);
  const [appraisals, offers, compliancePolicy, compliance, sandboxes, shares, ...newest] = others;
  const [deals, catalogues, pledges, courts, amendments] = newest;
  return {
    admin,
    registrar,
    examiner,
    relayer,
    accounts,
    manager,
    forwarder,
    participants,
    rights,
    licenses,
    policy,
    custody,
    appraisals,
    offers,
    compliancePolicy,
    compliance,
    sandboxes,
    shares,
    deals,
    catalogues,
    pledges,
    courts,
    amendments,
  };
}

export type Registry = Awaited<ReturnType<typeof deployRegistry>>;
