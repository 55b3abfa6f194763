/** Reports: who sees figures, that they are those of a second way of counting, and that behind each stand as many tickets. */
import path from 'node:path'
import { asc, inArray } from 'drizzle-orm'
import postgres from 'postgres'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { cast, departments, floorId, items, roomId } from '@/db/cast'
import { db } from '@/db/client'
import { settings } from '@/db/demo/hotel'
import { seedScale } from '@/db/demo/scale/scale'
import { entries, places, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { storageAt } from '@/lib/photos/storage'
import { listBehind } from '@/lib/reports/behind'
import { CELLS, narrowedTo } from '@/lib/reports/cells'
import type { TicketFigures } from '@/lib/reports/figures'
import {
  type BehindPage,
  behindQuery,
  DIMENSIONS,
  type Dimension,
  type Figures,
  NONE,
  type Repeats,
  type Report,
  type Volume,
} from '@/lib/reports/schema'
import { countedNaively, spreadNaively } from '@/lib/reports/specimen'
import { inReportTurn } from '@/lib/reports/turn'
import { acceptTicket } from '@/lib/tickets/assignment'
import { audienceOf } from '@/lib/tickets/dto'
import { canSee } from '@/lib/tickets/policy'
import { asking, askingFor, opened, written } from '@/lib/tickets/specimen'
import { FOUND, type FoundTicket, withLists } from '@/lib/tickets/visible'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET as getRepeats } from './repeats/route'
import { GET as getReport } from './route'
import { GET as getTickets } from './tickets/route'
import { GET as getVolume } from './volume/route'

type Who = keyof typeof cast
const everybody = Object.keys(cast) as Who[]
const SCALE = { tickets: 150, messages: 500, seed: 11, years: 0.5, until: new Date('2026-06-30T18:00:00Z') }
const PERIOD = {
  since: '2026-03-20T23:00:00.000Z',
  until: '2026-06-30T22:00:00.000Z',
  against: '2025-12-31T23:00:00.000Z',
}
const DURING = { since: PERIOD.since, until: PERIOD.until }

interface Known {
  ticket: FoundTicket
  figures: TicketFigures
}
let all: Known[] = []
let floorOf: Map<string, string>

beforeAll(async () => {
  const pool = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  const photos = storageAt({ S3: null, BELLBOARD_DATA: path.join(inject('stage').folder, 'reports') })
  await seedScale({ sql: pool, db: db(), photos }, SCALE)
  await pool.end()
  all = await everyTicket()
  const rows = await db().select().from(places)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const up = (id: string | null): string => {
    const place = id === null ? undefined : byId.get(id)
    return !place ? NONE : place.kind === 'floor' ? place.id : up(place.parentId)
  }
  floorOf = new Map(rows.map(({ id }) => [id, up(id)]))
})

async function everyTicket(): Promise<Known[]> {
  const rows = (await db().select(FOUND).from(tickets).orderBy(asc(tickets.number))).map(withLists)
  const said = await db().select().from(entries).orderBy(asc(entries.ticketId), asc(entries.seq))
  const of = new Map<string, typeof said>()
  for (const entry of said) of.set(entry.ticketId, [...(of.get(entry.ticketId) ?? []), entry])
  return rows.map((ticket) => ({ ticket, figures: countedNaively(of.get(ticket.id) ?? []) }))
}

const reportFor = async (who: Who, query: Record<string, string>) =>
  ask<Report>(getReport, { as: await actorAs(who), query: { ...PERIOD, by: 'department', ...query } })

const wallOf = (moment: Date) => {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone: settings.timeZone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const parts = text.formatToParts(moment)
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return {
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(get('weekday')) + 1,
    hour: Number(get('hour')),
  }
}
const shiftAt = (hour: number) => (hour >= 6 && hour < 14 ? 'early' : hour >= 14 && hour < 22 ? 'late' : 'night')

