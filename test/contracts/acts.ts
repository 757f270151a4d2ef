import type { IApplications } from "../../types/ethers-contracts/contracts/rights/RightsRegistry.ts";
import type { TermsStruct } from "../../types/ethers-contracts/contracts/licenses/Licenses.ts";
import { DEFAULT_PERIODS, type Periods } from "../../scripts/deploy/modules/registrationPolicy.ts";
import { deployRegistry, ethers, networkHelpers, type Account, type Registry } from "./registry.ts";
import { Algorithm, DataClass, DAY, Kind, Right, Use } from "./words.ts";

const { time } = networkHelpers;

/** What people do at the registry, in one line each, with everything defaulted that a test is not about. */

export type Filing = IApplications.FilingStruct;
export type Terms = TermsStruct;

/** Stands for the hash of some document. */
export const hashOf = (text: string): string => ethers.id(text);

export const ZERO_HASH = ethers.ZeroHash;
export const DECISION = hashOf("decision");
export const REASON = hashOf("reason");
export const EVIDENCE = hashOf("evidence");
export const CREDENTIAL = hashOf("credential");
export const CHINA = 156n;

/** A registry with three enterprises that have nothing yet, and accounts that are nobody's. */
export async function openRegistry() {
  const registry = await deployRegistry();
  const [alice, bob, carol, stranger, second, third, ...spare] = registry.accounts;
  if (!alice || !bob || !carol || !stranger || !second || !third) {
    throw new Error("The chain has too few accounts");
  }
  return {
    ...registry,
    alice,
    bob,
    carol,
    stranger,
    second,
    third,
    spare,
    aliceId: await enroll(registry, alice),
    bobId: await enroll(registry, bob),
    carolId: await enroll(registry, carol),
  };
}

export type OpenRegistry = Awaited<ReturnType<typeof openRegistry>>;

/** Registers a participant with this account; returns its id. */
export async function enroll({ participants }: Registry, account: Account): Promise<bigint> {
  await participants.register(Kind.Enterprise, CHINA, CREDENTIAL, account);
  return participants.participantCount();
}

/** Gives the inviter's participant another account. */
export async function addAccount(
  { participants }: Registry,
  inviter: Account,
  account: Account,
): Promise<void> {
  await participants.connect(inviter).inviteAccount(account);
  await participants.connect(account).acceptInvitation(await participants.participantOf(inviter));
}

/** A filing that is good as it is. */
export function filing(changes: Partial<Filing> = {}): Filing {
  return {
    commitment: hashOf("bytes"),
    algorithm: Algorithm.Sha256,
    right: Right.Hold,
    dataClass: DataClass.General,
    termEnd: 0n,
    descriptionHash: hashOf("description"),
    descriptionURI: "https://example.org/description.json",
    sources: [],
    ...changes,
  };
}

/** Replaces the registration policy by one with these periods, and else the default ones. */
export async function setPeriods(
  { rights, licenses, admin }: Registry,
  changes: Partial<Record<keyof Periods, bigint | number>>,
): Promise<void> {
  const periods = { ...DEFAULT_PERIODS, ...changes };
  const policy = await ethers.deployContract("RegistrationPolicy", [
    rights.target,
    licenses.target,
    periods,
  ]);
  await rights.connect(admin).setPolicy(policy);
}

/** Files an application; returns its id. */
export async function file(
  { rights }: Registry,
  applicant: Account,
  changes: Partial<Filing> = {},
): Promise<bigint> {
  await rights.connect(applicant).fileApplication(filing(changes));
  return rights.applicationCount();
}

/** Files an application and opens notice; returns its id. */
export async function fileInNotice(
  registry: Registry,
  applicant: Account,
  changes: Partial<Filing> = {},
): Promise<bigint> {
  const id = await file(registry, applicant, changes);
  await registry.rights.openNotice(id);
  return id;
}

/** Lets the notice of an application end. */
export async function endNotice({ rights }: Registry, applicationId: bigint): Promise<void> {
  const { noticeEnd } = await rights.registration(applicationId);
  if ((await now()) < noticeEnd) await time.increaseTo(noticeEnd);
}

/** Files and confirms; returns the certificate's id. */
export async function certify(
  registry: Registry,
  applicant: Account,
  changes: Partial<Filing> = {},
): Promise<bigint> {
  const id = await fileInNotice(registry, applicant, changes);
  await endNotice(registry, id);
  await registry.rights.confirm(id, DECISION);
  return id;
}

/** Terms that are good as they are, from now for 30 days. */
export async function terms(changes: Partial<Terms> = {}): Promise<Terms> {
  const from = await now();
  return {
    permittedUses: Use.Read | Use.Analyze,
    prohibitedUses: Use.Distribute,
    validFrom: from,
    validUntil: from + 30n * DAY,
    units: 0n,
    sublicensing: false,
    derivatives: false,
    exclusive: false,
    attribution: true,
    royalty: 0n,
    transferable: false,
    meter: 0n,
    territory: ZERO_HASH,
    documentHash: hashOf("terms"),
    ...changes,
  };
}

/** Grants a licence; returns its id. */
export async function license(
  { licenses }: Registry,
  licensor: Account,
  certificateId: bigint,
  licensee: bigint,
  changes: Partial<Terms> = {},
): Promise<bigint> {
  await licenses.connect(licensor).grant(certificateId, licensee, await terms(changes));
  return licenses.licenseCount();
}

/** Time of the newest block, in Unix seconds. */
export async function now(): Promise<bigint> {
  return BigInt(await time.latest());
}

/** The next transaction is mined in a block of exactly this time (Unix seconds). */
export async function atNextBlock(timestamp: bigint): Promise<void> {
  await time.setNextBlockTimestamp(timestamp);
}
