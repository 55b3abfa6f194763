/** One system under its loads. */
import { fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connectionsTo } from '../../scripts/services/connections.mjs'
import { percentile } from '../figures.mjs'
import { FAN_OUT, seatsOf } from './cells.mjs'
import { open } from './child.mjs'
import { judge } from './judge.mjs'
import { start } from './systems.mjs'
import { cpuMs, rssKb } from './usage.mjs'
import { progress, ticketId } from './world.mjs'

const WARM_UP_SECONDS = 1
const LAST_ENTRY_MS = 10_000
const OVERLOADED_MS = 3_000
let first = 1

/** Starts it, warms it, and answers one result for each load and rate; a load that fails says why and spares the next. */
export async function measure(system, cells, { ground, cookieOf, seconds }) {
  const server = await start(system, ground)
  const watchers = open('watchers')
  const writers = open('writers')
  const results = []
  try {
    const at = { system, server, watchers, writers, ground, cookieOf, seconds }
    await load(at, { name: 'warm', connections: 100, tickets: 10, open: 1, rates: [50] })
    for (const cell of cells)
      results.push(...(await load(at, cell).catch((error) => [{ cell: cell.name, ...cell, failed: error.message }])))
  } finally {
    watchers.close()
    writers.close()
    await server.stop()
  }
  return results
}

async function load(at, cell) {
  const { system, server, watchers, ground, cookieOf } = at
  const seqOf = await progress(ground.database(system.database))
  const seats = seatsOf(cell)
  const wanted = seats.map(({ group, person, open }) => {
    const tickets = Array.from({ length: open }, (_, number) => ticketId(group, number))
    return { tickets, cookie: cookieOf(group, person), path: system.open(tickets, seqOf) }
  })
  await server.tidy()
  const before = rssKb(server.pid)
  try {
    await watchers.ask('connect', { kind: system.kind, origin: server.origin, wanted })
    await watchers.ask('settle')
    await server.tidy()
    const rss = (rssKb(server.pid) - before) / cell.connections
    const connections = (await connectionsTo(ground.redis.url)).length
    const results = []
    for (const rate of cell.rates) {
      const figures = await run({ ...at, seats }, cell, rate)
      results.push({ ...cell, cell: cell.name, rate, rss, toRedis: connections, ...figures })
      // Who cannot keep up with this rate has shown it: a higher one only takes longer.
      if (figures.refused > 0 || figures.ack.p99 > OVERLOADED_MS) break
    }
    return results
  } finally {
    await watchers.ask('disconnect')
    await pause(300)
  }
}

async function run({ system, server, watchers, writers, ground, cookieOf, seconds, seats }, cell, rate) {
  const targets = Array.from({ length: cell.tickets }, (_, number) => {
    const groups = cell.tickets / cell.open
    const [group, ticket] = [number % groups, Math.floor(number / groups)]
    const id = ticketId(group, ticket)
    return { path: system.post(id), cookie: cookieOf(group, number % FAN_OUT), ticketId: id, group }
  })
  const count = Math.round((WARM_UP_SECONDS + seconds) * rate)
  const from = first + WARM_UP_SECONDS * rate
  const used = [cpuMs(server.pid), cpuMs(ground.redis.pid)]
  const answers = await writers.ask('write', { origin: server.origin, targets, rate, count, first })
  first += count
  const accepted = answers.filter((answer) => answer[5] === 201).length
  for (const until = Date.now() + LAST_ENTRY_MS; Date.now() < until; await pause(50))
    if ((await watchers.ask('count')) >= accepted * FAN_OUT) break
  const cpu = [cpuMs(server.pid) - used[0], cpuMs(ground.redis.pid) - used[1]]
  await pause(350)
  const { all, dropped } = await watchers.ask('collect')
  const verdict = judge({
    answers,
    seen: all,
    stamps: server.stamps(),
    from,
    seats: seats.map(({ group }) => group),
    targets: targets.map(({ group }) => group),
  })
  return { ...verdict, dropped, cpuApp: cpu[0] / verdict.deliveries, cpuRedis: cpu[1] / verdict.deliveries }
}

/** Both spans of the floor at one rate. */
export function measureFloor(ground, rate, seconds) {
  return new Promise((resolve, reject) => {
    const file = path.join(import.meta.dirname, 'floor.mjs')
    const child = fork(file, [ground.redis.url, String(rate), String(rate * seconds)], { serialization: 'advanced' })
    let spans = []
    child.on('message', (message) => {
      spans = message
    })
    child.once('exit', (code) => {
      if (code !== 0 || spans.length === 0) return reject(new Error('the floor was not measured'))
      const of = (index) => {
        const values = spans.map((pair) => pair[index])
        return { p50: percentile(values, 0.5), p99: percentile(values, 0.99), p999: percentile(values, 0.999) }
      }
      resolve({ called: of(0), answered: of(1) })
    })
  })
}
