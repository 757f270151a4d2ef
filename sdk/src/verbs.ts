import type { Call, PlainCall } from "./call.ts";
import type { Written } from "./results.ts";
import type { Transfer } from "./rights.ts";
import type { ParticipantsState } from "./state/participants.ts";
import type { RightsState } from "./state/rights.ts";

/** Functions that make calls, as functions that send them. */
export type Verbs<Makers> = {
  readonly [Name in keyof Makers]: Makers[Name] extends (...args: infer Args) => Call<infer Result>
    ? (...args: Args) => Promise<Written<Result>>
    : never;
};

type Send = <Result>(call: Call<Result>) => Promise<Written<Result>>;

/** Makes a call of its arguments. */
export type Maker = (...args: never[]) => Call;

/** Turns functions that make calls into functions that send them. */
export function sending<Makers extends Record<string, Maker>>(
  makers: Makers,
  send: Send,
): Verbs<Makers> {
  const verbs = Object.entries(makers).map(([name, make]) => [
    name,
    // Not before the promise is made, so that a bad argument rejects it as every other error does.
    async (...args: never[]) => send(make(...args)),
  ]);
  return Object.fromEntries(verbs) as Verbs<Makers>;
}

/** Which certificate passes to whom. */
export interface TransferTo {
  readonly certificateId: number;
  /** Number of the receiving participant, or one of its active accounts. */
  readonly to: number | string;
}

/** `transfer` as a verb. */
export interface Transferring {
  /**
   * Transfers a certificate of the signer's participant to another one.
   *
   * @example
   * await registry.rights.transfer({ certificateId: 12, to: 7 });
   */
  transfer(transfer: TransferTo): Promise<Written<Record<never, never>>>;
}

/** `transfer`, looking up the accounts on the chain. */
export function transferring(
  state: { readonly participants: ParticipantsState; readonly rights: RightsState },
  make: (transfer: Transfer) => PlainCall,
  send: Send,
): Transferring {
  return {
    async transfer({ certificateId, to }) {
      const from = await state.rights.accountOf(certificateId);
      const receiver =
        typeof to === "number" ? (await state.participants.get(to)).primaryAccount : to;
      return send(make({ certificateId, from, to: receiver }));
    },
  };
}
