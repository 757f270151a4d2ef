import { REASON, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture } from "../registry.ts";
import { conclude, dispute, openExchange, PRICE } from "./acts.ts";

describe("Deals: documents of acts", () => {
  it("refused: a delivery, a dispute, a resolution without its document", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, alice, bob, court } = exchange;
    const missing = refusal(deals, "MissingDocument");
    const id = await conclude(exchange);
    await expectRefusal(deals.connect(alice).deliver(id, ZERO_HASH), missing);
    await expectRefusal(deals.connect(bob).dispute(id, ZERO_HASH), missing);
    await dispute(exchange, id);
    await expectRefusal(deals.connect(court).resolve(id, PRICE, true, ZERO_HASH), missing);
    await deals.connect(court).resolve(id, PRICE, true, REASON);
  });
});
