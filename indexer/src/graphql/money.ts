import { BalanceRef, EarningsRef } from "./settlementEntities.ts";

BalanceRef.implement({
  description: "What deals have brought a participant, in one currency.",
  fields: (t) => ({
    currency: t.expose("currency", { type: "Address" }),
    available: t.expose("available", {
      type: "BigInt",
      description: "What it can withdraw, in the currency's smallest unit.",
    }),
    credited: t.expose("credited", { type: "BigInt", description: "What it ever was credited." }),
  }),
});

EarningsRef.implement({
  description: "What waits with a certificate to be distributed, in one currency.",
  fields: (t) => ({
    currency: t.expose("currency", { type: "Address" }),
    own: t.expose("own", {
      type: "BigInt",
      description: "To be divided among its sources and co-holders.",
    }),
    owed: t.expose("owed", {
      type: "BigInt",
      description: "To be divided among its sources alone.",
    }),
    accrued: t.expose("accrued", { type: "BigInt", description: "What it ever was owed." }),
  }),
});
