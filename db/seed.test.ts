import { verify } from '@node-rs/argon2'
import { getTableName, type SQL, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogueField } from '@/lib/catalogue/schema'
import { misfits } from '@/lib/catalogue/values'
import { LOCALES } from '@/lib/people/schema'
import { FLAG_KINDS } from '@/lib/places/schema'
import { names } from '@/lib/schema'
import { settings } from '@/lib/settings/schema'
import { toTicket } from '@/lib/tickets/dto'
import { isLate } from '@/lib/tickets/policy'
import { HOLD_REASONS, OPEN_STATUSES, STATUSES } from '@/lib/tickets/schema'
import { cast, items, otherPlaceId, PASSWORD, roomId } from './cast'
import { db, type Transaction } from './client'
import * as table from './schema'
import { isEmpty, seedDemo, seedHotel, seedTickets } from './seed'

const now = new Date('2026-11-24T13:40:00Z')
const options = { seed: 1, now }

const HOTEL = [
  table.settings,
  table.people,
  table.departments,
  table.memberships,
  table.places,
  table.catalogueItems,
  table.tickets,
  table.entries,
  table.watchers,
  table.reads,
  table.readPositions,
]

const empty = (tx: Pick<Transaction, 'execute'>) =>
  tx.execute(sql.raw(`truncate ${HOTEL.map(getTableName).join(', ')} restart identity cascade`))

/** How many rows each table has. */
async function counts(): Promise<Record<string, number>> {
  const pairs = HOTEL.map(async (one) => [getTableName(one), await db().$count(one)] as const)
  return Object.fromEntries(await Promise.all(pairs))
}

/** Everything in here is undone in the end. */
async function rehearse(play: (tx: Transaction) => Promise<void>): Promise<void> {
  const undo = new Error('undo')
  const run = db().transaction(async (tx) => {
    await play(tx)
    throw undo
  })
  await expect(run).rejects.toBe(undo)
}

const rows = async <T extends Record<string, unknown>>(query: SQL) => [...(await db().execute<T>(query))]

beforeAll(async () => {
  await empty(db())
  await seedDemo(db(), options)
})

