/** What the engine promises, and what one run can decide of it. */
import { median } from '../figures.mjs'
import { ms, over, total } from './table.mjs'

const NEVER = 'not measured'

/**
 * Each as figure, bar, what was measured, and whether it is kept; a bar whose loads were not run is not measured, which is
 * neither.
 *
 * @param {any[]} results of every round, load and system
 * @param {any[]} floors
 * @returns {{ figure: string, bar: string, measured: string, isKept: boolean | undefined }[]}
 */
export function barsOf(results, floors) {
  const of = (system, cell, is = () => true) =>
    results.filter((one) => one.system === system && one.cell === cell && !one.failed && is(one))
  const own = of('bellboard', 'main')
  const theirs = of('socketio', 'main')
  return [
    whole(own, theirs),
    engine(own, floors),
    growth(
      of('bellboard', 'watched', ({ tickets }) => tickets === 10),
      of('bellboard', 'watched', ({ tickets }) => tickets === 5_000),
    ),
    ...books(results.filter(({ system }) => system === 'bellboard')),
    memory(own, theirs),
  ]
}

/** In words: a line for the bars that were missed, and one for those that nothing was measured of. */
export function verdictOf(bars) {
  const named = (title, some) => (some.length > 0 ? [`${title}: ${some.map(({ figure }) => figure).join('; ')}`] : [])
  return [
    ...named(
      'Bars not reached',
      bars.filter(({ isKept }) => isKept === false),
    ),
    ...named(
      'Bars not measured',
      bars.filter(({ isKept }) => isKept === undefined),
    ),
  ]
}

export const wordOf = ({ isKept }) => (isKept === undefined ? NEVER : isKept ? 'PASS' : 'NOT REACHED')

/** With nothing to judge by, nothing is kept and nothing missed. */
function bar(figure, promise, needs, measure) {
  const nothing = { figure, bar: promise, measured: NEVER, isKept: undefined }
  if (needs.some((all) => all.length === 0)) return nothing
  const [measured, isKept] = measure()
  return { figure, bar: promise, measured, isKept }
}

const whole = (own, theirs) =>
  bar('whole, p99', '≤ Socket.IO behind the equal POST', [own, theirs], () => {
    const [ours, peer] = [own, theirs].map((all) => over(all, ({ whole }) => whole.p99))
    return [`${ms(ours)} against ${ms(peer)} ms`, ours <= peer]
  })

const engine = (own, floors) =>
  bar('engine, p50', '≤ 3 × floor (XADD → XREAD)', [own, floors], () => {
    const floor = median(floors.map(({ called }) => called.p50))
    const answered = over(own, ({ engine }) => engine.p50)
    const called = over(own, ({ engineCalled }) => engineCalled.p50)
    const measured = `${ms(called)} against 3 × ${ms(floor)} ms, both from the call; ${ms(answered)} from the answer`
    return [measured, called <= 3 * floor]
  })

const growth = (few, many) =>
  bar('5,000 ÷ 10 watched tickets, p50, p99', '≤ 1.2, ≤ 1.5', [few, many], () => {
    const [p50, p99] = ['p50', 'p99'].map(
      (share) => over(many, ({ whole }) => whole[share]) / over(few, ({ whole }) => whole[share]),
    )
    return [`${p50.toFixed(2)}, ${p99.toFixed(2)}`, p50 <= 1.2 && p99 <= 1.5]
  })

/** Of every load, and of one that broke off: who did not finish has kept nothing. */
function books(all) {
  const failed = all.filter((one) => one.failed).length
  const ran = all.filter((one) => !one.failed)
  const also = failed > 0 ? `; ${failed} load(s) failed` : ''
  const sums = (...kinds) => kinds.map((kind) => total(ran, (one) => one[kind]))
  const wrong = sums('lost', 'twice', 'outOfOrder', 'strangers')
  const [dropped] = sums('dropped')
  return [
    bar('connections to Redis', '≤ 4', [ran], () => {
      const most = Math.max(...ran.map(({ toRedis }) => toRedis))
      return [String(most), most <= 4]
    }),
    bar('lost / twice / out of order / to strangers, every load here', '0 / 0 / 0 / 0', [all], () => [
      wrong.join(' / ') + also,
      failed === 0 && wrong.every((count) => count === 0),
    ]),
    bar('streams that ended by themselves, every load here', '0', [all], () => [
      dropped + also,
      failed === 0 && dropped === 0,
    ]),
  ]
}

const memory = (own, theirs) =>
  bar('resident memory of an idle stream', '≤ 80 KB', [own], () => {
    const kb = over(own, ({ rss }) => rss)
    const ratio = theirs.length > 0 ? `, ${(kb / over(theirs, ({ rss }) => rss)).toFixed(1)} × Socket.IO` : ''
    return [`${kb.toFixed(0)} KB${ratio}`, kb <= 80]
  })
