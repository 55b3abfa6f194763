/** Who may not see a ticket any more gets nothing that was written after that, on any process, however close it follows. */
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { departments } from '@/db/cast'
import { db, type Transaction } from '@/db/client'
import { memberships, people } from '@/db/schema'
import { loadActors, raiseAccessVersion } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { createSession } from '@/lib/auth/session'
import { endSessions } from '@/lib/people/people'
import type { Role } from '@/lib/people/schema'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { transferTicket } from '@/lib/tickets/assignment'
import { addWatcher, removeWatcher, restrictTicket } from '@/lib/tickets/watchers'
import { actorAs } from '@/scripts/stage/stage'
import { Hub, stopHub } from './hub'
import { Listener } from './listener'
import { outageSince } from './outage'
import { publish, publishAccess } from './publish'
import { commitMessage, makeTicket } from './rehearsal'

const { housekeeping, engineering } = departments
/** Seven kinds of loss, so more than fifty in all. */
const TIMES = 8

/** As many processes as a hotel of two has. */
let hubs: Hub[] = []
let manager: Actor
let admin: Actor
const listeners: Listener[] = []

beforeAll(async () => {
  ;[manager, admin] = await Promise.all([actorAs('viktor'), actorAs('ada')])
  hubs = [new Hub().start(), new Hub().start()]
  await vi.waitFor(() => expect(hubs.map(({ engine }) => engine)).toEqual(['up', 'up']))
})
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave()
})
afterAll(async () => {
  await Promise.all([...hubs.map((one) => one.stop()), stopHub()])
})

type Tell = () => Promise<void>

interface Loss {
  role?: Role
  home?: string
  /** Gives sight that the role and the department do not give. */
  grant?: (victim: Actor, ticketId: string) => Promise<unknown>
  /** Commits it, and tells the processes; or answers how to tell them. */
  revoke: (victim: Actor, ticketId: string) => Promise<Tell | undefined>
  /** How the page is told. */
  told: 'gone' | 'bye'
}

const LOSSES: Record<string, Loss> = {
  'is in another department than the ticket is now': {
    told: 'gone',
    revoke: async (_, ticketId) => {
      await transferTicket(manager, ticketId, { id: newId(), departmentId: engineering.id, reason: 'A leak' })
    },
  },
  'is taken off the watchers': {
    home: engineering.id,
    told: 'gone',
    grant: ({ personId }, ticketId) => addWatcher(manager, ticketId, personId, { id: newId() }),
    revoke: async ({ personId }, ticketId) => {
      await removeWatcher(manager, ticketId, personId, { id: newId() })
    },
  },
  'is left out of a restriction': {
    told: 'gone',
    revoke: async (_, ticketId) => {
      await restrictTicket(manager, ticketId, { id: newId(), namedIds: [] })
    },
  },
  'is a dispatcher no longer': {
    role: 'dispatcher',
    home: engineering.id,
    told: 'gone',
    revoke: ({ personId }) =>
      changed((tx) => tx.update(people).set({ role: 'attendant' }).where(eq(people.id, personId))),
  },
  'has left the department': {
    told: 'gone',
    revoke: ({ personId }) => changed((tx) => tx.delete(memberships).where(eq(memberships.personId, personId))),
  },
  'has been deactivated': {
    told: 'bye',
    revoke: ({ personId }) => changed((tx) => tx.update(people).set({ active: false }).where(eq(people.id, personId))),
  },
  'has been signed out everywhere': {
    told: 'bye',
    revoke: async ({ personId }) => {
      await endSessions(admin, personId)
    },
  },
}

/** A change that no screen makes yet. */
async function changed(work: (tx: Transaction) => Promise<unknown>): Promise<Tell> {
  const version = await db().transaction(async (tx) => {
    await work(tx)
    return raiseAccessVersion(tx)
  })
  return () => publishAccess(version)
}

async function invite(role: Role, departmentId: string): Promise<Actor> {
  const id = newId()
  await db()
    .insert(people)
    .values({ id, name: 'Vera', email: `${id}@test.example`, role, passwordHash: '-' })
  await db().insert(memberships).values({ personId: id, departmentId })
  const { sessionId } = await createSession(id, 'a test')
  const actor = (await loadActors([sessionId])).actors.get(sessionId)
  if (!actor) throw new Error('not signed in')
  return actor
}

const say = async (author: Actor, ticketId: string, text: string) => {
  const recorded = await commitMessage(author, ticketId, text)
  await publish([recorded])
  return recorded.entry.seq
}

describe('who', () => {
  it.each(Object.entries(LOSSES))('%s: nothing behind it arrives, and both pages are told', async (_, loss) => {
    await Promise.all(Array.from({ length: TIMES }, () => lose(loss)))
  })
})

describe('whose session has ended', () => {
  it('has no stream on any process, also when Redis takes no word of it', async () => {
    const victim = await invite('attendant', housekeeping.id)
    const streams = hubs.map((hub) => new Listener(new Response(hub.admit(victim, []).stream)).listen())
    listeners.push(...streams)
    for (const stream of streams) await expect.poll(() => stream.all('hello')).toHaveLength(1)
    const telling = vi.spyOn(redis(), 'publishControl').mockRejectedValue(new Error('away'))
    await endSessions(admin, victim.personId)
    expect(telling).toHaveBeenCalled()
    expect(outageSince()).not.toBeNull()
    for (const stream of streams) await expect.poll(() => stream.isClosed).toBe(true)
  })
})

async function lose({ role = 'attendant', home = housekeeping.id, grant, revoke, told }: Loss): Promise<void> {
  const victim = await invite(role, home)
  const [ticketId, own] = await Promise.all([makeTicket(manager), makeTicket(victim, home)])
  const secret = `secret of ${ticketId}`
  await grant?.(victim, ticketId)
  const streams = hubs.map((hub) => {
    const open = [ticketId, own].map((one) => ({ ticketId: one, seq: 0 }))
    return new Listener(new Response(hub.admit(victim, open).stream)).listen()
  })
  listeners.push(...streams)
  const seen = await say(manager, ticketId, 'while it may be seen')
  for (const stream of streams) await expect.poll(() => stream.seqs(ticketId)).toContain(seen)
  const tell = await revoke(victim, ticketId)
  // Right behind it, and before anybody has told the processes of it: the message itself says what must be known.
  await say(manager, ticketId, secret)
  await tell?.()
  await say(manager, ticketId, secret)
  // What is theirs still comes, and behind the secrets.
  const last = told === 'gone' ? await say(victim, own, 'mine') : 0
  for (const stream of streams) {
    if (told === 'bye') await expect.poll(() => stream.isClosed).toBe(true)
    else await expect.poll(() => stream.seqs(own)).toContain(last)
    // Its neighbours lose their tickets beside it, and their board loses them, too.
    const how = stream.events.filter(
      ({ event, data }) => event === told && (!('ticketId' in data) || data.ticketId === ticketId),
    )
    expect(how).toHaveLength(1)
    expect(Math.max(...stream.seqs(ticketId))).toBe(seen)
    expect(JSON.stringify(stream.events)).not.toContain(secret)
  }
}
