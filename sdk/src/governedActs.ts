import type { Interface } from "ethers";

import type { ContractName } from "./contracts.ts";
import { interfaceOf } from "./contracts.ts";
import type { Currency } from "./currency.ts";
import { packCurrency } from "./currency.ts";
import type { DataClass, ExportRule } from "./enums.ts";
import { DATA_CLASSES, EXPORT_RULES, toCode } from "./enums.ts";
import type { Hex } from "./input.ts";
import { address, count } from "./input.ts";
import { jurisdictionCode } from "./territory.ts";

/** A rule of cross-border flow. */
export interface GovernedRule {
  readonly dataClass: DataClass;
  /** ISO 3166-1 numeric; null: any. */
  readonly from: number | null;
  /** ISO 3166-1 numeric; null: any. */
  readonly to: number | null;
  /** null removes the rule. */
  readonly rule: ExportRule | null;
}

/** What a governor can do. Periods are in seconds; a policy or renderer is the address of a contract. */
export type GovernedAct =
  | { readonly act: "setRegistrationPolicy"; readonly policy: string }
  | { readonly act: "setRenderer"; readonly renderer: string }
  | { readonly act: "setCompliancePolicy"; readonly policy: string }
  /** Of the policy in force. */
  | { readonly act: "setRules"; readonly rules: readonly GovernedRule[] }
  | { readonly act: "setCurrency"; readonly currency: Currency; readonly accepted: boolean }
  | { readonly act: "setPeriods"; readonly delivery: number; readonly acceptance: number }
  | { readonly act: "setResponsePeriod"; readonly period: number };

/** A call of a contract that only a governor may make. */
export interface GovernedCall {
  readonly contract: ContractName;
  readonly method: string;
  readonly data: Hex;
}

/** An act as the call that does it. Throws {@link InvalidInputError}. */
export function callOf(act: GovernedAct): GovernedCall {
  switch (act.act) {
    case "setRegistrationPolicy":
      return encoded("RightsRegistry", "setPolicy", [address(act.policy, "policy")]);
    case "setRenderer":
      return encoded("RightsRegistry", "setRenderer", [address(act.renderer, "renderer")]);
    case "setCompliancePolicy":
      return encoded("Compliance", "setPolicy", [address(act.policy, "policy")]);
    case "setRules":
      return encoded("CompliancePolicy", "setRules", [act.rules.map(packRule)]);
    case "setCurrency":
      return encoded("Offers", "setCurrency", [packCurrency(act.currency), act.accepted]);
    case "setPeriods": {
      const delivery = count(act.delivery, "delivery");
      return encoded("Deals", "setPeriods", [[delivery, count(act.acceptance, "acceptance")]]);
    }
    case "setResponsePeriod":
      return encoded("Custody", "setResponsePeriod", [count(act.period, "period")]);
  }
}

function encoded(contract: ContractName, method: string, args: readonly unknown[]): GovernedCall {
  const abi = interfaceOf(contract) as Interface;
  const data = abi.encodeFunctionData(method, args) as Hex;
  return { contract, method, data };
}

function packRule({ dataClass, from, to, rule }: GovernedRule) {
  return [
    toCode(DATA_CLASSES, dataClass, "dataClass"),
    from === null ? 0 : jurisdictionCode(from, "from"),
    to === null ? 0 : jurisdictionCode(to, "to"),
    rule === null ? 0 : toCode(EXPORT_RULES, rule, "rule"),
  ];
}
