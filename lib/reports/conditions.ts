/** Which tickets a figure is of, as conditions over their facts. Who may see them is asked of the tickets themselves. */
import 'server-only'
import { and, eq, gte, inArray, isNull, lt, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { ticketFacts, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import { placesIn } from '@/lib/places/lookup'
import type { Settings } from '@/lib/settings/schema'
import { visibleTo } from '@/lib/tickets/visible'
import { canReport } from './policy'
import { type Behind, type Measure, NONE, type VolumeQuery } from './schema'

/** What figures may be of at all for this actor. Throws `forbidden` for whoever sees none. All see what is not restricted, and of
 *  that which is, those few of them that `visibleTo` lets through: asked of the few restricted tickets instead of all. */
export function seenBy(actor: Actor): SQL | undefined {
  if (!canReport(actor)) throw new AppError('forbidden', 'reports_not_yours')
  if (actor.role === 'manager') return undefined
  // Not `not`: of what nobody has, it may be unknown whether it is theirs.
  const hidden = and(tickets.restricted, sql`${visibleTo(actor)} is not true`)
  // As a list that is made once: a join would go through all tickets to find these few.
  return sql`${ticketFacts.ticketId} not in (select ${tickets.id} from ${tickets} where ${hidden})`
}

type Which = Omit<VolumeQuery, 'since' | 'until'>

/** A ticket's department, place, item, person and shift are among those asked for. */
export const isAmong = ({ department, place, item, person, shift }: Which, settings: Settings): SQL | undefined =>
  and(
    department && inArray(ticketFacts.departmentId, department),
    place && sql`${ticketFacts.placeId} in (${placesIn(place)})`,
    item && isOneOf(ticketFacts.itemId, item),
    person && isOneOf(ticketFacts.personId, person),
    shift && isOneOf(shiftOf(settings), shift),
  )

export const isOpenedIn = (since: string, until: string): SQL | undefined =>
  and(gte(ticketFacts.openedAt, new Date(since)), lt(ticketFacts.openedAt, new Date(until)))

/** `none` is what is null. */
function isOneOf(value: SQLWrapper, wanted: readonly string[]): SQL | undefined {
  const known = wanted.filter((one) => one !== NONE)
  return or(
    known.length > 0 ? inArray(value, known) : undefined,
    known.length < wanted.length ? isNull(value) : undefined,
  )
}

/** Of each figure the tickets that are counted in it. */
export const MEASURED: Record<Measure, SQL> = {
  opened: sql`true`,
  accepted: sql`${ticketFacts.acceptS} is not null`,
  answered: sql`${ticketFacts.answerS} is not null`,
  done: sql`${ticketFacts.doneS} is not null`,
  held: sql`${ticketFacts.holdS} > 0`,
  hit: sql`${ticketFacts.isHit}`,
  late: sql`not ${ticketFacts.isHit}`,
  ended: sql`${ticketFacts.hasEnded}`,
  reopened: sql`${ticketFacts.reopens} > 0`,
  faults: sql`not ${ticketFacts.isCancelled}`,
}

/** The code of the shift by whose hours it was opened; null outside of all. */
export function shiftOf({ shifts }: Pick<Settings, 'shifts'>): SQL<string | null> {
  if (shifts.length === 0) return sql`null::text`
  const cases = shifts.map(({ code, start, end }) => {
    const [from, to] = [minuteOf(start), minuteOf(end)]
    const { minute } = ticketFacts
    const isWithin =
      from < to ? sql`${minute} >= ${from} and ${minute} < ${to}` : sql`${minute} >= ${from} or ${minute} < ${to}`
    return sql`when ${isWithin} then ${code}`
  })
  return sql`(case ${sql.join(cases, sql` `)} end)`
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** The floor that a place lies on, or is; null where there is none. A subquery of (place, floor). */
export const FLOORS = sql`(with recursive up as (
    select id as place, id as at, parent_id, kind from places
    union all select up.place, places.id, places.parent_id, places.kind from places join up on places.id = up.parent_id
      where up.kind <> 'floor')
  select place, at as floor from up where kind = 'floor')`

const hourOf = sql`${ticketFacts.minute} / 60`

/** Exactly the tickets that a figure counts. */
export const standsBehind = (query: Behind, settings: Settings): SQL | undefined =>
  and(
    isOpenedIn(query.since, query.until),
    isAmong(query, settings),
    MEASURED[query.measure],
    query.at === undefined ? undefined : isOneOf(ticketFacts.placeId, [query.at]),
    query.floor === undefined ? undefined : isOnFloor(query.floor),
    query.weekday === undefined ? undefined : eq(ticketFacts.weekday, query.weekday),
    query.hour === undefined ? undefined : sql`${hourOf} = ${query.hour}`,
  )

const isOnFloor = (floor: string): SQL =>
  floor === NONE
    ? sql`not exists (select from ${FLOORS} on_floor where on_floor.place = ${ticketFacts.placeId})`
    : sql`${ticketFacts.placeId} in (select place from ${FLOORS} on_floor where on_floor.floor = ${floor}::uuid)`
