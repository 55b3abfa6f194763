/** Tells devices on which no page is open of what calls for their people. Promises: an event is pushed to a device once,
 *  however many processes look; only to whoever may see the ticket and is still called at the moment of sending; and a
 *  session that has ended is told nothing more. */
import 'server-only'
import { loadActors, loadSender } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { enrolledSessions } from '@/lib/devices/own'
import { presenceAt } from '@/lib/duty/policy'
import { listStandings } from '@/lib/duty/standings'
import { log } from '@/lib/log'
import { callingTickets, readSeqs } from '@/lib/tickets/calling'
import type { Ticket } from '@/lib/tickets/schema'
import { type Alert, alertsFor } from './policy'
import { post } from './post'
import * as queue from './queue'
import { vapid } from './vapid'
import { messageFor, type Names, namesFor } from './wording'

/** Does all that is due; answers how many pushes were sent. */
export async function runAlerts(): Promise<number> {
  if (!vapid()) return 0
  await planFresh()
  let sent = 0
  for (;;) {
    const taken = await queue.take()
    if (taken.length === 0) return sent
    sent += await tellAll(taken)
  }
}

/** Forgets what is over: sessions, and what was told or is too late. */
export async function tidyAlerts(): Promise<void> {
  await dropEnded(await queue.listDevices())
  await queue.tidy()
}

/** A device that is still to be told, and for whom. `isShared`: it belongs to the house. */
type Living = { device: queue.Device; actor: Actor; isShared: boolean }

/** Those whose session goes on; and of the house's devices also those that were locked since, for whoever was there last and
 *  may still act. The others are dropped. */
async function dropEnded(devices: queue.Device[]): Promise<Living[]> {
  const ids = devices.map(({ sessionId }) => sessionId)
  const [{ actors }, enrolled] = await Promise.all([loadActors(ids), enrolledSessions(ids)])
  const known = await Promise.all(
    devices.map(async (device) => {
      const { sessionId, personId } = device
      const deviceId = enrolled.get(sessionId)
      const locked = () => (deviceId === undefined ? null : loadSender(sessionId, personId, deviceId))
      const actor = actors.get(sessionId) ?? (await locked())
      return actor ? [{ device, actor, isShared: deviceId !== undefined }] : []
    }),
  )
  const living = known.flat()
  const kept = new Set(living.map(({ device }) => device.sessionId))
  await queue.forget(ids.filter((id) => !kept.has(id)))
  return living
}

async function planFresh(): Promise<void> {
  const tickets = await callingTickets(queue.LATEST_MINUTES)
  const living = tickets.length > 0 ? await dropEnded(await queue.listDevices()) : []
  const [first] = living
  if (!first) return
  const [isOnDuty, planned] = [await dutyFor(first.actor), await queue.plannedOf(tickets.map(({ id }) => id))]
  const rows = living.flatMap(({ device, actor }) =>
    alertsFor(actor, listed(tickets), isOnDuty(actor.personId))
      .filter(({ ticketId }) => isSince(device, tickets, ticketId))
      .map(({ ticketId, event }) => ({ ticketId, event, sessionId: device.sessionId })),
  )
  await queue.plan(rows.filter((row) => !planned.has(queue.keyOf(row))))
}

/** What was there before somebody signed in, they find on their screen. */
const isSince = (device: queue.Device, tickets: Ticket[], ticketId: string) =>
  Date.parse(tickets.find(({ id }) => id === ticketId)?.lastEntryAt ?? '') >= device.createdAt.getTime()

const listed = (tickets: Ticket[], seqOf: (ticketId: string) => number = () => 0) =>
  tickets.map((ticket) => ({ ticket, read: { seq: seqOf(ticket.id), n: 0 } }))

/** Everybody may know who is on duty. */
async function dutyFor(actor: Actor): Promise<(personId: string) => boolean> {
  const standings = new Map((await listStandings(actor)).map((standing) => [standing.personId, standing]))
  return (personId) => presenceAt(standings.get(personId), Date.now()) === 'on_duty'
}

type Taken = Awaited<ReturnType<typeof queue.take>>[number]

/** What is true now: nobody is told of what was taken, read, hidden from them or over in the meantime. */
async function tellAll(taken: Taken[]): Promise<number> {
  const living = await dropEnded(taken.map(({ device }) => device))
  const [first] = living
  if (!first) return 0
  const tickets = await callingTickets()
  const [seqOf, isOnDuty, names] = await Promise.all([
    readSeqs(
      [...new Set(living.map(({ actor }) => actor.personId))],
      tickets.map(({ id }) => id),
    ),
    dutyFor(first.actor),
    namesFor(tickets.filter(({ id }) => taken.some(({ rows }) => rows.some(({ ticketId }) => ticketId === id)))),
  ])
  const told = living.map(({ device, actor, isShared }) => {
    const rows = taken.find((one) => one.device.sessionId === device.sessionId)?.rows ?? []
    const mine = listed(tickets, (ticketId) => seqOf(actor.personId, ticketId))
    const calling = alertsFor(actor, mine, isOnDuty(actor.personId)).filter(({ isRead }) => !isRead)
    return tell({ device, actor, isShared, rows, calling, tickets, names })
  })
  return (await Promise.all(told)).filter(Boolean).length
}

interface Telling extends Living {
  rows: Taken['rows']
  calling: Alert[]
  tickets: Ticket[]
  names: Names
}

/** One push, whatever there is to tell. */
async function tell({ device, actor, isShared, rows, calling, tickets, names }: Telling): Promise<boolean> {
  const isCalled = (row: queue.Planned) =>
    calling.some(({ ticketId, event }) => row.ticketId === ticketId && row.event === event)
  await queue.settle(
    rows.filter((row) => !isCalled(row)),
    'moot',
  )
  const due = rows.filter(isCalled)
  if (due.length === 0) return false
  const news = calling.filter(({ ticketId }) => due.some((row) => row.ticketId === ticketId))
  const ticketOf = (ticketId: string) => tickets.find(({ id }) => id === ticketId)
  const posted = await post(
    device,
    messageFor({ reader: actor, news, ticketOf, names, count: calling.length, isShared }),
  )
  const { host } = new URL(device.endpoint)
  if (posted.is === 'sent') await queue.settle(due, 'sent')
  else if (posted.is === 'gone') await queue.forget([device.sessionId])
  else if (posted.is === 'again') await queue.postpone(due, posted.afterMs)
  else {
    log.warn({ host, status: posted.status }, 'a push was refused')
    await queue.settle(due, 'refused')
  }
  return posted.is === 'sent'
}
