import type { Connection } from "../Connection.ts";
import type { OrderKind, OrderStatus } from "../enums.ts";
import { fromCode, ORDER_KINDS, ORDER_STATUSES } from "../enums.ts";
import { recordNumber } from "../input.ts";

/** An order of a court, as the contract has it now. */
export interface OrderRecord {
  readonly orderId: number;
  readonly kind: OrderKind;
  readonly status: OrderStatus;
  /** The court that issued it. */
  readonly court: number;
  readonly certificateId: number;
  /** Who receives the certificate; null for orders that move none. */
  readonly to: number | null;
  /** Until when it can be appealed; null if it took effect at once. */
  readonly appealEnd: Date | null;
  readonly appealed: boolean;
}

/** What the contract `Courts` says now. */
export class CourtsState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * An order by number. Throws {@link ContractRevertError} `UnknownOrder`.
   *
   * @example
   * const { status } = await registry.courts.get(4);
   */
  async get(orderId: number): Promise<OrderRecord> {
    const chain = this.#connection.chain("Reading an order");
    const number = recordNumber(orderId, "orderId");
    const record = await chain.read("Courts", "order", chain.contract("Courts").order(number));
    return {
      orderId,
      kind: fromCode(ORDER_KINDS, record.kind) as OrderKind,
      status: fromCode(ORDER_STATUSES, record.status) as OrderStatus,
      court: Number(record.court),
      certificateId: Number(record.certificateId),
      to: Number(record.to) || null,
      appealEnd: record.appealEnd === 0n ? null : new Date(Number(record.appealEnd) * 1000),
      appealed: record.appealed,
    };
  }
}
