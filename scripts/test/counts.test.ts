/** The last line of `npm test` may never be greener than the run. */
import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest } from './counts.mjs'

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((status) => ({ status })) })

describe('the count', () => {
  it('is what Vitest says', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [file('passed', 'passed'), file('failed', 'failed')],
    }
    expect(countVitest(report, false)).toEqual({ passed: 3, failed: 1 })
  })

  it('counts a test file that could not even be loaded', () => {
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [file('passed', 'passed'), file('failed')] }
    expect(countVitest(report, false)).toEqual({ passed: 3, failed: 1 })
  })

  it('counts an error outside of any test', () => {
    expect(countVitest({ numPassedTests: 3, numFailedTests: 0, testResults: [] }, false)).toEqual({
      passed: 3,
      failed: 1,
    })
    expect(countPlaywright({ stats: { expected: 2, unexpected: 0, flaky: 0 }, errors: [] }, false)).toEqual({
      passed: 2,
      failed: 1,
    })
  })

  it('counts a run without a report as failed', () => {
    expect(countVitest(undefined, true)).toEqual({ passed: 0, failed: 1 })
    expect(countPlaywright(undefined, false)).toEqual({ passed: 0, failed: 1 })
  })

  it('is what Playwright says, and a test that passed only when repeated has failed', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [{}] }
    expect(countPlaywright(report, false)).toEqual({ passed: 5, failed: 3 })
  })
})
