/** docs/benchmarks.md and its charts, from what one run measured. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { findRedis } from '../../scripts/services/redis.mjs'
import { chart } from './chart.mjs'
import { median } from './judge.mjs'
import { SYSTEMS } from './systems.mjs'
import { ms, over, rows, total } from './table.mjs'

const DOCS = path.join(import.meta.dirname, '../../docs')
const SWEEPS = [
  { cell: 'watched', by: 'tickets', across: 'watched tickets (1,000 connections, 100 messages a second)' },
  { cell: 'connections', by: 'connections', across: 'connections (100 messages a second)' },
  { cell: 'rate', by: 'rate', across: 'messages a second (2,000 connections, 200 tickets)' },
]

const CAVEATS = `The load generator, PostgreSQL and Redis run on the same cores as the server that is measured, and take their share of them.
Every system has one process, the same Redis with the product's settings and the same PostgreSQL, which writes to the disk
before it answers; they take turns, in another order each round, each in a fresh process. Figures are medians of the rounds;
those of loss are sums. Who could not keep up with a rate (3 s until the answer, or refusals) was not asked for a higher one. A message reaches ten browsers in every load. *Whole* runs from the moment the POST was due, however
late it was sent, to the other browser's handler; *engine* from the answer of the publishing command to that handler.
Both stamps of that command come from node-redis's diagnostics channel, switched on in every server alike. In one process
Socket.IO gives a message to its own sockets as soon as Redis has answered and does not wait to read it back; Bellboard
always reads it back. The peers' route checks cookie, session and sight and commits under a row lock, and does nothing
else: Bellboard's also notes read positions, audience and repetition. *KB idle* is resident memory a connection, after
a garbage collection before and after; *CPU* is microseconds a delivered message.`

export async function write({ results, floors, rounds, seconds, sweepRounds, sweepSeconds }) {
  mkdirSync(path.join(DOCS, 'benchmarks'), { recursive: true })
  const sweeps = SWEEPS.flatMap((sweep) => writeSweep(results, sweep))
  const text = [
    '# Benchmarks',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. ${machine()}`,
    `2,000 connections, 200 tickets, 100 messages a second; ${rounds} round(s) of ${seconds} s. Milliseconds.
Made with \`npm run bench -- ${process.argv.slice(2).join(' ')}\`.`,
    markdown(rows(results, floors)),
    '## Bars',
    markdown([['figure', 'bar', 'measured', ''], ...bars(results, floors)]),
    ...(sweeps.length > 0 ? [`## Sweeps\n\n${sweepRounds} round(s) of ${sweepSeconds} s each.`, ...sweeps] : []),
    ...failures(results),
    '## How to read it',
    CAVEATS,
  ]
  writeFileSync(path.join(DOCS, 'benchmarks.md'), `${text.join('\n\n')}\n`)
}

function failures(results) {
  const failed = results.filter((one) => one.failed)
  const items = failed.map(
    (one) => `- ${SYSTEMS[one.system].label}, ${one.cell}, ${one.connections} connections: ${one.failed}`,
  )
  return items.length > 0 ? ['## What failed', items.join('\n')] : []
}

const markdown = ([head, ...body]) =>
  [head, head.map((_, column) => (column ? '--:' : '---')), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n')

function machine() {
  const version = (name) =>
    JSON.parse(readFileSync(path.join(DOCS, '../node_modules', name, 'package.json'), 'utf8')).version
  const redis = /v=(\S+)/.exec(spawnSync(findRedis() ?? 'redis-server', ['--version']).stdout?.toString() ?? '')?.[1]
  const packages = ['next', 'redis', 'postgres', 'socket.io', '@socket.io/redis-streams-adapter']
  return `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}, Redis ${redis}, ${packages.map((name) => `${name} ${version(name)}`).join(', ')}.`
}

/** What this run can decide of what the engine promises. */
function bars(results, floors) {
  const of = (system, cell, is = () => true) =>
    results.filter((one) => one.system === system && one.cell === cell && !one.failed && is(one))
  const own = of('bellboard', 'main')
  const verdict = (isKept) => (isKept ? 'PASS' : 'NOT REACHED')
  const p99 = [over(own, ({ whole }) => whole.p99), over(of('socketio', 'main'), ({ whole }) => whole.p99)]
  const floor = median(floors.map(({ called }) => called.p50))
  const engine = over(own, ({ engine }) => engine.p50)
  const called = over(own, ({ engineCalled }) => engineCalled.p50)
  const few = of('bellboard', 'watched', ({ tickets }) => tickets === 10)
  const many = of('bellboard', 'watched', ({ tickets }) => tickets === 5_000)
  const ratio = (share) => over(many, ({ whole }) => whole[share]) / over(few, ({ whole }) => whole[share])
  const all = results.filter(({ system }) => system === 'bellboard')
  const most = Math.max(...all.filter(({ failed }) => !failed).map(({ toRedis }) => toRedis))
  const kb = over(own, ({ rss }) => rss)
  const theirs = over(of('socketio', 'main'), ({ rss }) => rss)
  const wrong = [({ lost }) => lost, ({ twice }) => twice, ({ outOfOrder }) => outOfOrder].map((pick) =>
    total(all, pick),
  )
  return [
    [
      'whole, p99',
      '≤ Socket.IO behind the equal POST',
      `${ms(p99[0])} against ${ms(p99[1])} ms`,
      verdict(p99[0] <= p99[1]),
    ],
    [
      'engine, p50',
      '≤ 3 × floor (XADD → XREAD)',
      `${ms(engine)} against 3 × ${ms(floor)} ms; ${ms(called)} from the call`,
      verdict(engine <= 3 * floor),
    ],
    ...(few.length > 0 && many.length > 0
      ? [
          [
            '5,000 ÷ 10 watched tickets, p50, p99',
            '≤ 1.2, ≤ 1.5',
            `${ratio('p50').toFixed(2)}, ${ratio('p99').toFixed(2)}`,
            verdict(ratio('p50') <= 1.2 && ratio('p99') <= 1.5),
          ],
        ]
      : []),
    ['connections to Redis', '≤ 4', String(most), verdict(most <= 4)],
    [
      'resident memory of an idle stream',
      '≤ 80 KB',
      `${kb.toFixed(0)} KB, ${(kb / theirs).toFixed(1)} × Socket.IO`,
      verdict(kb <= 80),
    ],
    [
      'lost / twice / out of order, every load here',
      '0 / 0 / 0',
      wrong.join(' / '),
      verdict(wrong.every((count) => count === 0)),
    ],
  ]
}

