import type { Command } from "commander";

import type { Currency, DataClass, ExportRule, GovernedAct } from "../../../sdk/src/index.ts";
import { DATA_CLASSES, EXPORT_RULES } from "../../../sdk/src/index.ts";
import { ADMIN } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { parseCurrency } from "../input/currency.ts";
import { parseAddress } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { wholeNumber, wordOf } from "../input/words.ts";
import { formatTime } from "../output/format.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface CurrencyOptions extends SigningOptions {
  readonly refuse?: boolean;
}

interface PeriodsOptions extends SigningOptions {
  readonly delivery: number;
  readonly acceptance: number;
}

interface RuleOptions extends SigningOptions {
  readonly class: DataClass;
  readonly from?: number;
  readonly to?: number;
}

const NONE = "NONE";
const seconds = wholeNumber(0, 2 ** 32 - 1);
const country = wholeNumber(1, 999);
const NOTES = () => [
  "Who governs without a delay does it at once; anybody else's act is announced, and done by `execute`",
  "once the delay has passed, unless a guardian cancels it.",
];

/** What governs the registry: policies, rules, periods, currencies. */
export function addGoverning(program: Command): void {
  addSettings(program);
  addContracts(program);

  const ruling = governing(program, "set-rule", "set a rule of data leaving (governor)", [
    "set-rule needs-approval --class important --from 156",
    "important data may leave China only by approval",
  ])
    .argument(
      "<rule>",
      "allowed, needs-approval, forbidden, or none",
      wordOf([...EXPORT_RULES, NONE]),
    )
    .requiredOption("--class <class>", "general, important or core", wordOf(DATA_CLASSES))
    .option("--from <country>", "where from, ISO 3166-1 numeric (default: anywhere)", country)
    .option("--to <country>", "where to (default: anywhere)", country);
  signing(ruling, "admin").action(
    answering((options: RuleOptions, rule: ExportRule | typeof NONE) => {
      const { class: dataClass, from = null, to = null } = options;
      const set = { dataClass, from, to, rule: rule === NONE ? null : rule };
      return govern(options, { act: "setRules", rules: [set] });
    }),
  );
}

function addSettings(program: Command): void {
  const paying = governing(
    program,
    "set-currency",
    "accept a currency in offers, or no more (governor)",
    ["set-currency 156", "prices may be in CNY"],
  )
    .argument("<currency>", "a token's address, or an ISO 4217 numeric code", parseCurrency)
    .option("--refuse", "accept it no more; offers that are there stay");
  signing(paying, "admin").action(
    answering((options: CurrencyOptions, currency: Currency) =>
      govern(options, { act: "setCurrency", currency, accepted: options.refuse !== true }),
    ),
  );

  const trading = governing(
    program,
    "set-deal-periods",
    "set the periods of later deals (governor)",
    [
      "set-deal-periods --delivery 604800 --acceptance 259200",
      "a week to deliver, three days to dispute",
    ],
  )
    .requiredOption("--delivery <seconds>", "how long a seller has to deliver", seconds)
    .requiredOption("--acceptance <seconds>", "how long a buyer has to dispute", seconds);
  signing(trading, "admin").action(
    answering((options: PeriodsOptions) => {
      const { delivery, acceptance } = options;
      return govern(options, { act: "setPeriods", delivery, acceptance });
    }),
  );

  const responding = governing(
    program,
    "set-response-period",
    "set how long custodians have to answer (governor)",
    ["set-response-period 86400", "a day"],
  ).argument("<seconds>", "the period", seconds);
  signing(responding, "admin").action(
    answering((options: SigningOptions, period: number) =>
      govern(options, { act: "setResponsePeriod", period }),
    ),
  );
}

/** Parts of the registry that are contracts of their own, and are replaced as a whole. */
function addContracts(program: Command): void {
  const replacing = (name: string, what: string, act: (contract: string) => GovernedAct) => {
    const verb = governing(program, name, `replace ${what} (governor)`, [
      `${name} 0x${"5f".repeat(20)}`,
      "by the contract at this address",
    ]).argument("<contract>", "the address of the new contract", parseAddress);
    signing(verb, "admin").action(
      answering((options: SigningOptions, contract: string) => govern(options, act(contract))),
    );
  };
  replacing("set-registration-policy", "the policy of registration", (policy) => ({
    ...{ act: "setRegistrationPolicy", policy },
  }));
  replacing("set-compliance-policy", "the rules of data leaving", (policy) => ({
    ...{ act: "setCompliancePolicy", policy },
  }));
  replacing("set-renderer", "what draws certificates", (renderer) => ({
    ...{ act: "setRenderer", renderer },
  }));
}

function governing(
  program: Command,
  name: string,
  summary: string,
  example: readonly [args: string, meaning: string],
): Command {
  return addVerb(program, name, summary, {
    notes: NOTES,
    examples: [example],
    json: `{ "id": "setCurrency", "status": "DONE", "act", "transaction": { "hash", "block", "gasUsed" } }, or
{ "id": "operation:0x…", "status": "SCHEDULED", "act", "readyAt", "expiresAt", "transaction" }`,
  });
}

/** Does the act at once if the signer may, else announces it. */
async function govern(options: SigningOptions, act: GovernedAct): Promise<Answer> {
  const { registry } = await connectToWrite(options, ADMIN);
  const { governance } = registry;
  // An account that may not do it at all is told so by the contract.
  const delay = (await governance.delayOf(act)) ?? 0;
  if (delay === 0) {
    const { transaction } = await governance.execute(act);
    return recordAnswer({ id: act.act, status: "DONE", ...{ act, transaction } });
  }
  const { operationId, readyAt, expiresAt, transaction } = await governance.schedule(act);
  const id = `operation:${operationId}`;
  suggest(options, `From ${formatTime(readyAt)} on, or never:`, [
    commandLine(`execute ${id}`),
    commandLine(`cancel-operation ${id}`),
  ]);
  const record = { id, status: "SCHEDULED", act, readyAt, expiresAt, transaction };
  return recordAnswer(record, [
    ["act", act.act],
    ["ready at", formatTime(readyAt)],
    ["expires at", formatTime(expiresAt)],
  ]);
}
