import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import licensesModule from "./licenses.ts";
import rightsRegistryModule from "./rightsRegistry.ts";

const DAY = 24 * 60 * 60;

/**
 * Periods in seconds, by Beijing's trial measures for the registration of data intellectual property:
 * notice of 10 working days (14 days of the calendar) and a certificate of 3 years.
 */
export const DEFAULT_PERIODS = {
  noticeGeneral: 14 * DAY,
  noticeImportant: 21 * DAY,
  noticeCore: 30 * DAY,
  noticeExtension: 5 * DAY,
  maxTerm: 1095 * DAY,
  renewalWindow: 90 * DAY,
};

export type Periods = typeof DEFAULT_PERIODS;

/** Parameters: each of {@link Periods}, in seconds. */
export default buildModule("RegistrationPolicy", (m) => {
  const { rightsRegistry } = m.useModule(rightsRegistryModule);
  const { licenses } = m.useModule(licensesModule);
  const periods = {
    noticeGeneral: m.getParameter("noticeGeneral", DEFAULT_PERIODS.noticeGeneral),
    noticeImportant: m.getParameter("noticeImportant", DEFAULT_PERIODS.noticeImportant),
    noticeCore: m.getParameter("noticeCore", DEFAULT_PERIODS.noticeCore),
    noticeExtension: m.getParameter("noticeExtension", DEFAULT_PERIODS.noticeExtension),
    maxTerm: m.getParameter("maxTerm", DEFAULT_PERIODS.maxTerm),
    renewalWindow: m.getParameter("renewalWindow", DEFAULT_PERIODS.renewalWindow),
  };
  const registrationPolicy = m.contract("RegistrationPolicy", [rightsRegistry, licenses, periods]);
  return { registrationPolicy };
});