const keyIn: Record<Dimension, (known: Known) => string> = {
  department: ({ ticket }) => ticket.departmentId,
  place: ({ ticket }) => ticket.placeId ?? NONE,
  floor: ({ ticket }) => floorOf.get(ticket.placeId ?? '') ?? NONE,
  item: ({ ticket }) => ticket.catalogueItemId ?? NONE,
  person: ({ figures }) => figures.personId ?? NONE,
  shift: ({ ticket }) => shiftAt(wallOf(ticket.openedAt).hour),
}

const isIn =
  (since: string, until: string) =>
  ({ ticket }: Known) =>
    ticket.openedAt >= new Date(since) && ticket.openedAt < new Date(until)
const seenBy = (actor: Actor) => all.filter(({ ticket }) => canSee(actor, audienceOf(ticket, ticket)))

function figuresNaively(known: readonly Known[]): Figures {
  const figures = known.map(({ figures }) => figures)
  const number = (isIt: (one: TicketFigures) => boolean | null) => figures.filter(isIt).length
  const done = figures.filter(({ doneS }) => doneS !== null)
  const sum = (value: (one: TicketFigures) => number | null) =>
    done.reduce((total, one) => total + (value(one) ?? 0), 0)
  const whole = sum(({ doneS }) => doneS)
  return {
    opened: known.length,
    accept: spreadNaively(figures.map(({ acceptS }) => acceptS)),
    answer: spreadNaively(figures.map(({ answerS }) => answerS)),
    done: spreadNaively(done.map(({ doneS }) => doneS)),
    hold: {
      held: number(({ holdS }) => (holdS ?? 0) > 0),
      share: whole > 0 ? sum(({ holdS }) => holdS) / whole : null,
    },
    target: { hit: number(({ isHit }) => isHit), late: number(({ isHit }) => isHit === false) },
    reopen: { ended: number(({ hasEnded }) => hasEnded), reopened: number(({ reopens }) => reopens > 0) },
  }
}

/** The same number, but for how sums of fractions are rounded. */
const near = (figures: Figures): Figures =>
  JSON.parse(JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value)))

