/** The last lines of `npm test` may never be greener than the run, and say what was not green. */
import { describe, expect, it } from 'vitest'
import type { Report } from '../faults/report'
import { countFaults, countPlaywright, countVitest } from './counts.mjs'

const file = (name: string, status: string, ...tests: string[]) => ({
  name,
  status,
  message: `${name} cannot be loaded`,
  assertionResults: tests.map((status) => ({
    status,
    fullName: `a test that ${status}`,
    failureMessages: status === 'failed' ? ['\u001b[31mexpected 3\u001b[39m\n    to be 4'] : [],
  })),
})

const spec = (line: number, status: string, message: string) => ({
  file: 'thread.spec.ts',
  line,
  title: 'what is sent is seen',
  tests: [{ status, results: [{ errors: [] }, { errors: [{ message }] }] }],
})

const fault = (name: string, ...wrong: string[]) => ({ name, seconds: 1, wrong, notes: [] })
const faults = (failed: number, ...all: ReturnType<typeof fault>[]): Report => ({
  seed: 1,
  passed: 2,
  failed,
  total: {},
  faults: all,
  isWhole: true,
})

describe('the count', () => {
  it('is what Vitest says, and names what failed and why', () => {
    const report = {
      numPassedTests: 3,
      testResults: [file('a.test.ts', 'passed', 'passed'), file('b.test.ts', 'failed', 'failed', 'passed')],
    }
    expect(countVitest(report, false)).toEqual({
      passed: 3,
      failed: 1,
      broken: ['b.test.ts › a test that failed › expected 3 to be 4'],
    })
  })

  it('counts a test file that could not even be loaded', () => {
    const report = {
      numPassedTests: 3,
      testResults: [file('a.test.ts', 'passed', 'passed'), file('b.test.ts', 'failed')],
    }
    expect(countVitest(report, false)).toEqual({
      passed: 3,
      failed: 1,
      broken: ['b.test.ts › b.test.ts cannot be loaded'],
    })
  })

  it('counts an error outside of any test', () => {
    const outside = (runner: string) => [`${runner}: an error outside of any test`]
    expect(countVitest({ numPassedTests: 3, testResults: [] }, false)).toEqual({
      passed: 3,
      failed: 1,
      broken: outside('Vitest'),
    })
    expect(countPlaywright({ stats: { expected: 2 }, suites: [], errors: [] }, false)).toEqual({
      passed: 2,
      failed: 1,
      broken: outside('Playwright'),
    })
    expect(countFaults(faults(0, fault('power')), false)).toEqual({
      passed: 2,
      failed: 1,
      broken: outside('The faults'),
    })
  })

  it('counts a run without a report as failed', () => {
    for (const count of [countVitest, countPlaywright, countFaults])
      expect(count(undefined, true)).toMatchObject({ passed: 0, failed: 1 })
  })

  it('is what Playwright says, and a test that passed only when repeated has failed', () => {
    const inner = { specs: [spec(7, 'flaky', 'was not seen')], suites: [] }
    const report = {
      stats: { expected: 5 },
      suites: [{ specs: [spec(3, 'expected', ''), spec(5, 'unexpected', 'gone')], suites: [inner] }],
      errors: [{ message: 'no server' }],
    }
    expect(countPlaywright(report, false)).toEqual({
      passed: 5,
      failed: 3,
      broken: [
        'thread.spec.ts:5 › what is sent is seen › gone',
        'thread.spec.ts:7 › what is sent is seen › was not seen',
        'outside of any spec › no server',
      ],
    })
  })

  it('is what the faults say', () => {
    const report = faults(1, fault('power'), fault('redis-gone', 'lost: 1', 'twice: 2'))
    expect(countFaults(report, false)).toEqual({
      passed: 2,
      failed: 1,
      broken: ['redis-gone › lost: 1; twice: 2'],
    })
  })
})