describe('the hotel', () => {
  test('has 6 floors, 120 rooms from 101 to 620 and 20 other places, each under a parent', async () => {
    const places = await db().select().from(table.places)
    const of = (...kinds: string[]) => places.filter(({ kind }) => kinds.includes(kind))
    expect(of('building')).toHaveLength(1)
    expect(of('floor')).toHaveLength(6)
    expect(of('area', 'equipment')).toHaveLength(20)
    const rooms = of('room').map(({ name }) => name)
    expect(rooms).toHaveLength(120)
    expect(rooms.toSorted().at(0)).toBe('101')
    expect(rooms.toSorted().at(-1)).toBe('620')
    for (const room of of('room')) {
      const floor = places.find(({ id }) => id === room.parentId)
      expect(floor?.name).toBe(`Floor ${room.name.charAt(0)}`)
    }
  })

  test('has the people of the cast in their roles and departments, and five departments', async () => {
    const people = await db().select().from(table.people)
    expect(people.map(({ email }) => email).toSorted()).toEqual(
      Object.values(cast)
        .map(({ email }) => email)
        .toSorted(),
    )
    expect(people).toHaveLength(24)
    expect(new Set(people.map(({ role }) => role)).size).toBe(4)
    for (const { locale } of people) expect(LOCALES).toContain(locale)
    expect(await db().$count(table.departments)).toBe(5)
    const memberships = await db().select().from(table.memberships)
    for (const person of Object.values(cast))
      expect(
        memberships
          .filter(({ personId }) => personId === person.id)
          .map((one) => one.departmentId)
          .toSorted(),
      ).toEqual(person.departmentIds.toSorted())
  })

  test('lets everybody in with the shared password, kept as argon2id', async () => {
    const [felix] = await db().select().from(table.people).where(sql`email = ${cast.felix.email}`)
    expect(felix?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verify(felix?.passwordHash ?? '', PASSWORD)).toBe(true)
    expect(await verify(felix?.passwordHash ?? '', `${PASSWORD}!`)).toBe(false)
  })

  test('offers 44 items, named in six languages, with fields a form can show', async () => {
    const catalogue = await db().select().from(table.catalogueItems)
    expect(catalogue).toHaveLength(44)
    expect(new Set(catalogue.map(({ departmentId }) => departmentId)).size).toBe(5)
    for (const item of catalogue) {
      expect(Object.keys(item.names)).toEqual(expect.arrayContaining(['en', 'de', 'es', 'fr', 'pt', 'pl']))
      expect(names.safeParse(item.names).success).toBe(true)
      for (const field of item.fields) expect(catalogueField.safeParse(field).error).toBeUndefined()
      expect(item.keywords).toEqual(item.keywords.map((word) => word.toLowerCase()))
    }
  })

  test('keeps the places and items that others know by number', async () => {
    const byId = new Map((await db().select().from(table.catalogueItems)).map((item) => [item.id, item.code]))
    expect(byId.get(items.towels)).toBe('towels')
    expect(byId.get(items.blockedDrain)).toBe('blocked_drain')
    expect(byId.get(items.iceBucket)).toBe('ice_bucket')
    const places = new Map((await db().select().from(table.places)).map((place) => [place.id, place.name]))
    expect(places.get(roomId(412))).toBe('412')
    expect(places.get(otherPlaceId(3))).toBe('Lift 2')
  })

  test('says that it is a demo, and where and when its days begin', async () => {
    const [row] = await db().select().from(table.settings)
    expect(settings.parse(row?.value)).toMatchObject({
      demo: true,
      hotelName: 'The Alder',
      timeZone: 'Europe/Vienna',
      businessDayStart: '03:00',
    })
  })
})