describe('GET /api/reports', () => {
  it('signed out → 401; malformed → 400 naming the field', async () => {
    for (const handler of [getReport, getVolume, getRepeats, getTickets])
      expect((await ask(handler, {})).status).toBe(401)
    for (const [query, field] of [
      [{ by: 'guest' }, 'query.by'],
      [{ since: 'yesterday' }, 'query.since'],
      [{ until: PERIOD.since }, 'query.until'],
      [{ against: PERIOD.until }, 'query.against'],
      [{ department: 'none' }, 'query.department.0'],
      [{ weekday: '8' }, 'query.weekday'],
      [{ since: '0000-01-01T00:00:00Z' }, 'query.since'],
      [{ until: '9999-12-31T23:59:59-12:00' }, 'query.until'],
      [{ against: '0000-12-31T00:00:00Z' }, 'query.against'],
    ] as const)
      expect([query, await reportFor('nora', query)]).toMatchObject([
        query,
        { status: 400, body: { error: { code: 'invalid', field } } },
      ])
  })

  it.each(everybody.filter((who) => cast[who].role === 'attendant'))(
    '%s sees no figures, and no tickets behind them',
    async (who) => {
      const as = await actorAs(who)
      for (const [handler, query] of [
        [getReport, { ...PERIOD, by: 'department' }],
        [getVolume, DURING],
        [getRepeats, DURING],
        [getTickets, DURING],
      ] as const)
        expect((await ask(handler, { as, query })).status).toBe(403)
    },
  )

  it.each(everybody.filter((who) => cast[who].role !== 'attendant'))(
    '%s sees the figures of exactly what they may see',
    async (who) => {
      const mine = seenBy(await actorAs(who))
      const [now, before] = [
        mine.filter(isIn(PERIOD.since, PERIOD.until)),
        mine.filter(isIn(PERIOD.against, PERIOD.since)),
      ]
      expect(now.length).toBeGreaterThan(40)
      expect(before.length).toBeGreaterThan(40)
      for (const by of DIMENSIONS) {
        const { body } = await reportFor(who, { by })
        expect([near(body.total.now), near(body.total.before)]).toEqual([
          near(figuresNaively(now)),
          near(figuresNaively(before)),
        ])
        const keys = new Set([...now, ...before].map(keyIn[by]))
        expect(new Set(body.rows.map(({ key }) => key))).toEqual(keys)
        for (const row of body.rows) {
          const of = (known: Known[]) => near(figuresNaively(known.filter((one) => keyIn[by](one) === row.key)))
          expect([by, row.key, near(row.now), near(row.before)]).toEqual([by, row.key, of(now), of(before)])
        }
      }
    },
  )

  it.each(['nora', 'felix', 'ada'] as const)(
    'behind every cell of every table, %s finds as many tickets',
    { timeout: 240_000 },
    async (who) => {
      const as = await actorAs(who)
      const ids = new Set(seenBy(as).map(({ ticket }) => ticket.id))
      const wrong: unknown[] = []
      const open = async (query: Record<string, string>, expected: number) => {
        const { items, count } = await listBehind(as, behindQuery.parse({ ...query, limit: '50' }))
        const isRight =
          count === expected && items.length === Math.min(50, count) && items.every(({ ticket }) => ids.has(ticket.id))
        if (!isRight) wrong.push([query, expected, count])
      }
      let opened = 0
      for (const by of DIMENSIONS) {
        const { body } = await reportFor(who, { by })
        const rows = [
          ...body.rows.map(({ key, ...both }) => ({ narrowed: narrowedTo(by, key), ...both })),
          { narrowed: {}, ...body.total },
        ]
        for (const { narrowed, now, before } of rows)
          for (const [figures, during] of [
            [now, DURING],
            [before, body.before],
          ] as const)
            await Promise.all(
              CELLS.map(({ measure, countIn }) => {
                opened += 1
                return open({ ...during, ...narrowed, measure }, countIn(figures))
              }),
            )
      }
      const volume = (await ask<Volume>(getVolume, { as, query: DURING })).body
      for (const { weekday, hour, opened } of volume.cells)
        await open({ ...DURING, weekday: `${weekday}`, hour: `${hour}` }, opened)
      const repeats = (await ask<Repeats>(getRepeats, { as, query: DURING })).body
      for (const { placeId, itemId, faults } of repeats.rows)
        await open({ ...DURING, at: placeId, item: itemId, measure: 'faults' }, faults)
      expect(wrong).toEqual([])
      expect(opened).toBeGreaterThan(2_000)
      expect(volume.cells.length).toBeGreaterThan(30)
    },
  )

  it('of all times since the first year is compared with nothing, and an offset is one wherever it is', async () => {
    const as = await actorAs('nora')
    const ever = { since: '0001-01-01T00:00:00Z', until: '9999-12-31T23:59:59Z' }
    const { status, body } = await ask<Report>(getReport, { as, query: { ...ever, by: 'department' } })
    expect([status, body.before]).toEqual([
      200,
      { since: '0001-01-01T00:00:00.000Z', until: '0001-01-01T00:00:00.000Z' },
    ])
    expect([body.total.now.opened > 0, body.total.before.opened]).toEqual([true, 0])
    const far = { since: '2026-03-21T22:00:00+23:00', until: '2026-06-30T22:00:00Z', by: 'department' }
    expect((await ask<Report>(getReport, { as, query: far })).body.total.now).toEqual(
      (await reportFor('nora', {})).body.total.now,
    )
  })

  it('counts each hour by the clock of the hotel', async () => {
    const { cells } = (await ask<Volume>(getVolume, { as: await actorAs('nora'), query: DURING })).body
    const counted = new Map<string, number>()
    for (const { ticket } of all.filter(isIn(DURING.since, DURING.until))) {
      const { weekday, hour } = wallOf(ticket.openedAt)
      counted.set(`${weekday} ${hour}`, (counted.get(`${weekday} ${hour}`) ?? 0) + 1)
    }
    expect(new Map(cells.map(({ weekday, hour, opened }) => [`${weekday} ${hour}`, opened]))).toEqual(counted)
  })

  it('narrows by department, place and floor, item, person and shift', async () => {
    const nora = await actorAs('nora')
    const now = seenBy(nora).filter(isIn(PERIOD.since, PERIOD.until))
    for (const [query, isIt] of [
      [
        { department: `${departments.engineering.id},${departments.security.id}` },
        ({ ticket }: Known) =>
          [departments.engineering.id, departments.security.id].includes(ticket.departmentId as never),
      ],
      [{ place: floorId(3) }, (known: Known) => keyIn.floor(known) === floorId(3)],
      [
        { item: `${items.towels},${NONE}` },
        ({ ticket }: Known) => [items.towels, null].includes(ticket.catalogueItemId),
      ],
      [{ person: cast.hana.id }, ({ figures }: Known) => figures.personId === cast.hana.id],
      [{ shift: 'night' }, (known: Known) => keyIn.shift(known) === 'night'],
    ] as const) {
      const { total } = (await reportFor('nora', query)).body
      expect([query, near(total.now)]).toEqual([query, near(figuresNaively(now.filter(isIt)))])
      expect(total.now.opened).toBeGreaterThan(0)
    }
  })

  it('what stands behind a figure is read in its turn', async () => {
    let end = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const others = [await actorAs('felix'), await actorAs('ada')].map((as) => inReportTurn(as, () => ended))
    const leaving = new AbortController()
    const waiting = ask(getTickets, { as: await actorAs('nora'), query: DURING, signal: leaving.signal })
    leaving.abort()
    expect((await waiting).status).toBe(503)
    end()
    await Promise.all(others)
    expect((await ask(getTickets, { as: await actorAs('nora'), query: DURING })).status).toBe(200)
  })

  it('pages through all of them, newest first', async () => {
    const as = await actorAs('nora')
    const expected = seenBy(as)
      .filter(isIn(DURING.since, DURING.until))
      .filter(({ figures }) => figures.doneS !== null)
    const paged: number[] = []
    for (let cursor: number | null | undefined; cursor !== null; ) {
      const query = { ...DURING, measure: 'done', limit: 17, ...(cursor !== undefined && { cursor }) }
      const page: BehindPage = (await ask<BehindPage>(getTickets, { as, query })).body
      expect(page.count).toBe(expected.length)
      paged.push(...page.items.map(({ ticket }) => ticket.number))
      cursor = page.next
    }
    expect(paged).toEqual(expected.map(({ ticket }) => ticket.number).reverse())
  })
})

