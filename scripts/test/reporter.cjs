/**
 * Mocha's own report for people, and the counts for `npm test`: the reporter option `result` names
 * the file to write them to.
 */
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

/** How long a test process may stay after its last test. */
const LINGER_MS = 10_000;

module.exports = class CountingReporter extends reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {import("./outcome.ts").Failure[]} */
    const failures = [];
    const write = () => {
      const { passes, pending } = this.stats;
      const outcome = { passed: passes, failed: failures.length, skipped: pending, failures };
      writeFileSync(options.reporterOptions.result, JSON.stringify(outcome));
    };
    runner.on("fail", (test, error) => {
      failures.push({ title: test.fullTitle(), message: String(error?.message ?? error) });
    });
    runner.once("end", () => {
      write();
      const leftOver = setTimeout(() => {
        const message = `still running: ${process.getActiveResourcesInfo().join(", ")}`;
        failures.push({ title: "Tests left something behind", message });
        write();
        process.exit();
      }, LINGER_MS);
      leftOver.unref();
    });
  }
};
