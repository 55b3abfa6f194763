/** How many tests passed and which failed, from the reports of the runners. A run that says that it failed counts at least
 *  one failure, whatever its report says: an error outside of any test is one too. */

import { stripVTControlCharacters } from 'node:util'

/** @typedef {{ passed: number, failed: number, broken: string[] }} Counts `broken` names what failed, a line each */

const WIDEST = 400

/** @param {any} report Vitest's JSON @param {boolean} ok its exit code was 0 @returns {Counts} */
export function countVitest(report, ok) {
  if (!report) return without('Vitest')
  const broken = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [lineOf(name, '', message)]
    return failed.map(({ fullName, failureMessages }) => lineOf(name, fullName, failureMessages?.[0]))
  })
  return whole(report.numPassedTests, broken, ok, 'Vitest')
}

/** @param {any} report Playwright's JSON @param {boolean} ok its exit code was 0 @returns {Counts} */
export function countPlaywright(report, ok) {
  if (!report) return without('Playwright')
  const specs = (report.suites ?? []).flatMap(specsOf)
  const broken = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => lineOf(`${spec.file}:${spec.line}`, spec.title, firstError(results))),
  )
  const outside = report.errors.map(({ message }) => lineOf('outside of any spec', '', message))
  return whole(report.stats.expected, [...broken, ...outside], ok, 'Playwright')
}

/** @param {import('../faults/report').Report | undefined} report @param {boolean} ok its exit code was 0 @returns {Counts} */
export function countFaults(report, ok) {
  if (!report) return without('The faults')
  const broken = report.faults.flatMap(({ name, wrong }) =>
    wrong.length > 0 ? [lineOf(name, '', wrong.join('; '))] : [],
  )
  return whole(report.passed, broken, ok, 'The faults')
}

const without = (runner) => ({ passed: 0, failed: 1, broken: [`${runner} left no report`] })

function whole(passed, broken, ok, runner) {
  const all = ok || broken.length > 0 ? broken : [`${runner}: an error outside of any test`]
  return { passed, failed: all.length, broken: all }
}

const specsOf = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]

const firstError = (results) => results.flatMap(({ errors }) => errors)[0]?.message

/** Which, and why, on one line: the end of a long run is read first, and at times alone. */
function lineOf(where, title, why = '') {
  return [where, title, stripVTControlCharacters(why)].filter(Boolean).join(' › ').replace(/\s+/g, ' ').slice(0, WIDEST)
}
