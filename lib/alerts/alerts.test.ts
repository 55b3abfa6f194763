/** What reaches a device whose pages are closed: the right people, once, encrypted for that device. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { duties, pushAlerts, pushSubscriptions, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { endSession } from '@/lib/auth/session'
import { markRead } from '@/lib/chat/reads'
import { endDevice } from '@/lib/devices/devices'
import { startShift } from '@/lib/duty/duty'
import { newId } from '@/lib/ids'
import { endSessions } from '@/lib/people/people'
import { acceptTicket, assignTicket, releaseTicket } from '@/lib/tickets/assignment'
import { asking, askingFor, opened, written } from '@/lib/tickets/specimen'
import { secretsOf } from '@/scripts/services/secrets.mjs'
import { actorOn, enrolled } from '@/scripts/stage/device'
import { actorAs } from '@/scripts/stage/stage'
import { runAlerts, tidyAlerts } from './alerts'
import { claimsOf, type FakeBrowser, openBrowser, openPushService, type PushService } from './push-service'
import * as queue from './queue'
import type { PushMessage } from './schema'
import { subscribe } from './subscriptions'

let service: PushService
let felix: Actor

beforeAll(async () => {
  service = await openPushService()
  const { mkdtempSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const { vapid } = secretsOf(mkdtempSync(`${tmpdir()}/bellboard-vapid-`))
  process.env.VAPID_PUBLIC_KEY = vapid.publicKey
  process.env.VAPID_PRIVATE_KEY = vapid.privateKey
  process.env.VAPID_SUBJECT = 'mailto:it@alder.example'
  process.env.PUSH_ALLOW = service.origin
  felix = await actorAs('felix')
  // The demo hotel's own tickets are of a while ago.
  await db().update(tickets).set({ lastEntryAt: sql`now() - interval '1 hour'` })
})
afterAll(() => service.close())
afterEach(async () => {
  service.answer = { status: 201 }
  service.posted.length = 0
  await db().delete(pushSubscriptions)
  await db().delete(duties)
  await db().update(tickets).set({ lastEntryAt: sql`now() - interval '1 hour'` })
})

interface Phone {
  actor: Actor
  browser: FakeBrowser
  /** Everything it was sent, in order. */
  got(): PushMessage[]
}

async function phoneOf(who: keyof typeof cast, { onDuty = true } = {}): Promise<Phone> {
  const actor = await actorAs(who)
  const browser = openBrowser(service.origin)
  if (onDuty) await startShift(actor, { id: newId() })
  await subscribe(actor, browser.subscription)
  const path = new URL(browser.subscription.endpoint).pathname
  const mine = () => service.posted.filter((one) => one.path === path)
  return { actor, browser, got: () => mine().map(({ body }) => browser.open(body)) }
}

/** As if so much time had passed for what waits to be sent. */
const later = async () => {
  await db().update(pushAlerts).set({ dueAt: sql`now() - interval '1 second'` })
  await db().update(pushSubscriptions).set({ sentAt: sql`now() - interval '1 minute'` })
}

