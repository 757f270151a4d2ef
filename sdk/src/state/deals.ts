import { Contract, Signature } from "ethers";

import type { Connection } from "../Connection.ts";
import type { Permit } from "../deals.ts";
import type { DealStatus, DeliveryMethod, PriceModel } from "../enums.ts";
import { DEAL_STATUSES, DELIVERY_METHODS, fromCode, PRICE_MODELS } from "../enums.ts";
import { nodeError } from "../errors/node.ts";
import type { Hex } from "../input.ts";
import { address, recordNumber, seconds, units } from "../input.ts";

/** A deal, as the contract has it now. Amounts are in the currency's smallest unit. */
export interface DealRecord {
  readonly dealId: number;
  readonly offerId: number;
  readonly certificateId: number;
  readonly licenseId: number;
  /** null: none, and so below. */
  readonly sandboxId: number | null;
  readonly buyer: number;
  readonly seller: number;
  readonly approvalId: number | null;
  /** Proposal of the shares by which the seller's side divides what it earns. */
  readonly sharesId: number | null;
  readonly priceModel: PriceModel;
  readonly unitPrice: bigint;
  readonly quantity: bigint;
  readonly amount: bigint;
  /** The token. */
  readonly currency: Hex;
  readonly delivery: DeliveryMethod;
  /** Bytes to be delivered. */
  readonly volume: bigint;
  readonly commitment: Hex;
  readonly status: DealStatus;
  readonly concludedAt: Date;
  readonly deliverBy: Date;
  /** null before the delivery. */
  readonly acceptBy: Date | null;
}

/** What waits with a certificate: its own earnings, and what is owed to its sources alone. */
export interface EarningsRecord {
  readonly own: bigint;
  readonly owed: bigint;
}

/** What is to be permitted. */
export interface PermitRequest {
  /** The token, which must know EIP-2612. */
  readonly currency: string;
  readonly amount: bigint;
  /** Until when the permit can be used. Default: one hour from now, by the chain's clock. */
  readonly deadline?: Date;
}

const DEFAULT_DEADLINE_S = 3600;

const TOKEN = [
  "function nonces(address) view returns (uint256)",
  "function eip712Domain() view returns (bytes1, string, string, uint256, address, bytes32, uint256[])",
];

const PERMIT = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

/** What the contract `Deals` says now. */
export class DealsState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * A deal by number. Throws {@link ContractRevertError} `UnknownDeal`.
   *
   * @example
   * const { status, acceptBy } = await registry.deals.get(3);
   */
  async get(dealId: number): Promise<DealRecord> {
    const chain = this.#connection.chain("Reading a deal");
    const number = recordNumber(dealId, "dealId");
    const record = await chain.read("Deals", "deal", chain.contract("Deals").deal(number));
    return {
      dealId,
      offerId: Number(record.offerId),
      certificateId: Number(record.certificateId),
      licenseId: Number(record.licenseId),
      sandboxId: Number(record.sandboxId) || null,
      buyer: Number(record.buyer),
      seller: Number(record.seller),
      approvalId: Number(record.approvalId) || null,
      sharesId: Number(record.sharesId) || null,
      priceModel: fromCode(PRICE_MODELS, record.model) as PriceModel,
      unitPrice: record.unitPrice,
      quantity: record.quantity,
      amount: record.amount,
      currency: record.currency as Hex,
      delivery: fromCode(DELIVERY_METHODS, record.method) as DeliveryMethod,
      volume: record.volume,
      commitment: record.commitment as Hex,
      status: fromCode(DEAL_STATUSES, record.status) as DealStatus,
      concludedAt: dateOf(record.concludedAt),
      deliverBy: dateOf(record.deliverBy),
      acceptBy: record.acceptBy === 0n ? null : dateOf(record.acceptBy),
    };
  }

  /**
   * What a participant can withdraw of a token, in its smallest unit.
   *
   * @example
   * const balance = await registry.deals.balanceOf(7, currency);
   */
  async balanceOf(participantId: number, currency: string): Promise<bigint> {
    const chain = this.#connection.chain("Reading a balance");
    const number = recordNumber(participantId, "participantId");
    const answer = chain.contract("Deals").balanceOf(number, address(currency, "currency"));
    return chain.read("Deals", "balanceOf", answer);
  }

  /**
   * What waits with a certificate in a token, to be distributed.
   *
   * @example
   * const { own, owed } = await registry.deals.earningsOf(12, currency);
   */
  async earningsOf(certificateId: number, currency: string): Promise<EarningsRecord> {
    const chain = this.#connection.chain("Reading earnings");
    const number = recordNumber(certificateId, "certificateId");
    const answer = chain.contract("Deals").earningsOf(number, address(currency, "currency"));
    const { own, owed } = await chain.read("Deals", "earningsOf", answer);
    return { own, owed };
  }

  /**
   * Signs that the deals contract may take an amount of a token from the signer's account (EIP-2612): so a
   * buyer needs no native coin. Throws {@link NodeError} if the token does not know such permits.
   *
   * @example
   * const permit = await registry.deals.signPermit({ currency, amount: 5_000n });
   */
  async signPermit(request: PermitRequest): Promise<Permit> {
    const chain = this.#connection.chain("Signing a permit");
    const signer = await this.#connection.signer("Signing a permit");
    const currency = address(request.currency, "currency");
    const amount = units(request.amount, "amount", 128);
    const deadline =
      request.deadline === undefined
        ? Math.ceil(await chain.now()) + DEFAULT_DEADLINE_S
        : seconds(request.deadline, "deadline");
    const owner = await signer.getAddress();
    const token = new Contract(currency, TOKEN, chain.provider);
    try {
      const [nonce, [, name, version, chainId, verifyingContract]] = (await Promise.all([
        token.getFunction("nonces")(owner),
        token.getFunction("eip712Domain")(),
      ])) as [bigint, [string, string, string, bigint, string]];
      const spender = chain.deployment.contracts.Deals;
      const signature = await signer.signTypedData(
        { name, version, chainId, verifyingContract },
        PERMIT,
        { owner, spender, value: amount, nonce, deadline },
      );
      const { v, r, s } = Signature.from(signature);
      return { currency, amount, deadline, v, r, s };
    } catch (error) {
      throw nodeError(error, { url: chain.url, name: `a permit of token ${currency}` });
    }
  }
}

function dateOf(time: bigint): Date {
  return new Date(Number(time) * 1000);
}
