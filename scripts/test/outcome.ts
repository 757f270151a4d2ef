/** What one step of the test run came to. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** One for each failure, as far as the runner told; repeated at the end of the run. */
  failures: Failure[];
}

export interface Failure {
  title: string;
  message: string;
}

export const PASSED_ONCE: Outcome = { passed: 1, failed: 0, skipped: 0, failures: [] };

export function failedOnce(title: string, message: string): Outcome {
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title, message }] };
}

export function addOutcomes(outcomes: Outcome[]): Outcome {
  const sum: Outcome = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const outcome of outcomes) {
    sum.passed += outcome.passed;
    sum.failed += outcome.failed;
    sum.skipped += outcome.skipped;
    sum.failures.push(...outcome.failures);
  }
  return sum;
}

/** "3 passed, 0 failed", with the skipped only where there are any. */
export function formatCounts({ passed, failed, skipped }: Outcome): string {
  const counts = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${counts}, ${skipped} skipped` : counts;
}
