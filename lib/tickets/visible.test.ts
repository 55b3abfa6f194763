/** One rule, two faces, one proof: `canSee` and `visibleTo` agree about everybody and every kind of ticket. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { people, tickets, watchers } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/ids'
import { actorAs } from '@/scripts/stage/stage'
import { audienceOf } from './dto'
import { canSee } from './policy'
import { type Audience, WATCH_KINDS } from './schema'
import { FOUND, findVisible, visibleTo, withLists } from './visible'

const CAST = Object.values(cast)
const DEPARTMENTS = Object.values(departments)

/** Everybody in every relation to a ticket of every department, restricted or not; and mixtures of all of it. */
function someAudiences(): Audience[] {
  const plain = {
    openerId: cast.felix.id,
    assigneeId: null,
    watcherIds: [],
    namedIds: [],
    mentionedIds: [],
    mentionedDepartmentIds: [],
  }
  const audiences: Audience[] = []
  for (const restricted of [false, true])
    for (const [index, person] of CAST.entries()) {
      const departmentId = DEPARTMENTS[index % DEPARTMENTS.length]?.id ?? ''
      const related: Partial<Audience>[] = [
        {},
        { openerId: person.id },
        { assigneeId: person.id },
        { watcherIds: [person.id] },
        { namedIds: [person.id] },
        { mentionedIds: [person.id] },
        { mentionedDepartmentIds: [DEPARTMENTS[(index + 1) % DEPARTMENTS.length]?.id ?? ''] },
      ]
      for (const one of related) audiences.push({ ...plain, departmentId, restricted, ...one })
    }
  let seed = 412
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  const someone = () => CAST[random(CAST.length)]?.id ?? ''
  const some = () => [...new Set(Array.from({ length: random(4) }, someone))]
  for (let n = 0; n < 200; n++)
    audiences.push({
      departmentId: DEPARTMENTS[random(DEPARTMENTS.length)]?.id ?? '',
      restricted: n % 2 === 0,
      openerId: someone(),
      assigneeId: random(2) ? someone() : null,
      watcherIds: some(),
      namedIds: some(),
      mentionedIds: some(),
      mentionedDepartmentIds: random(3) ? [] : [DEPARTMENTS[random(DEPARTMENTS.length)]?.id ?? ''],
    })
  return audiences
}

const sample = new Map<string, Audience>()

beforeAll(async () => {
  for (const audience of someAudiences()) sample.set(newId(), audience)
  const now = new Date()
  const all = [...sample]
  await db()
    .insert(tickets)
    .values(
      all.map(([id, { departmentId, restricted, openerId, assigneeId, mentionedDepartmentIds }]) => ({
        ...{ id, departmentId, restricted, openerId, assigneeId, mentionedDepartmentIds },
        status: assigneeId ? ('accepted' as const) : ('new' as const),
        priority: 'normal' as const,
        summary: 'Anything',
        ...{ dueAt: now, openedAt: now, stateChangedAt: now },
      })),
    )
  const lists = { watching: 'watcherIds', named: 'namedIds', mentioned: 'mentionedIds' } as const
  await db()
    .insert(watchers)
    .values(
      all.flatMap(([ticketId, audience]) =>
        WATCH_KINDS.flatMap((kind) => audience[lists[kind]].map((personId) => ({ ticketId, personId, kind }))),
      ),
    )
})

async function seenInSql(actor: Actor): Promise<string[]> {
  const isSeen = and(visibleTo(actor), inArray(tickets.id, [...sample.keys()]))
  return (await db().select({ id: tickets.id }).from(tickets).where(isSeen)).map(({ id }) => id).sort()
}

const seenBy = (rule: (actor: Actor, audience: Audience) => boolean, actor: Actor): string[] =>
  [...sample]
    .filter(([, audience]) => rule(actor, audience))
    .map(([id]) => id)
    .sort()

