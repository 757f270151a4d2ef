import type { Result } from "ethers";

import type { ICompliance } from "../../types/ethers-contracts/contracts/compliance/Compliance.ts";
import type { IAppraisals } from "../../types/ethers-contracts/contracts/pricing/Appraisals.ts";
import type { IOffers } from "../../types/ethers-contracts/contracts/pricing/Offers.ts";
import type { ISandboxes } from "../../types/ethers-contracts/contracts/sandboxes/Sandboxes.ts";
import { hashOf, now, REASON, terms, type Terms } from "./acts.ts";
import { enrollAs, openCustody, takeAccount } from "./custody/acts.ts";
import { ethers, type Account, type Registry } from "./registry.ts";
import { DAY, Kind } from "./words.ts";

/** What appraisers, regulators and sellers do, with everything defaulted that a test is not about. */

/** The currency by its ISO 4217 code, 156. */
export const CNY = ethers.getAddress(ethers.toBeHex(156, 20));
export const EURO = ethers.getAddress(ethers.toBeHex(978, 20));
export const USA = 840n;

export const Method = { Cost: 1n, Income: 2n, Market: 3n } as const;
export const PriceModel = {
  None: 0n,
  Fixed: 1n,
  PerUnit: 2n,
  Subscription: 3n,
  Negotiated: 4n,
} as const;
export const Scope = { None: 0n, Certificate: 1n, Asset: 2n } as const;

export type Finding = IAppraisals.FindingStruct;
export type Price = IOffers.PriceStruct;
export type Grant = ICompliance.GrantStruct;
export type Bounds = ISandboxes.BoundsStruct;

/** A registry with an appraiser and a regulator besides; the admin's account settles; CNY is accepted. */
export async function openMarket() {
  const registry = await openCustody();
  const [appraiser, regulator, settlement] = [2, 3, 4].map((i) => takeAccount(registry, i));
  if (!appraiser || !regulator || !settlement) throw new Error("The chain has too few accounts");
  const appraiserId = await enrollAs(registry, Kind.Appraiser, appraiser);
  const regulatorId = await enrollAs(registry, Kind.Regulator, regulator);
  await registry.manager.grantRole(8n, settlement, 0n);
  await registry.offers.setCurrency(CNY, true);
  return { ...registry, appraiser, appraiserId, regulator, regulatorId, settlement };
}

export type Market = Awaited<ReturnType<typeof openMarket>>;

export async function finding(
  certificateId: bigint,
  changes: Partial<Finding> = {},
): Promise<Finding> {
  const time = await now();
  return {
    certificateId,
    appraisedAt: time - DAY,
    validUntil: time + 90n * DAY,
    method: Method.Income,
    currency: CNY,
    value: 1_000_000n,
    reportHash: hashOf("report"),
    ...changes,
  };
}

/** The appraiser records a finding; returns the appraisal's id. */
export async function appraise(
  { appraisals, appraiser }: Market,
  certificateId: bigint,
  changes: Partial<Finding> = {},
): Promise<bigint> {
  await appraisals.connect(appraiser).record(await finding(certificateId, changes));
  return appraisals.appraisalCount();
}

export const price = (changes: Partial<Price> = {}): Price => ({
  amount: 500n,
  buyer: 0n,
  period: 0n,
  model: PriceModel.Fixed,
  currency: CNY,
  ...changes,
});

/** Offers licences for ten days; returns the offer's id. */
export async function makeOffer(
  { offers }: Registry,
  seller: Account,
  certificateId: bigint,
  changes: { price?: Partial<Price>; terms?: Partial<Terms>; validUntil?: bigint } = {},
): Promise<bigint> {
  const validUntil = changes.validUntil ?? (await now()) + 10n * DAY;
  const offered = await terms(changes.terms);
  await offers.connect(seller).offer(certificateId, validUntil, price(changes.price), offered);
  return offers.offerCount();
}

export async function exportGrant(
  exporter: bigint,
  certificateId: bigint,
  changes: Partial<Grant> = {},
): Promise<Grant> {
  return {
    exporter,
    volume: 1000n,
    validUntil: (await now()) + 30n * DAY,
    toJurisdiction: USA,
    scope: Scope.Certificate,
    subject: ethers.toBeHex(certificateId, 32),
    ...changes,
  };
}

/** The regulator approves an export; returns the approval's id. */
export async function grantExport(
  { compliance, regulator }: Market,
  exporter: bigint,
  certificateId: bigint,
  changes: Partial<Grant> = {},
): Promise<bigint> {
  const grant = await exportGrant(exporter, certificateId, changes);
  await compliance.connect(regulator).approve(grant, REASON);
  return compliance.approvalCount();
}

export async function bounds(changes: Partial<Bounds> = {}): Promise<Bounds> {
  return {
    maxValue: 1000n,
    maxVolume: 100n,
    validUntil: (await now()) + 30n * DAY,
    currency: CNY,
    exemptions: 1n,
    rulesHash: hashOf("rules"),
    ...changes,
  };
}

/** The regulator opens a sandbox; returns its id. */
export async function openSandbox(
  { sandboxes, regulator }: Market,
  members: bigint[],
  changes: Partial<Bounds> = {},
): Promise<bigint> {
  await sandboxes.connect(regulator).open(await bounds(changes), members);
  return sandboxes.sandboxCount();
}

/** A struct that a contract returned, field by field, and so are the structs within. */
export function plainly(record: object): Record<string, unknown> {
  return (record as Result).toObject(true);
}
