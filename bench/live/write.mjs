/** docs/benchmarks.md and its charts, from what one run measured. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commit, machine } from '../../scripts/machine.mjs'
import { sectionsOf } from '../sections.mjs'
import { barsOf, wordOf } from './bars.mjs'
import { chart } from './chart.mjs'
import { SYSTEMS } from './systems.mjs'
import { ms, over, rows } from './table.mjs'

const DOCS = path.join(import.meta.dirname, '../../docs')
const SWEEPS = [
  { cell: 'watched', by: 'tickets', across: 'watched tickets (1,000 connections, 100 messages a second)' },
  { cell: 'connections', by: 'connections', across: 'connections (100 messages a second)' },
  { cell: 'rate', by: 'rate', across: 'messages a second (2,000 connections, 200 tickets)' },
]

const CAVEATS = `The load generator, PostgreSQL and Redis run on the same cores as the server that is measured, and take their share of them.
Every system has one process, the same Redis with the product's settings and the same PostgreSQL, which writes to the disk
before it answers; they take turns, in another order each round, each in a fresh process. Figures are medians of the rounds;
those of loss and of dropped streams are sums; *sent late* is how late the load generator itself was, p99. Who could not keep up with a rate (3 s until the answer, or refusals) was not asked for a higher one. A message reaches ten browsers in every load, and is sent once all who came have been told what there is to tell them. *Whole* runs from the moment the POST was due, however
late it was sent, to the other browser's handler; *engine* from the answer of the publishing command to that handler, and
*from the call* from when the process called that command.
Both stamps of that command come from node-redis's diagnostics channel, switched on in every server alike. In one process
Socket.IO gives a message to its own sockets as soon as Redis has answered and does not wait to read it back; Bellboard
always reads it back. The peers' route checks cookie, session and sight and commits under a row lock, and does nothing
else: Bellboard's also notes read positions, audience and repetition, and digests. What Bellboard reads of a ticket for search and reports
once it has been quiet for a minute is done before a process is loaded: under a load that goes on none is quiet. *KB idle* is resident memory a connection, after
a garbage collection before and after; *CPU* is microseconds a delivered message.`

export async function write({ results, floors, rounds, seconds, sweepSeconds }) {
  mkdirSync(path.join(DOCS, 'benchmarks'), { recursive: true })
  const sweeps = SWEEPS.flatMap((sweep) => writeSweep(results, sweep))
  const text = [
    '# Benchmarks',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, at ${commit()}. ${machine(['socket.io', '@socket.io/redis-streams-adapter'])}`,
    `2,000 connections, 200 tickets, 100 messages a second; ${rounds} round(s) of ${seconds} s. Milliseconds.
Made with \`npm run bench -- ${process.argv.slice(2).join(' ')}\`.`,
    markdown(rows(results, floors)),
    '## Bars',
    markdown([
      ['figure', 'bar', 'measured', ''],
      ...barsOf(results, floors).map((one) => [one.figure, one.bar, one.measured, wordOf(one)]),
    ]),
    ...(sweeps.length > 0
      ? [`## Sweeps\n\nRounds of ${sweepSeconds} s; the main load is a point of each sweep that it lies on.`, ...sweeps]
      : []),
    ...failures(results),
    '## How to read it',
    CAVEATS,
    ...sectionsOf(),
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
  const swept = Math.max(...results.filter((one) => one.cell === cell).map(({ round }) => round))
  return [`![${across}](benchmarks/${cell}.svg)`, `Medians of ${swept} round(s).`, markdown([head, ...table])]
}
