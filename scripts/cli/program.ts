import { Command } from "commander";

import { addAccounts } from "./verbs/accounts.ts";
import { addAmendments } from "./verbs/amend.ts";
import { addApply } from "./verbs/apply.ts";
import { addAudit } from "./verbs/audit.ts";
import { addBuy } from "./verbs/buy.ts";
import { addCatalogues } from "./verbs/catalogue.ts";
import { addConduct } from "./verbs/conduct.ts";
import { addConfirm } from "./verbs/confirm.ts";
import { addCopies } from "./verbs/copies.ts";
import { addCustody } from "./verbs/custody.ts";
import { addDeals } from "./verbs/deals.ts";
import { addDecisions } from "./verbs/decide.ts";
import { addDeploy } from "./verbs/deploy.ts";
import { addDesk } from "./verbs/desk.ts";
import { addEntries } from "./verbs/entries.ts";
import { addExports } from "./verbs/exports.ts";
import { addGoverning } from "./verbs/govern.ts";
import { addHash } from "./verbs/hash.ts";
import { addLicense } from "./verbs/license.ts";
import { addMayUse } from "./verbs/mayUse.ts";
import { addMoney } from "./verbs/money.ts";
import { addNotice } from "./verbs/notice.ts";
import { addObject } from "./verbs/object.ts";
import { addOperations } from "./verbs/operations.ts";
import { addPledges } from "./verbs/pledge.ts";
import { addPricing } from "./verbs/pricing.ts";
import { addOrders } from "./verbs/order.ts";
import { addRegister } from "./verbs/register.ts";
import { addRenew } from "./verbs/renew.ts";
import { addRevoke } from "./verbs/revoke.ts";
import { addSandboxes } from "./verbs/sandboxes.ts";
import { addList } from "./verbs/list.ts";
import { addServe } from "./verbs/serve.ts";
import { addShare } from "./verbs/share.ts";
import { addShow } from "./verbs/show.ts";
import { addTransfer } from "./verbs/transfer.ts";
import { addVerify } from "./verbs/verify.ts";
import { addWatch } from "./verbs/watch.ts";
import { addWhoami } from "./verbs/whoami.ts";
import { addWithdraw } from "./verbs/withdraw.ts";

/** The command line: every verb, and what they have in common. */
export function createProgram(): Command {
  const program = new Command("rights")
    .description("The registry of data rights: write, read and check.")
    .usage("<verb> [arguments] [options]")
    .helpOption("-h, --help", "show this help")
    .addHelpText("after", HELP)
    .configureHelp({
      subcommandTerm: (verb) => `${verb.name()} ${verb.usage().replace(/\[options\] ?/, "")}`,
    })
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  program.commandsGroup("For everyone:");
  addVerify(program);
  addShow(program);
  addList(program);
  addWatch(program);
  addMayUse(program);
  addHash(program);
  addWhoami(program);
  program.helpCommand("help [verb]", "show the help of a verb");

  program.commandsGroup("For data owners:");
  addApply(program);
  addWithdraw(program);
  addObject(program);
  addCatalogues(program);
  addEntries(program);
  addLicense(program);
  addRenew(program);
  addTransfer(program);
  addShare(program);
  addAmendments(program);
  addPledges(program);

  program.commandsGroup("For licensors and licensees:");
  addConduct(program);

  program.commandsGroup("For traders:");
  addPricing(program);
  addBuy(program);
  addDeals(program);
  addMoney(program);

  program.commandsGroup("For custodians:");
  addCustody(program);

  program.commandsGroup("For regulators:");
  addExports(program);
  addRevoke(program);
  addSandboxes(program);

  program.commandsGroup("For courts:");
  addOrders(program);

  program.commandsGroup("For registrars and examiners:");
  addRegister(program);
  addNotice(program);
  addConfirm(program);
  addDecisions(program);
  addDesk(program);

  program.commandsGroup("For participants and their accounts:");
  addAccounts(program);

  program.commandsGroup("For governors and guardians:");
  addGoverning(program);
  addOperations(program);

  program.commandsGroup("For operators:");
  addDeploy(program);
  addServe(program);
  addAudit(program);
  addCopies(program);
  return program;
}

const HELP = `
Every verb takes --help, which has examples, and --json. Nothing but the result goes to stdout.
Exit codes: 0 done; 1 could not be done; 2 the command line is wrong; and "verify" has its own.
Errors are one line, "error: what (what would be right)"; with --json it is
{ "error": { "code", "message", "hint" } }. Ids (certificate:12) can be pasted back.`;
