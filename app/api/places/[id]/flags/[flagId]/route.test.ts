import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { cast, roomId } from '@/db/cast'
import { db } from '@/db/client'
import { memberships, placeFlags, places } from '@/db/schema'
import { PER_MINUTE, pace } from '@/lib/api/pace'
import { newId } from '@/lib/ids'
import { hub, stopHub } from '@/lib/live/hub'
import { Listener } from '@/lib/live/listener'
import type { PlaceFlags } from '@/lib/places/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from '../../../flags/route'
import { DELETE, PUT } from './route'

type Who = keyof typeof cast

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
const room = (number: number) => roomId(number)
const put = async (by: Who, placeId: string, flagId: string, body: object = {}) =>
  ask(PUT, {
    as: await actorAs(by),
    method: 'PUT',
    params: { id: placeId, flagId },
    body: { kind: 'vip', until: tomorrow(), ...body },
  })
const del = async (by: Who, placeId: string, flagId: string) =>
  ask(DELETE, { as: await actorAs(by), method: 'DELETE', params: { id: placeId, flagId } })
const carried = async (placeId: string, by: Who = 'hana'): Promise<string[]> => {
  const { items } = (await ask<{ items: PlaceFlags[] }>(GET, { as: await actorAs(by) })).body
  return items.find((one) => one.placeId === placeId)?.flags.map(({ id }) => id) ?? []
}

let listener: Listener | undefined
afterEach(() => listener?.leave())
afterAll(stopHub)