describe('what changes a moment before', () => {
  const today = {
    since: new Date(Date.now() - 3_600_000).toISOString(),
    until: new Date(Date.now() + 3_600_000).toISOString(),
  }
  const acceptedBy = async (who: Who): Promise<[opened: number, accepted: number]> => {
    const { body } = await ask<Report>(getReport, { as: await actorAs(who), query: { ...today, by: 'department' } })
    return [body.total.now.opened, body.total.now.accept.count]
  }

  it('counts', async () => {
    const ticket = await opened(await actorAs('felix'), asking({ placeId: roomId(207) }))
    const [count, accepted] = await acceptedBy('felix')
    await acceptTicket(await actorAs('hana'), ticket.id, written())
    expect(await acceptedBy('felix')).toEqual([count, accepted + 1])
  })

  it('is counted for nobody who lost sight of it, even by figures that know nothing of it', async () => {
    const ticket = await opened(await actorAs('nora'), askingFor('A matter', 'engineering'))
    const [all] = await acceptedBy('felix')
    expect(await acceptedBy('nora')).toEqual(await acceptedBy('felix'))
    await db()
      .update(tickets)
      .set({ restricted: true })
      .where(inArray(tickets.id, [ticket.id]))
    const [felix, nora] = [await acceptedBy('felix'), await acceptedBy('nora')]
    expect([felix[0], nora[0]]).toEqual([all - 1, all])
  })
})
