/** A house with thousands of open tickets, made by its own rules, and the colleagues who go on working in it. */
import { setTimeout as pause } from 'node:timers/promises'
import { cast, departments, items, roomId } from '@/db/cast'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { createSession } from '@/lib/auth/session'
import { sendMessage } from '@/lib/chat/messages'
import { newId } from '@/lib/schema'
import { acceptTicket } from '@/lib/tickets/assignment'
import { openTicket } from '@/lib/tickets/open'
import { holdTicket } from '@/lib/tickets/work'

const AT_ONCE = 4
const MINUTE_MS = 60_000
/** Some late, most still in time. */
const OLDEST_MINUTES = 45

export async function actorOf(who: keyof typeof cast): Promise<Actor> {
  const { sessionId } = await createSession(cast[who].id, 'a measurement')
  const actor = (await loadActors([sessionId])).actors.get(sessionId)
  if (!actor) throw new Error(`${cast[who].name} has no session`)
  return actor
}

/** Opens so many tickets: a third is accepted, some are on hold, some have been written in. Answers their ids. */
export async function fillHouse(count: number): Promise<string[]> {
  const [felix, hana, marco] = await Promise.all([actorOf('felix'), actorOf('hana'), actorOf('marco')])
  const ids = Array.from({ length: count }, () => newId())
  const open = async (id: string, at: number) => {
    const isTowels = at % 3 === 0
    const departmentId = at % 3 === 1 ? departments.engineering.id : departments.housekeeping.id
    await openTicket(felix, {
      id,
      at: new Date(Date.now() - (at % OLDEST_MINUTES) * MINUTE_MS).toISOString(),
      placeId: roomId((1 + (at % 6)) * 100 + 1 + (at % 20)),
      catalogueItemId: isTowels ? items.towels : null,
      summary: isTowels ? '' : `Job number ${at} of the measurement`,
      quantity: 1 + (at % 4),
      fields: {},
      departmentId,
      priority: at % 50 === 0 ? 'urgent' : 'normal',
      restricted: false,
      guestName: '',
      guestInRoom: false,
      callBack: false,
      namedIds: [],
    })
    const worker = departmentId === departments.engineering.id ? marco : hana
    if (at % 3 === 2) await acceptTicket(worker, id, { id: newId() })
    if (at % 12 === 2) await holdTicket(worker, id, { id: newId(), reason: 'no_access' })
    if (at % 4 === 3)
      await sendMessage(worker, id, { id: newId(), body: 'I am on my way up with the trolley.', mentions: [] })
  }
  const queue = ids.entries()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [at, id] of queue) await open(id, at)
    }),
  )
  return ids
}

/** A message or a change somewhere in the house, every so often, until it is told to stop. */
export function keepWorking(ticketIds: readonly string[], everyMs: number): () => Promise<void> {
  const stopping = new AbortController()
  const work = async () => {
    const [hana, felix] = await Promise.all([actorOf('hana'), actorOf('felix')])
    for (let turn = 0; !stopping.signal.aborted; turn++) {
      const id = ticketIds[(turn * 37) % ticketIds.length] ?? ''
      // Urgent ones come in at the very top of everybody's list.
      if (turn % 4 === 0) await openTicket(felix, urgent(turn))
      else await sendMessage(felix, id, { id: newId(), body: `Still open? (${turn})`, mentions: [] })
      if (turn % 4 === 1) await acceptTicket(hana, id, { id: newId() }).catch(() => {})
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const done = work()
  return () => {
    stopping.abort()
    return done
  }
}

const urgent = (turn: number) => ({
  id: newId(),
  placeId: roomId(101 + (turn % 20)),
  catalogueItemId: null,
  summary: 'Water through the ceiling',
  quantity: 1,
  fields: {},
  departmentId: departments.engineering.id,
  priority: 'urgent' as const,
  restricted: false,
  guestName: '',
  guestInRoom: false,
  callBack: false,
  namedIds: [],
})