describe('PUT /api/places/:id/flags/:flagId', () => {
  it('401 signed out', async () => {
    const question = {
      method: 'PUT',
      params: { id: room(301), flagId: newId() },
      body: { kind: 'vip', until: tomorrow() },
    }
    expect((await ask(PUT, question)).status).toBe(401)
  })

  it('400 naming the field, and nothing is flagged', async () => {
    for (const [body, field] of [
      [{ kind: 'haunted' }, 'body.kind'],
      [{ kind: 'note' }, 'body.note'],
      [{ note: 'x'.repeat(201) }, 'body.note'],
      [{ note: 'two\nlines' }, 'body.note'],
      [{ until: 'evening' }, 'body.until'],
      [{ until: '2020-01-01T00:00:00Z' }, 'body.until'],
      [{ until: new Date(Date.now() + 366.01 * 86_400_000).toISOString() }, 'body.until'],
      [{ until: undefined }, 'body.until'],
      [{ setById: cast.felix.id }, 'body.setById'],
    ] as const)
      expect(await put('felix', room(301), newId(), body)).toMatchObject({ status: 400, body: { error: { field } } })
    expect(await carried(room(301))).toEqual([])
  })

  it('404 for no place, for one that is no longer used, and for an id that is none', async () => {
    expect((await put('felix', room(301), 'x')).status).toBe(404)
    expect((await put('felix', newId(), newId())).status).toBe(404)
    await db()
      .update(places)
      .set({ archivedAt: sql`now()` })
      .where(eq(places.id, room(302)))
    expect((await put('felix', room(302), newId())).status).toBe(404)
  })

  it('403 for an attendant without a department; 200 for one with', async () => {
    expect((await put('hana', room(303), newId())).status).toBe(200)
    await db().delete(memberships).where(eq(memberships.personId, cast.rosa.id))
    const id = newId()
    expect((await put('rosa', room(303), id)).status).toBe(403)
    expect(await carried(room(303))).not.toContain(id)
  })

  it('200, once however often and however much at once it is asked; 409 for another flag under its id', async () => {
    const [id, until] = [newId(), tomorrow()]
    const flag = { kind: 'note', note: 'Cot in the wardrobe', until }
    const answers = await Promise.all([1, 2, 3].map(() => put('hana', room(304), id, flag)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers[0]?.body.flags).toMatchObject([{ id, ...flag, setById: cast.hana.id }])
    expect(await carried(room(304), 'felix')).toEqual([id])
    for (const other of [put('hana', room(304), id, { ...flag, note: 'x' }), put('felix', room(304), id, flag)])
      expect((await other).status).toBe(409)
    expect((await put('hana', room(306), id, flag)).status).toBe(409)
  })

  it('409 for all but one of the places that are flagged at once under one id', async () => {
    for (let times = 0; times < 10; times++) {
      const id = newId()
      const answers = await Promise.all([501, 502, 503].map((number) => put('felix', room(number), id)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    }
  })

  it('a further flag of its kind takes the place of the one that stands; notes stand side by side', async () => {
    const [first, second, note, further] = [newId(), newId(), newId(), newId()]
    await put('felix', room(504), first, { kind: 'do_not_disturb' })
    await put('hana', room(504), second, { kind: 'do_not_disturb' })
    await put('hana', room(504), note, { kind: 'note', note: 'Cot' })
    await put('felix', room(504), further, { kind: 'note', note: 'Pillows' })
    expect(await carried(room(504))).toEqual([second, note, further])
    expect((await put('felix', room(504), first, { kind: 'do_not_disturb' })).status).toBe(409)
    expect(await carried(room(504))).toEqual([second, note, further])
  })

  it('200 for a year; 400 says for how long it may be', async () => {
    const until = (days: number) => ({ until: new Date(Date.now() + days * 86_400_000).toISOString() })
    expect((await put('felix', room(314), newId(), until(365))).status).toBe(200)
    const told = { message: 'too_far_away', params: { days: 366 } }
    expect(await put('felix', room(314), newId(), until(367))).toMatchObject({ status: 400, body: { error: told } })
  })

  it('409 for the eleventh note, also at once, until one is off; other kinds find room, and so does a retry', async () => {
    const until = tomorrow()
    const ids = Array.from({ length: 12 }, newId)
    const note = (id: string) => put('hana', room(315), id, { kind: 'note', note: 'Cot', until })
    const answers = await Promise.all(ids.map(note))
    const kept = ids.filter((_, at) => answers[at]?.status === 200)
    expect(kept).toHaveLength(10)
    const full = { status: 409, body: { error: { message: 'too_many_notes', params: { most: 10 } } } }
    for (const answer of answers.filter(({ status }) => status !== 200)) expect(answer).toMatchObject(full)
    expect((await put('felix', room(315), newId())).status).toBe(200)
    expect((await put('felix', room(316), newId(), { kind: 'note', note: 'Cot' })).status).toBe(200)
    const [first = ''] = kept
    expect((await note(first)).status).toBe(200)
    await del('felix', room(315), first)
    expect((await note(newId())).status).toBe(200)
    expect(await note(newId())).toMatchObject(full)
  })

  it('409 for a late retry: it does not put back what was taken off, or has run out, nor say that it stands', async () => {
    const [id, until] = [newId(), tomorrow()]
    await put('felix', room(307), id, { until })
    await del('felix', room(307), id)
    const ended = { status: 409, body: { error: { message: 'flag_ended' } } }
    expect(await put('felix', room(307), id, { until })).toMatchObject(ended)
    expect(await carried(room(307))).toEqual([])
    const other = newId()
    await put('felix', room(307), other, { until })
    const past = new Date(Date.now() - 60_000)
    await db()
      .update(placeFlags)
      .set({ setAt: sql`now() - interval '2 hours'`, until: past })
      .where(eq(placeFlags.id, other))
    expect(await put('felix', room(307), other, { until: past.toISOString() })).toMatchObject(ended)
  })

  it('ends by itself, with nobody there to write it down', async () => {
    const id = newId()
    await put('felix', room(308), id)
    await db()
      .update(placeFlags)
      .set({ setAt: sql`now() - interval '2 hours'`, until: sql`now() - interval '1 hour'` })
      .where(eq(placeFlags.id, id))
    expect(await carried(room(308))).toEqual([])
  })

  it('an open screen is told what the place carries now', async () => {
    await vi.waitFor(() => expect(hub().engine).toBe('up'))
    const told = Listener.open(await actorAs('marco'))
    listener = told
    await vi.waitFor(() => expect(told.all('hello')).toHaveLength(1))
    const [id, until] = [newId(), tomorrow()]
    // Other tests' houses may be told of by the same Redis.
    const heard = () => told.all('flags').filter(({ placeId }) => placeId === room(309))
    await expect
      .poll(async () => {
        await put('felix', room(309), id, { until })
        return heard().map(({ placeId, flags }) => [placeId, flags.map((flag) => flag.id)])
      })
      .toContainEqual([room(309), [id]])
    await del('felix', room(309), id)
    await expect.poll(() => heard().at(-1)?.flags).toEqual([])
  })
})

describe('DELETE /api/places/:id/flags/:flagId', () => {
  it('401 signed out, 404 for a flag that this place never had', async () => {
    const id = newId()
    expect((await ask(DELETE, { method: 'DELETE', params: { id: room(310), flagId: id } })).status).toBe(401)
    await put('felix', room(310), id)
    expect((await del('felix', room(311), id)).status).toBe(404)
    expect((await del('felix', room(310), newId())).status).toBe(404)
    expect(await carried(room(310))).toEqual([id])
  })

  it('404 for an id that is none', async () => {
    expect((await del('felix', room(310), 'x')).status).toBe(404)
  })

  it('403 for an attendant without a department', async () => {
    const id = newId()
    await put('felix', room(312), id)
    await db().delete(memberships).where(eq(memberships.personId, cast.jolanta.id))
    expect((await del('jolanta', room(312), id)).status).toBe(403)
    expect(await carried(room(312))).toEqual([id])
  })

  it('200 also for who did not set it, twice, and the row says who ended it first', async () => {
    const id = newId()
    await put('felix', room(313), id)
    expect(await del('hana', room(313), id)).toMatchObject({ status: 200, body: { flags: [] } })
    expect((await del('felix', room(313), id)).status).toBe(200)
    const [row] = await db().select().from(placeFlags).where(eq(placeFlags.id, id))
    expect(row?.endedById).toBe(cast.hana.id)
  })
})

describe('GET /api/places/flags', () => {
  it('401 signed out, 400 with a parameter it does not know', async () => {
    expect((await ask(GET)).status).toBe(401)
    expect((await ask(GET, { as: await actorAs('hana'), query: { floor: 4 } })).status).toBe(400)
  })

  it('429 with the seconds to wait for whoever asks without end', async () => {
    const as = await actorAs('liezel')
    for (let n = 0; n < PER_MINUTE.read; n++) await pace(as.personId, 'read')
    const refused = await ask(GET, { as })
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'slow_down' } } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
