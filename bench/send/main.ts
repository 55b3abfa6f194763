/** Opens a hotel, sends messages in rounds, part after part, and prints what each part costs. */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { departments } from '@/db/cast'
import { closeDatabase } from '@/db/client'
import { loadActors } from '@/lib/auth/access'
import { claimsOf } from '@/lib/auth/session'
import { newId } from '@/lib/schema'
import { median, percentile } from '../figures.mjs'
import { openOwnHotel } from '../hotel'
import { signIn } from '../streams/people'
import { type Cost, costOf, cpuMsOf, ownCpuMs } from './clock'
import { commitUnderLock, partsOf, publishing, type Sender } from './parts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, each: { type: 'string', default: '150' } },
})
const ROUNDS = Number(values.rounds)
const EACH = Number(values.each)
/** Longer than the app keeps an idle connection. */
const IDLE_MS = 6_000

const hotel = await openOwnHotel()
const costs = new Map<string, Cost[]>()
let failed = true
try {
  // The first round warms everything up and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    await playRound()
    if (round === 0) costs.clear()
  }
  report()
  failed = false
} finally {
  await closeDatabase().catch(() => {})
  await hotel.close()
}
process.exit(failed ? 1 : 0)

/** New people each time, because one person may write only so many messages a minute; and a new ticket. */
async function playRound(): Promise<void> {
  const [person] = await signIn(1, hotel.origin)
  if (!person) throw new Error('nobody signed in')
  const ticketId = await person.openTicket('Load', departments.housekeeping.id)
  // Both now: the app closes a connection that has been idle for as long as the parts take.
  const silent = await person.openTicket('Load', departments.housekeeping.id)
  const { cookie } = person
  const claims = await claimsOf(new Headers({ cookie, host: new URL(hotel.origin).host }))
  const actor = claims && (await loadActors([claims.sessionId])).actors.get(claims.sessionId)
  if (!actor) throw new Error('the session is not known')
  const sender: Sender = { actor, cookie, origin: hotel.origin, ticketId }
  const note = async (name: string, ...how: Parameters<typeof costOf>) => {
    const cost = await costOf(...how)
    costs.set(name, [...(costs.get(name) ?? []), cost])
  }
  for (const [name, part] of Object.entries(partsOf(sender))) await note(name, EACH, ownCpuMs, part)
  const written = []
  for (let number = 0; number < EACH; number++) written.push(await commitUnderLock(actor, silent))
  await note('publish', EACH, ownCpuMs, publishing(written))
  const app = cpuMsOf(hotel.app.pid())
  await note('HTTP: a GET that does nothing', EACH, app, () =>
    fetch(`${hotel.origin}/api/health/live`).then((r) => r.text()),
  )
  await pause(IDLE_MS)
  await note('HTTP: the message, whole', EACH, app, () =>
    person.send(ticketId, newId(), 'Four towels for 412, please 🧺'),
  )
}

function report(): void {
  console.log(`\n${ROUNDS} interleaved rounds of ${EACH}, one at a time; medians of the rounds, in milliseconds`)
  console.log('| part | p50 | p99 | CPU |\n|---|---|---|---|')
  for (const [name, rounds] of costs) {
    const of = (share: number) => median(rounds.map(({ times }) => percentile(times, share))).toFixed(2)
    console.log(`| ${name} | ${of(0.5)} | ${of(0.99)} | ${median(rounds.map(({ cpu }) => cpu)).toFixed(2)} |`)
  }
}
