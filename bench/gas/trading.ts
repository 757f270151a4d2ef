import { DECISION, EVIDENCE, REASON, type OpenRegistry } from "../../test/contracts/acts.ts";
import { entries, prove, treeRoot } from "../../test/contracts/catalogues/acts.ts";
import { acceptance, openExchange, sell, trade } from "../../test/contracts/deals/acts.ts";
import { DataClass } from "../../test/contracts/words.ts";
import { CALLS, endAllNotices, gasOf, medianOf, type GasFigures } from "./measuring.ts";

const MOST_ENTRIES = 2 ** 20;

/** A catalogue costs the same however many entries it has; each is paid for when it is claimed. */
export async function measureCatalogues({ catalogues, alice }: OpenRegistry): Promise<GasFigures> {
  const book = catalogues.connect(alice);
  const all = entries("catalogued", CALLS);
  const enter = async (root: string, count: number): Promise<number> => {
    const about = [DataClass.General, DECISION, "https://example.org/catalogue"] as const;
    const filed = await gasOf(() => book.file(root, count, ...about));
    const id = await catalogues.catalogueCount();
    const opened = await gasOf(() => catalogues.openNotice(id));
    await endAllNotices();
    return filed + opened + (await gasOf(() => catalogues.confirm(id, DECISION)));
  };
  const whole = await enter(REASON, MOST_ENTRIES);
  await enter(treeRoot(all), all.length);
  const id = await catalogues.catalogueCount();
  return {
    [`catalogue of ${MOST_ENTRIES} entries, filing to confirmation`]: whole,
    [`claim an entry of ${CALLS}`]: await medianOf((n) => {
      const [leaf, proof] = prove(all, n);
      return book.claim(id, n, leaf, proof);
    }),
  };
}

/** Deals at a fixed price, paid in a plain ERC-20. */
export async function measureDeals(): Promise<GasFigures> {
  const exchange = await openExchange();
  const { deals, alice, bob } = exchange;
  await trade(exchange, 1n);
  const first = await deals.dealCount();
  const offerId = await sell(exchange);
  const id = (n: number) => first + 1n + BigInt(n);
  const made = await medianOf(() => deals.connect(bob).conclude(acceptance(offerId)));
  const delivered = await medianOf((n) => deals.connect(alice).deliver(id(n), EVIDENCE));
  const paid = await medianOf((n) => deals.connect(bob).acknowledge(id(n)));
  return {
    "conclude a deal": made,
    deliver: delivered,
    "acknowledge, and pay the seller": paid,
    "deal, from offer taken to seller paid": made + delivered + paid,
  };
}
