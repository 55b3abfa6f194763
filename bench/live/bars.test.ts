import { expect, it } from 'vitest'
import { barsOf, verdictOf, wordOf } from './bars.mjs'

const spread = (p50: number, p99 = p50) => ({ p50, p99, p999: p99 })
const result = (system: string, cell: string, more: object = {}) => ({
  system,
  cell,
  tickets: 200,
  whole: spread(4, 9),
  engine: spread(1),
  engineCalled: spread(2),
  toRedis: 4,
  rss: 60,
  lost: 0,
  twice: 0,
  outOfOrder: 0,
  strangers: 0,
  dropped: 0,
  ...more,
})
const floors = [{ called: spread(1), answered: spread(1) }]
const main = (more: object = {}) => [result('bellboard', 'main', more), result('socketio', 'main')]
const swept = (many = 4) => [
  result('bellboard', 'watched', { tickets: 10 }),
  result('bellboard', 'watched', { tickets: 5_000, whole: spread(many, 9) }),
]
const words = (results: unknown[]) =>
  Object.fromEntries(barsOf(results, floors).map((one) => [one.figure, wordOf(one)]))
const WATCHED = '5,000 ÷ 10 watched tickets, p50, p99'

it('keeps every bar that a whole run keeps, and has nothing to say of them', () => {
  expect(new Set(Object.values(words([...main(), ...swept()])))).toEqual(new Set(['PASS']))
  expect(verdictOf(barsOf([...main(), ...swept()], floors))).toEqual([])
})

it('says of a bar whose sweep was not run that it was not measured, and does not count it as missed', () => {
  expect(words(main())[WATCHED]).toBe('not measured')
  expect(verdictOf(barsOf(main(), floors))).toEqual([`Bars not measured: ${WATCHED}`])
})

it('measures nothing where nobody ran', () => {
  expect(new Set(Object.values(words([])))).toEqual(new Set(['not measured']))
})

it('names each bar that was missed', () => {
  const missed: [string, unknown[]][] = [
    ['whole, p99', main({ whole: spread(4, 10) })],
    ['engine, p50', main({ engineCalled: spread(4) })],
    [WATCHED, [...main(), ...swept(8)]],
    ['connections to Redis', main({ toRedis: 5 })],
    ['lost / twice / out of order / to strangers, every load here', main({ strangers: 1 })],
    ['streams that ended by themselves, every load here', main({ dropped: 1 })],
    ['resident memory of an idle stream', main({ rss: 81 })],
  ]
  for (const [figure, results] of missed)
    expect(verdictOf(barsOf(results, floors)), figure).toContain(`Bars not reached: ${figure}`)
})

it('keeps nothing for a load that failed', () => {
  const books = words([...main(), { system: 'bellboard', cell: 'rate', failed: 'streams did not open' }])
  expect(books['lost / twice / out of order / to strangers, every load here']).toBe('NOT REACHED')
})