describe('a ticket that nobody has', () => {
  it('is told to the members of its department who are on duty, sealed for their browser and signed by the house', async () => {
    const hana = await phoneOf('hana')
    const rosa = await phoneOf('rosa', { onDuty: false })
    const marco = await phoneOf('marco')
    const ticket = await opened(felix, asking({ priority: 'urgent' }))
    expect(await runAlerts()).toBe(1)
    expect(hana.got()).toEqual([
      {
        title: '412 · Towels × 4',
        body: `Urgent, and nobody has it. T-${ticket.number}`,
        tag: ticket.id,
        path: `/tickets/${ticket.id}`,
        count: expect.any(Number),
        isUrgent: true,
      },
    ])
    expect([...rosa.got(), ...marco.got()]).toEqual([])
    const [posted] = service.posted
    expect(posted?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', ttl: '600' })
    expect(posted?.headers.topic).toMatch(/^[\w-]{1,32}$/)
    const claims = claimsOf(posted?.headers.authorization)
    expect(claims).toMatchObject({ aud: service.origin, sub: 'mailto:it@alder.example' })
    expect(claims.key).toBe(process.env.VAPID_PUBLIC_KEY)
    // Nobody else's browser can open it.
    expect(() => rosa.browser.open(posted?.body ?? Buffer.alloc(0))).toThrow()
  })

  it('is told once, however many processes look and however often', async () => {
    const hana = await phoneOf('hana')
    await opened(felix)
    const counts = await Promise.all([runAlerts(), runAlerts(), runAlerts(), runAlerts()])
    await later()
    expect(counts.reduce((sum, count) => sum + count, await runAlerts())).toBe(1)
    expect(hana.got()).toHaveLength(1)
  })

  it('is told again when it comes back, as another event', async () => {
    const hana = await phoneOf('hana')
    const { id } = await opened(felix)
    await runAlerts()
    const rosa = await actorAs('rosa')
    await acceptTicket(rosa, id, written())
    await releaseTicket(rosa, id, written())
    await later()
    await runAlerts()
    expect(hana.got().map(({ tag }) => tag)).toEqual([id, id])
  })

  it('is not told once somebody has it', async () => {
    const hana = await phoneOf('hana')
    const { id } = await opened(felix)
    service.answer = { status: 503 }
    expect(await runAlerts()).toBe(0)
    await acceptTicket(await actorAs('rosa'), id, written())
    service.answer = { status: 201 }
    await later()
    expect(await runAlerts()).toBe(0)
    expect(await outcomes(hana)).toEqual(['moot'])
  })

  it('of before the subscription is not told', async () => {
    await opened(felix)
    const hana = await phoneOf('hana')
    expect(await runAlerts()).toBe(0)
    expect(hana.got()).toEqual([])
  })

  it('of many in one moment makes one push, and the rest the next', async () => {
    const hana = await phoneOf('hana')
    for (let n = 0; n < 6; n++) await opened(felix)
    await runAlerts()
    expect(hana.got()).toMatchObject([{ body: expect.stringContaining('And 5 more.') }])
    await opened(felix)
    await opened(felix)
    await runAlerts()
    expect(hana.got()).toHaveLength(1)
    await later()
    await runAlerts()
    expect(hana.got()).toMatchObject([{}, { body: expect.stringContaining('And 1 more.') }])
  })
})

describe('a ticket that somebody was given', () => {
  it('is told to its assignee alone, on duty or not', async () => {
    const hana = await phoneOf('hana')
    const jolanta = await phoneOf('jolanta', { onDuty: false })
    const { id, number } = await opened(felix)
    await assignTicket(felix, id, { ...written(), personId: jolanta.actor.personId })
    await runAlerts()
    expect(hana.got()).toEqual([])
    expect(jolanta.got()).toMatchObject([{ body: `Given to you. T-${number}`, isUrgent: false }])
  })

  it('is not told once they have read it', async () => {
    const jolanta = await phoneOf('jolanta')
    const { id } = await opened(felix)
    await assignTicket(felix, id, { ...written(), personId: jolanta.actor.personId })
    await markRead(jolanta.actor, id, { seq: 99 })
    await runAlerts()
    expect(jolanta.got()).toEqual([])
  })
})

describe('who may not know', () => {
  it('is told nothing of a restricted ticket; who is named in it, its number only', async () => {
    const hana = await phoneOf('hana')
    const jolanta = await phoneOf('jolanta')
    const named = { restricted: true, namedIds: [jolanta.actor.personId] }
    const { number } = await opened(felix, askingFor('Somebody lies on the floor', 'housekeeping', named))
    await runAlerts()
    expect(hana.got()).toEqual([])
    expect(jolanta.got()).toMatchObject([{ title: `Restricted ticket T-${number}` }])
    expect(JSON.stringify(jolanta.got())).not.toContain('floor')
  })

  it('hears nothing after their session has ended, though it was planned before', async () => {
    const hana = await phoneOf('hana')
    await opened(felix)
    service.answer = { status: 503 }
    await runAlerts()
    service.answer = { status: 201 }
    service.posted.length = 0
    await endSession(hana.actor.sessionId)
    await later()
    expect(await runAlerts()).toBe(0)
    expect(service.posted).toEqual([])
    expect(await db().select().from(pushSubscriptions)).toEqual([])
  })

  it('is forgotten with the session, also when nothing is to be told', async () => {
    const hana = await phoneOf('hana')
    await endSession(hana.actor.sessionId)
    await tidyAlerts()
    expect(await db().select().from(pushSubscriptions)).toEqual([])
  })
})

describe('a device of the house', () => {
  const tablet = async () => {
    const device = await enrolled()
    const actor = await actorOn(device, cast.hana.id)
    const browser = openBrowser(service.origin)
    await startShift(actor, { id: newId() })
    await subscribe(actor, browser.subscription)
    return { device, actor, got: () => service.posted.map(({ body }) => browser.open(body)) }
  }

  it('is told only how many wait, also while it is locked', async () => {
    const { actor, got } = await tablet()
    const ticket = await opened(felix, askingFor('Guest in 412 is unwell', 'housekeeping'))
    await runAlerts()
    // Locked: the session is over, the shift is not.
    await endSession(actor.sessionId)
    await opened(felix)
    await later()
    await runAlerts()
    // Other tests have left some.
    const counts = got().map(({ title }) => Number(/^(\d+) tickets? (is|are) waiting$/.exec(title)?.[1]))
    expect(counts[1]).toBe(Number(counts[0]) + 1)
    for (const secret of ['412', 'unwell', ticket.id]) expect(JSON.stringify(got())).not.toContain(secret)
  })

  it('is told nothing once its enrolment has ended', async () => {
    const { device, got } = await tablet()
    await endDevice(await actorAs('ada'), device.id)
    await opened(felix)
    await runAlerts()
    expect(got()).toEqual([])
    expect(await db().select().from(pushSubscriptions)).toEqual([])
  })

  it('is told nothing once whoever locked it was signed out everywhere', async () => {
    const { actor, got } = await tablet()
    await endSession(actor.sessionId)
    await endSessions(await actorAs('ada'), actor.personId)
    await opened(felix)
    await runAlerts()
    expect(got()).toEqual([])
  })
})

describe('when something is away', () => {
  it('what a process took and did not send, another sends', async () => {
    const hana = await phoneOf('hana')
    await opened(felix)
    service.answer = { status: 503 }
    await runAlerts()
    await later()
    // Taken by a process that dies now.
    expect((await queue.take()).flatMap(({ rows }) => rows)).toHaveLength(1)
    service.answer = { status: 201 }
    service.posted.length = 0
    expect(await runAlerts()).toBe(0)
    await later()
    expect(await runAlerts()).toBe(1)
    expect(hana.got()).toHaveLength(1)
  })

  it('a push service that has no time is asked again, not before it wants', async () => {
    const hana = await phoneOf('hana')
    await opened(felix)
    service.answer = { status: 429, headers: { 'retry-after': '77' } }
    expect(await runAlerts()).toBe(0)
    const [row] = await db()
      .select({ seconds: sql<number>`extract(epoch from due_at - now())::float` })
      .from(pushAlerts)
      .where(eq(pushAlerts.sessionId, hana.actor.sessionId))
    expect(row?.seconds).toBeGreaterThan(70)
    service.answer = { status: 201 }
    await later()
    expect(await runAlerts()).toBe(1)
  })

  it.each([404, 410])('a subscription that is over there (%i) is over here', async (status) => {
    await phoneOf('hana')
    await opened(felix)
    service.answer = { status }
    await runAlerts()
    expect(await db().select().from(pushSubscriptions)).toEqual([])
  })

  it('a push that is refused is not tried again, and nobody follows where it leads', async () => {
    const hana = await phoneOf('hana')
    const other = await openPushService()
    await opened(felix)
    service.answer = { status: 307, headers: { location: `${other.origin}/inside` } }
    await runAlerts()
    await later()
    await runAlerts()
    expect(service.posted).toHaveLength(1)
    expect(other.posted).toEqual([])
    expect(await outcomes(hana)).toEqual(['refused'])
    await other.close()
  })

  it('nobody is told ten minutes late', async () => {
    const hana = await phoneOf('hana')
    await opened(felix)
    service.answer = { status: 503 }
    await runAlerts()
    await db().update(pushAlerts).set({ createdAt: sql`now() - interval '11 minutes'` })
    await tidyAlerts()
    service.answer = { status: 201 }
    await later()
    expect(await runAlerts()).toBe(0)
    expect(await outcomes(hana)).toEqual(['late'])
  })
})

const outcomes = async ({ actor }: Phone) =>
  (
    await db().select({ outcome: pushAlerts.outcome }).from(pushAlerts).where(eq(pushAlerts.sessionId, actor.sessionId))
  ).map(({ outcome }) => outcome)
