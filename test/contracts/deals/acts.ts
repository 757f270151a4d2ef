import type { BaseContract, InterfaceAbi } from "ethers";

import type { IDeals } from "../../../types/ethers-contracts/contracts/deals/Deals.ts";
import type { IShares } from "../../../types/ethers-contracts/contracts/rights/Shares.ts";
import { compileToken, type TokenName } from "../../solidity/tokens.ts";
import { certify, EVIDENCE, license, REASON, type Filing } from "../acts.ts";
import { enrollAs, takeAccount } from "../custody/acts.ts";
import {
  makeOffer,
  openMarket,
  openSandbox,
  PriceModel,
  type Market,
  type Price,
} from "../market.ts";
import { ethers, type Account } from "../registry.ts";
import { Kind, SourceKind } from "../words.ts";
import type { Terms } from "../acts.ts";

/** What buyers, sellers and arbiters do, with everything defaulted that a test is not about. */

export const DealStatus = {
  None: 0n,
  Concluded: 1n,
  Delivered: 2n,
  Disputed: 3n,
  Settled: 4n,
  Rescinded: 5n,
} as const;

export const Method = { None: 0n, Download: 1n, Interface: 2n, Enclave: 3n, Medium: 4n } as const;

export const PRICE = 1_000_003n;
export const PURSE = 10n ** 12n;

export type Acceptance = IDeals.AcceptanceStruct;
export type Share = IShares.ShareStruct;

/** A token of the tests; its functions by name. */
export type Token = BaseContract & { readonly target: string };

export async function deployToken(name: TokenName = "GoodToken"): Promise<Token> {
  const { abi, bytecode } = compileToken(name);
  const factory = new ethers.ContractFactory(abi as InterfaceAbi & unknown[], bytecode);
  const [signer] = await ethers.getSigners();
  return (await factory.connect(signer ?? null).deploy()) as unknown as Token;
}

export async function call(token: Token, name: string, ...args: unknown[]): Promise<void> {
  await token.getFunction(name)(...args);
}

export async function balance(token: Token, account: string): Promise<bigint> {
  return (await token.getFunction("balanceOf")(account)) as bigint;
}

/**
 * A market with a token that is accepted: Alice sells under a certificate, Bob has money and lets the deals
 * contract take it, Carol is anybody else; a court and an exchange decide.
 */
export async function openExchange() {
  const market = await openMarket();
  const [court, exchange, dora] = [5, 6, 7].map((i) => takeAccount(market, i));
  if (!court || !exchange || !dora) throw new Error("The chain has too few accounts");
  const courtId = await enrollAs(market, Kind.Court, court);
  const exchangeId = await enrollAs(market, Kind.Exchange, exchange);
  const doraId = await enrollAs(market, Kind.Enterprise, dora);
  const token = await deployToken();
  await accept(market, token, market.bob);
  const certificateId = await certify(market, market.alice);
  return {
    ...market,
    court,
    courtId,
    exchange,
    exchangeId,
    dora,
    doraId,
    token,
    certificateId,
  };
}

export type Exchange = Awaited<ReturnType<typeof openExchange>>;

/** Makes a token acceptable, and gives a payer a purse of it. */
export async function accept(market: Market, token: Token, payer: Account): Promise<void> {
  await market.offers.setCurrency(token.target, true);
  await call(token, "mint", payer.address, PURSE);
  await call(
    token.connect(payer) as Token,
    "approve",
    await market.deals.getAddress(),
    ethers.MaxUint256,
  );
}

export interface Selling {
  readonly price?: Partial<Price>;
  readonly terms?: Partial<Terms>;
}

/** Alice (or another holder) offers licences under a certificate, in the token; returns the offer's id. */
export async function sell(
  exchange: Exchange,
  { price, terms: offered }: Selling = {},
  certificateId = exchange.certificateId,
  seller = exchange.alice,
): Promise<bigint> {
  const asked = {
    amount: PRICE,
    currency: exchange.token.target,
    model: PriceModel.Fixed,
    ...price,
  };
  return makeOffer(exchange, seller, certificateId, { price: asked, terms: { ...offered } });
}

export const acceptance = (offerId: bigint, changes: Partial<Acceptance> = {}): Acceptance => ({
  offerId,
  quantity: 1n,
  volume: 1024n,
  sandboxId: 0n,
  maxAmount: PURSE,
  method: Method.Download,
  ...changes,
});

/** Bob takes an offer, by default one that is made for it; returns the deal's id. */
export async function conclude(
  exchange: Exchange,
  offerId?: bigint,
  changes: Partial<Acceptance> = {},
): Promise<bigint> {
  const { deals, bob } = exchange;
  const taken = offerId ?? (await sell(exchange));
  await deals.connect(bob).conclude(acceptance(taken, changes));
  return deals.dealCount();
}

/** Bob takes an offer of Alice's in a sandbox of theirs. */
export async function concludeInSandbox(exchange: Exchange) {
  const { aliceId, bobId, token } = exchange;
  const caps = { currency: token.target, maxValue: 2n * PRICE, maxVolume: 5000n };
  const sandboxId = await openSandbox(exchange, [aliceId, bobId], caps);
  const dealId = await conclude(exchange, undefined, { sandboxId });
  return { sandboxId, dealId, licenseId: (await exchange.deals.deal(dealId)).licenseId };
}

export async function deliver({ deals, alice }: Exchange, dealId: bigint): Promise<void> {
  await deals.connect(alice).deliver(dealId, EVIDENCE);
}

export async function dispute({ deals, bob }: Exchange, dealId: bigint): Promise<void> {
  await deals.connect(bob).dispute(dealId, REASON);
}

/** Bob buys for this much, and acknowledges at once. */
export async function trade(
  exchange: Exchange,
  amount: bigint,
  certificateId = exchange.certificateId,
  seller = exchange.alice,
): Promise<bigint> {
  const dealId = await conclude(
    exchange,
    await sell(exchange, { price: { amount } }, certificateId, seller),
  );
  await exchange.deals.connect(exchange.bob).acknowledge(dealId);
  return dealId;
}

/** Declares shares in a certificate; all accounts agree. */
export async function shareOut(
  { shares }: Exchange,
  certificateId: bigint,
  holder: Account,
  parts: readonly Share[],
  agreeing: readonly Account[],
): Promise<bigint> {
  await shares.connect(holder).propose(certificateId, [...parts]);
  const proposalId = await shares.proposalCount();
  for (const account of agreeing) await shares.connect(account).agree(proposalId);
  return proposalId;
}

/** Someone makes an asset out of one that it is licensed for a royalty; returns its certificate's id. */
export async function derive(
  exchange: Exchange,
  maker: Account,
  from: { readonly certificateId: bigint; readonly holder: Account; readonly royalty: bigint },
  filing: Partial<Filing>,
): Promise<bigint> {
  const makerId = await exchange.participants.participantOf(maker);
  const terms = { derivatives: true, royalty: from.royalty };
  const id = await license(exchange, from.holder, from.certificateId, makerId, terms);
  return certify(exchange, maker, { ...filing, sources: [{ kind: SourceKind.License, id }] });
}