describe('what one may see', () => {
  it.each(CAST.map((person) => [person.name, person] as const))('is one rule for %s', async (_, person) => {
    const actor = await actorAs(person)
    const seen = await seenInSql(actor)
    expect(seen).toEqual(seenBy(canSee, actor))
    expect(seen.length).toBeGreaterThan(0)
  })

  it('is one rule for people of no department, and of several', async () => {
    const nowhere: Actor = { ...(await actorAs('grace')), departmentIds: [] }
    const everywhere: Actor = { ...nowhere, departmentIds: DEPARTMENTS.map(({ id }) => id) }
    for (const actor of [nowhere, everywhere]) expect(await seenInSql(actor)).toEqual(seenBy(canSee, actor))
  })

  // The proof is worth as much as the sample: each part of the rule, taken away, must show.
  const BROKEN: Record<string, (actor: Actor, audience: Audience) => boolean> = {
    restriction: (actor, audience) => canSee(actor, { ...audience, restricted: false }),
    department: (actor, audience) => canSee({ ...actor, departmentIds: [] }, audience),
    opener: (actor, audience) => canSee(actor, { ...audience, openerId: '' }),
    assignee: (actor, audience) => canSee(actor, { ...audience, assigneeId: null }),
    watching: (actor, audience) => canSee(actor, { ...audience, watcherIds: [] }),
    named: (actor, audience) => canSee(actor, { ...audience, namedIds: [] }),
    mentioned: (actor, audience) => canSee(actor, { ...audience, mentionedIds: [] }),
    'a mentioned department': (actor, audience) => canSee(actor, { ...audience, mentionedDepartmentIds: [] }),
    'a mentioned department on a restricted one': (actor, audience) =>
      canSee(actor, audience) || audience.mentionedDepartmentIds.some((id) => actor.departmentIds.includes(id)),
    'a mention on a restricted one': (actor, audience) =>
      canSee(actor, audience) || audience.mentionedIds.includes(actor.personId),
    'watching a restricted one': (actor, audience) =>
      canSee(actor, audience) || audience.watcherIds.includes(actor.personId),
    'a dispatcher on a restricted one': (actor, audience) => canSee(actor, audience) || actor.role === 'dispatcher',
    'a manager on a restricted one': (actor, audience) =>
      canSee(actor.role === 'manager' ? { ...actor, role: 'dispatcher' } : actor, audience),
  }
  it.each(Object.entries(BROKEN))('would show a difference about: %s', async (_, rule) => {
    const actors = await Promise.all(CAST.map((person) => actorAs(person)))
    const differs = await Promise.all(
      actors.map(async (actor) => (await seenInSql(actor)).join() !== seenBy(rule, actor).join()),
    )
    expect(differs).toContain(true)
  })

  it('reads the lists as they were written', async () => {
    const rows = await db()
      .select(FOUND)
      .from(tickets)
      .where(inArray(tickets.id, [...sample.keys()]))
    expect(rows).toHaveLength(sample.size)
    for (const row of rows) {
      const found = withLists(row)
      const written = sample.get(found.id)
      expect(audienceOf(found, found)).toEqual({
        ...written,
        watcherIds: written?.watcherIds.toSorted(),
        namedIds: written?.namedIds.toSorted(),
        mentionedIds: written?.mentionedIds.toSorted(),
      })
    }
  })
})

describe('finding a ticket', () => {
  it('says the same about one that is not there and one that is not yours', async () => {
    const marco = await actorAs('marco')
    const [unseen] = [...sample].find(([, audience]) => !canSee(marco, audience)) ?? []
    for (const id of [unseen ?? '', newId()])
      await expect(findVisible(db(), marco, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('under the lock shows what whoever had it before has done, lists included', async () => {
    const felix = await actorAs('felix')
    const [id] = [...sample].find(([, { restricted }]) => !restricted) ?? []
    if (!id) throw new Error('no ticket')
    const before = await findVisible(db(), felix, id)
    let waiting: Promise<unknown> = Promise.resolve()
    await db().transaction(async (tx) => {
      await findVisible(tx, felix, id, { lock: true })
      waiting = db().transaction((other) => findVisible(other, felix, id, { lock: true }))
      await expect.poll(() => waitersFor('for no key update')).toBe(1)
      await tx.insert(watchers).values({ ticketId: id, personId: cast.viktor.id, kind: 'named' }).onConflictDoNothing()
      await tx.update(tickets).set({ summary: 'Changed' }).where(eq(tickets.id, id))
    })
    expect(before.summary).toBe('Anything')
    expect(await waiting).toMatchObject({ summary: 'Changed', namedIds: expect.arrayContaining([cast.viktor.id]) })
  })

  it('under the lock refuses whoever lost sight while waiting, and finds it for whoever was given it', async () => {
    const yusuf = await actorAs('yusuf')
    const [id] =
      [...sample].find(([, it]) => !it.restricted && canSee(yusuf, it) && it.watcherIds[0] === yusuf.personId) ?? []
    if (!id) throw new Error('no ticket')
    const during = async (
      change: (tx: Parameters<Parameters<ReturnType<typeof db>['transaction']>[0]>[0]) => Promise<unknown>,
    ) => {
      let waiting: Promise<unknown> = Promise.resolve()
      await db().transaction(async (tx) => {
        await tx.execute(sql`select 1 from tickets where id = ${id} for update`)
        waiting = db().transaction((other) => findVisible(other, yusuf, id, { lock: true }))
        waiting.catch(() => {})
        await expect.poll(() => waitersFor('for no key update')).toBe(1)
        await change(tx)
        // The row itself must change for a waiter to look at it again.
        await tx.update(tickets).set({ version: sql`version + 1` }).where(eq(tickets.id, id))
      })
      return waiting
    }
    // Restricted and named in one step: seen before and after, by different reasons.
    const named = { ticketId: id, personId: yusuf.personId, kind: 'named' as const }
    const swapped = during(async (tx) => {
      await tx.insert(watchers).values(named)
      await tx.update(tickets).set({ restricted: true }).where(eq(tickets.id, id))
    })
    expect(await swapped).toMatchObject({ restricted: true })
    const lost = during((tx) => tx.delete(watchers).where(eq(watchers.ticketId, id)))
    await expect(lost).rejects.toMatchObject({ code: 'not_found' })
  })
})

async function waitersFor(statement: string): Promise<number> {
  const rows = await db().execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query ilike ${`%${statement}%`}`,
  )
  return rows[0]?.count ?? 0
}

it('the cast is who the sample is made of', async () => {
  expect(await db().select({ id: people.id }).from(people)).toHaveLength(CAST.length)
})
