/** The figures in words and columns. */
import { median } from '../figures.mjs'
import { SYSTEMS } from './systems.mjs'

export const ms = (value) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : 1) : '–')

export function line(result) {
  const where = `${result.cell}: ${result.toRedis ?? '?'} to Redis`
  if (result.failed) return `${result.cell} failed: ${result.failed}`
  const { whole, engine, engineCalled, ack, late, rate, connections, tickets } = result
  const { lost, twice, outOfOrder, strangers, dropped, refused } = result
  return `${where} · ${connections} connections, ${tickets} tickets, ${rate}/s · whole ${ms(whole.p50)} / ${ms(whole.p99)} / ${ms(whole.p999)} · engine ${ms(engine.p50)} / ${ms(engine.p99)}, ${ms(engineCalled.p50)} from the call · ack ${ms(ack.p50)} / ${ms(ack.p99)} ms · sent ${ms(late)} ms late, p99 · lost ${lost} twice ${twice} disorder ${outOfOrder} strangers ${strangers} dropped ${dropped} refused ${refused} · ${result.rss.toFixed(0)} KB`
}

/** The median over rounds of what `pick` finds. */
export const over = (results, pick) => median(results.filter(({ failed }) => !failed).map(pick))
export const total = (results, pick) => results.filter(({ failed }) => !failed).reduce((sum, one) => sum + pick(one), 0)

export const COLUMNS = [
  ['whole p50', (all) => ms(over(all, ({ whole }) => whole.p50))],
  ['p99', (all) => ms(over(all, ({ whole }) => whole.p99))],
  ['p99.9', (all) => ms(over(all, ({ whole }) => whole.p999))],
  ['engine p50', (all) => ms(over(all, ({ engine }) => engine.p50))],
  ['p99', (all) => ms(over(all, ({ engine }) => engine.p99))],
  ['p99.9', (all) => ms(over(all, ({ engine }) => engine.p999))],
  ['from the call', (all) => ms(over(all, ({ engineCalled }) => engineCalled.p50))],
  ['ack p50', (all) => ms(over(all, ({ ack }) => ack.p50))],
  ['p99', (all) => ms(over(all, ({ ack }) => ack.p99))],
  ['sent late', (all) => ms(over(all, ({ late }) => late))],
  ['CPU app µs', (all) => (over(all, ({ cpuApp }) => cpuApp) * 1_000).toFixed(0)],
  ['CPU Redis µs', (all) => (over(all, ({ cpuRedis }) => cpuRedis) * 1_000).toFixed(0)],
  ['KB idle', (all) => over(all, ({ rss }) => rss).toFixed(0)],
  ['to Redis', (all) => String(over(all, ({ toRedis }) => toRedis))],
  ['lost', (all) => String(total(all, ({ lost }) => lost))],
  ['twice', (all) => String(total(all, ({ twice }) => twice))],
  ['disorder', (all) => String(total(all, ({ outOfOrder }) => outOfOrder))],
  ['strangers', (all) => String(total(all, ({ strangers }) => strangers))],
  ['dropped', (all) => String(total(all, ({ dropped }) => dropped))],
  ['refused', (all) => String(total(all, ({ refused }) => refused))],
]

/** Rows of the main load as text cells, the first of them the heads. */
export function rows(results, floors) {
  const found = Object.entries(SYSTEMS).flatMap(([name, { label }]) => {
    const own = results.filter(({ system, cell, failed }) => system === name && cell === 'main' && !failed)
    return own.length > 0 ? [[label, ...COLUMNS.map(([, show]) => show(own))]] : []
  })
  const floor = (span) => ['p50', 'p99', 'p999'].map((share) => ms(median(floors.map((one) => one[span][share]))))
  const rest = COLUMNS.slice(7).map(() => '')
  return [
    ['', ...COLUMNS.map(([head]) => head)],
    ...found,
    ['Floor: XADD → XREAD', ...floor('called'), ...floor('answered'), floor('called')[0], ...rest],
  ]
}

export function table(results, floors) {
  const all = rows(results, floors)
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)))
  return all
    .map((row) =>
      row.map((text, column) => (column ? text.padStart(widths[column]) : text.padEnd(widths[column]))).join('  '),
    )
    .join('\n')
}
