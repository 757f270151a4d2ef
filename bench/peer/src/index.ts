import { ponder } from "ponder:registry";
import { event as events } from "ponder:schema";

import { chain } from "../chain";

/** One insert an event, and nothing besides: the least that an index of one's own does. */
for (const [contract, { abi }] of Object.entries(chain.contracts)) {
  for (const { name } of abi) {
    ponder.on(`${contract}:${name}`, async ({ event, context }) => {
      const { id, block, args } = event;
      const row = { id, contract, name, block: block.number, args: JSON.stringify(args, asText) };
      await context.db.insert(events).values(row);
    });
  }
}

function asText(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
