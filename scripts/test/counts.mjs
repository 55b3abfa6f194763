/** How many tests passed and failed, from the reports of the runners. A run that says that it failed counts at least one
 *  failure, whatever its report says: an error outside of any test is one too. */

/** @typedef {{ passed: number, failed: number }} Counts */

/** @param {any} report Vitest's JSON @param {boolean} ok its exit code was 0 @returns {Counts} */
export function countVitest(report, ok) {
  if (!report) return { passed: 0, failed: 1 }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  return atLeastOneFailure({ passed: report.numPassedTests, failed: report.numFailedTests + broken.length }, ok)
}

/** @param {any} report Playwright's JSON @param {boolean} ok its exit code was 0 @returns {Counts} */
export function countPlaywright(report, ok) {
  if (!report) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky } = report.stats
  return atLeastOneFailure({ passed: expected, failed: unexpected + flaky + report.errors.length }, ok)
}

const atLeastOneFailure = ({ passed, failed }, ok) => ({ passed, failed: ok ? failed : Math.max(failed, 1) })