describe('seeding again', () => {
  test('is refused in words and changes nothing', async () => {
    const before = await counts()
    await expect(seedDemo(db(), options)).rejects.toThrow(/empty database only/)
    await expect(seedHotel(db())).rejects.toThrow(/empty database only/)
    await expect(seedTickets(db(), options)).rejects.toThrow(/beside no others/)
    expect(await counts()).toEqual(before)
    expect(await isEmpty(db())).toBe(false)
  })

  test('is refused beside a single row of a real hotel', () =>
    rehearse(async (tx) => {
      await empty(tx)
      expect(await isEmpty(tx)).toBe(true)
      await tx.insert(table.departments).values({ id: roomId(1), code: 'front-desk', names: { en: 'Front desk' } })
      await expect(seedHotel(tx)).rejects.toThrow(/empty database only/)
    }))

  test('leaves no hotel behind when its tickets fail', () =>
    rehearse(async (tx) => {
      await empty(tx)
      await tx.delete(table.accessVersion)
      await expect(seedDemo(tx, options)).rejects.toThrow(/migrate/)
      expect(await isEmpty(tx)).toBe(true)
      await tx.insert(table.accessVersion).values({ version: 1 })
      await seedDemo(tx, options)
      expect(await isEmpty(tx)).toBe(false)
    }))

  test('two at once make one hotel, and the other is refused in words', async () => {
    await empty(db())
    const both = await Promise.allSettled([seedDemo(db(), options), seedDemo(db(), options)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find(({ status }) => status === 'rejected')
    expect(refused).toMatchObject({ reason: { message: expect.stringMatching(/empty database only/) } })
    expect(await db().$count(table.people)).toBe(24)
  })
})

describe('its tickets', () => {
  const tickets = () => db().select().from(table.tickets).orderBy(table.tickets.number)

  test('are at least 60 threads, no two of which say the same', async () => {
    const threads = await rows<{ said: string }>(
      sql`select string_agg(body->>'text', ' | ' order by seq) as said from entries where kind = 'message' and body->>'text' <> '' group by ticket_id`,
    )
    expect(threads.length).toBeGreaterThanOrEqual(60)
    expect(new Set(threads.map(({ said }) => said)).size).toBe(threads.length)
  })

  test('repeat no sentence', async () => {
    const twice = await rows(
      sql`select body->>'text' as said from entries where kind = 'message' and body->>'text' <> '' group by 1 having count(*) > 1`,
    )
    expect([...twice]).toEqual([])
  })

  test('carry numbers in the order in which they were opened, and leave the next one to the next', async () => {
    const all = await tickets()
    const opened = all.map(({ openedAt }) => openedAt.getTime())
    expect(opened).toEqual(opened.toSorted((a, b) => a - b))
    const [next] = await rows<{ number: string }>(
      sql`select nextval(pg_get_serial_sequence('tickets', 'number')) as number`,
    )
    expect(Number(next?.number)).toBeGreaterThan(all.at(-1)?.number ?? Infinity)
  })

  test('have journals without holes that add up to the ticket', async () => {
    const wrong = await rows(sql`
      with numbered as (
        select *, row_number() over (partition by ticket_id order by seq) as expected,
          count(*) filter (where kind = 'message') over (partition by ticket_id order by seq) as messages,
          lag(at) over (partition by ticket_id order by seq) as at_before,
          lag(delivery->'after') over (partition by ticket_id order by seq) as after_before
        from entries)
      select t.number, e.seq from numbered e join tickets t on t.id = e.ticket_id
      where e.seq <> e.expected or e.n <> e.messages or e.at < e.at_before
        or e.at > e.received_at or e.received_at > ${now.toISOString()}::timestamptz
        or e.delivery->'before' is distinct from coalesce(e.after_before, 'null')
        or (e.kind = 'event') <> (e.delivery->'ticket' <> 'null' and e.body ? 'code')`)
    expect([...wrong]).toEqual([])
    const astray = await rows(sql`
      select number from tickets t
      where (last_seq, message_count, last_entry_at) is distinct from
        (select (max(seq), count(*) filter (where kind = 'message')::integer, max(received_at)) from entries where ticket_id = t.id)`)
    expect([...astray]).toEqual([])
  })

  test('are in the row what the last snapshot in their journal says', async () => {
    const all = await tickets()
    const on = await db().select().from(table.watchers)
    const snapshots = await rows<{ id: string; ticket: ReturnType<typeof toTicket> }>(sql`
      select distinct on (ticket_id) ticket_id as id, delivery->'ticket' as ticket from entries
      where delivery->'ticket' <> 'null' order by ticket_id, seq desc`)
    for (const row of all) {
      const list = (kind: string) =>
        on
          .filter((one) => one.ticketId === row.id && one.kind === kind)
          .map(({ personId }) => personId)
          .toSorted()
      const lists = { watcherIds: list('watching'), namedIds: list('named'), mentionedIds: list('mentioned') }
      const { lastSeq, messageCount, lastEntryAt, lastMessage, ...ticket } = toTicket(row, lists)
      expect(snapshots.find(({ id }) => id === row.id)?.ticket).toMatchObject(ticket)
    }
  })

  test('show every status, what is late, what nobody has, and what is urgent and nobody’s', async () => {
    const all = (await tickets()).map((row) => toTicket(row, { watcherIds: [], namedIds: [], mentionedIds: [] }))
    for (const status of STATUSES) expect(all.map((ticket) => ticket.status)).toContain(status)
    const open = all.filter(({ status }) => (OPEN_STATUSES as readonly string[]).includes(status))
    expect(open.length).toBeGreaterThanOrEqual(12)
    expect(open.length).toBeLessThanOrEqual(18)
    expect(open.filter((ticket) => isLate(ticket, now.getTime())).length).toBeGreaterThanOrEqual(3)
    expect(open.some(({ status, priority }) => status === 'new' && priority === 'urgent')).toBe(true)
    expect(open.filter(({ status }) => status === 'new').length).toBeGreaterThanOrEqual(3)
    expect(all.filter(({ status }) => status === 'done').length).toBeGreaterThanOrEqual(3)
    expect(all.filter(({ restricted }) => restricted).length).toBeGreaterThanOrEqual(3)
  })

  test('tell of everything that can happen to a ticket', async () => {
    const codes = await rows<{ code: string }>(
      sql`select distinct body->>'code' as code from entries where kind = 'event'`,
    )
    expect(codes.map(({ code }) => code).toSorted()).toEqual([
      'accepted',
      'assigned',
      'called_back',
      'cancelled',
      'closed',
      'completed',
      'edited',
      'filled',
      'guest_moved',
      'guest_set',
      'held',
      'opened',
      'released',
      'reopened',
      'restricted',
      'restriction_lifted',
      'resumed',
      'sent_back',
      'started',
      'taken_over',
      'transferred',
      'unassigned',
      'watcher_added',
      'watcher_removed',
    ])
    const reasons = await rows<{ reason: string }>(
      sql`select distinct body->'params'->>'reason' as reason from entries where body->>'code' = 'held'`,
    )
    expect(reasons.map(({ reason }) => reason).toSorted()).toEqual(HOLD_REASONS.toSorted())
  })

  test('owe guests calls, and places carry flags of every kind, each with an end to come', async () => {
    const all = await tickets()
    expect(all.filter(({ callBack }) => callBack === 'owed').length).toBeGreaterThanOrEqual(3)
    expect(all.some(({ callBack, status }) => callBack === 'owed' && status === 'done')).toBe(true)
    const flags = await db().select().from(table.placeFlags)
    expect(new Set(flags.map(({ kind }) => kind))).toEqual(new Set(FLAG_KINDS))
    expect(flags.every(({ until }) => until > now)).toBe(true)
    expect(await db().$count(table.ticketLinks)).toBeGreaterThanOrEqual(3)
  })

  test('include a complaint and a lost item with everything written down, and no field that does not fit', async () => {
    const all = await tickets()
    const catalogue = new Map((await db().select().from(table.catalogueItems)).map((item) => [item.id, item]))
    const of = (code: string) => all.filter((ticket) => catalogue.get(ticket.catalogueItemId ?? '')?.code === code)
    expect(of('complaint').map(({ fields }) => Object.keys(fields).toSorted())).toContainEqual([
      'cause',
      'cost',
      'remedy',
      'severity',
    ])
    expect(of('lost_and_found').map(({ fields }) => Object.keys(fields).toSorted())).toContainEqual([
      'handed_to',
      'stored_at',
      'where',
    ])
    for (const ticket of all)
      expect(misfits(catalogue.get(ticket.catalogueItemId ?? '')?.fields ?? [], ticket.fields)).toEqual([])
  })

  test('leave Felix and Hana something to read, and nobody ahead of the thread', async () => {
    const unread = (personId: string) =>
      db().$count(
        table.tickets,
        sql`message_count > (select n from read_positions where ticket_id = tickets.id and person_id = ${personId})
          and status not in ('closed', 'cancelled')`,
      )
    expect(await unread(cast.felix.id)).toBeGreaterThanOrEqual(2)
    expect(await unread(cast.hana.id)).toBeGreaterThanOrEqual(2)
    const wrong = await rows(sql`
      select * from reads r left join entries e on e.ticket_id = r.ticket_id and e.seq = r.seq
        left join read_positions p on p.ticket_id = r.ticket_id and p.person_id = r.person_id
      where e.seq is null or r.at < e.received_at or p.seq is null or r.seq > p.seq`)
    expect([...wrong]).toEqual([])
    const positions = await rows(sql`
      select * from read_positions p join entries e using (ticket_id, seq) where e.n <> p.n`)
    expect([...positions]).toEqual([])
  })
})
