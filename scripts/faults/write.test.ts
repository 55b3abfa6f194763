/** The page of faults says what each seed has shown, and never more. */
import { expect, test } from 'vitest'
import type { Report } from './report'
import { pageOf } from './write.mjs'

const report = (seed: number, more: Partial<Report> = {}): Report => ({
  seed,
  passed: 2,
  failed: 0,
  total: {},
  faults: [
    { name: 'before any fault', seconds: 0, wrong: [], notes: [] },
    { name: 'redis-killed', seconds: 12.34, wrong: [], notes: ['4 to Redis'] },
  ],
  isWhole: true,
  ...more,
})
const lines = (...reports: Report[]) => pageOf(reports, 'npm run test:faults', 'a day').split('\n')

test('each fault by each seed, with its seconds and what was noted', () => {
  const page = lines(report(1), report(2))
  expect(page).toContain('| fault | seed 1 | seed 2 |')
  expect(page).toContain('| redis-killed | ✓ 12.3 s | ✓ 12.3 s |')
  expect(page).toContain('- seed 2: 4 to Redis')
  expect(page).toContain('| seed 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |')
})

test('what was found wrong, and what was not run or not finished, is never a tick', () => {
  const wrong = { name: 'redis-killed', seconds: 3, wrong: ['wrongEyes 1', 'a | b'], notes: [] }
  const page = lines(
    report(1, { faults: [wrong], total: { wrongEyes: 1, other: 1 } }),
    report(2, { faults: [], isWhole: false }),
  )
  expect(page).toContain('| redis-killed | ✗ 3.0 s: wrongEyes 1; a / b | not run |')
  expect(page).toContain('**Seed 2 did not come to its end.**')
  expect(page).toContain('| seed 1 | 0 | 0 | 0 | 0 | 1 | 0 | 1 |')
})
