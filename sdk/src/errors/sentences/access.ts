import type { Sentences } from "./Sentence.ts";

const ADMIN = "This is for the administrator of the registry's AccessManager.";
const SCHEDULE =
  "A governor schedules it anew; what became of it, `registry.governance.get` tells.";

/** Errors of OpenZeppelin's AccessManager and of the contracts it guards. */
export const accessSentences: Sentences = {
  Paused: () => [
    "The contract is paused in an emergency.",
    "Try again later; what gives up or takes back works meanwhile.",
  ],
  AccessManagedUnauthorized: (w) => [
    `The account ${w.caller} may not do this: it lacks the role.`,
    "The registrar keeps participants and renews and annuls certificates; the examiner opens notice and decides objections and applications; the governor sets policies, periods, rules and currencies; the guardian pauses. Have the administrator grant the role.",
  ],
  AccessManagedRequiredDelay: (w) => [
    `The account ${w.caller} may do this only ${w.delay} s after scheduling it.`,
    "Schedule it by `registry.governance.schedule`, and execute it after the delay.",
  ],
  AccessManagedInvalidAuthority: (w) => [
    `${w.authority} is no AccessManager.`,
    "Give the address of a contract.",
  ],
  AccessManagerAlreadyScheduled: (w) => [
    `The operation ${w.operationId} is scheduled already.`,
    "Execute it when its delay has passed, or cancel it.",
  ],
  AccessManagerBadConfirmation: () => [
    "A role is renounced only with the caller's own address as confirmation.",
    "Give the caller's address.",
  ],
  AccessManagerExpired: (w) => [`The scheduled operation ${w.operationId} has expired.`, SCHEDULE],
  AccessManagerInvalidInitialAdmin: (w) => [
    `${w.initialAdmin} cannot be the first administrator.`,
    "Give the address of an account.",
  ],
  AccessManagerLockedFunction: (w) => [
    `The function ${w.selector} cannot be given to another role.`,
    ADMIN,
  ],
  AccessManagerLockedRole: (w) => [
    `Role ${w.roleId} is locked: it cannot be changed.`,
    "Give another role.",
  ],
  AccessManagerNotReady: (w) => [
    `The delay of the scheduled operation ${w.operationId} has not passed yet.`,
    "Execute it later.",
  ],
  AccessManagerNotScheduled: (w) => [`The operation ${w.operationId} is not scheduled.`, SCHEDULE],
  AccessManagerUnauthorizedAccount: (w) => [
    `The account ${w.msgsender} lacks the role ${w.roleId}.`,
    ADMIN,
  ],
  AccessManagerUnauthorizedCall: (w) => [
    `The account ${w.caller} may not schedule ${w.selector} of ${w.target}.`,
    "It lacks the role, needs no schedule since it has no delay, or asked for a time before its delay has passed.",
  ],
  AccessManagerUnauthorizedCancel: (w) => [
    `The account ${w.msgsender} may not cancel what ${w.caller} scheduled.`,
    "Only who scheduled it, an administrator or a guardian may.",
  ],
  AccessManagerUnauthorizedConsume: (w) => [
    `${w.target} may not consume a scheduled operation now.`,
    ADMIN,
  ],
};