/** The main load is a point of each sweep that it lies on. */
function writeSweep(results, { cell, by, across }) {
  const own = results.filter((one) => !one.failed && (one.cell === cell || (one.cell === 'main' && cell !== 'watched')))
  const at = [...new Set(own.map((one) => one[by]))].sort((a, b) => a - b)
  if (!results.some((one) => one.cell === cell)) return []
  const found = (system, value) => own.filter((one) => one.system === system && one[by] === value)
  const table = at.map((value) => [
    String(value),
    ...Object.keys(SYSTEMS).map((system) =>
      ['p50', 'p99'].map((share) => ms(over(found(system, value), ({ whole }) => whole[share]))).join(' / '),
    ),
  ])
  const lines = Object.entries(SYSTEMS).map(([system, { label }]) => ({
    label,
    points: at.map((value) => [value, over(found(system, value), ({ whole }) => whole.p99)]).filter(([, y]) => y > 0),
  }))
  const svg = chart({ title: 'Whole delivery, p99', across, lines: lines.filter(({ points }) => points.length > 0) })
  writeFileSync(path.join(DOCS, 'benchmarks', `${cell}.svg`), svg)
  const head = [by, ...Object.values(SYSTEMS).map(({ label }) => `${label}, p50 / p99`)]
  return [`![${across}](benchmarks/${cell}.svg)`, markdown([head, ...table])]
}
