/** The statement of a report, and the report that its lines make. One look at the facts of both periods; of each group and of all
 *  together every figure is counted from the same rows. */
import 'server-only'
import { and, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { ticketFacts } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import type { Settings } from '@/lib/settings/schema'
import { FLOORS, isAmong, isOpenedIn, MEASURED, seenBy, shiftOf } from './conditions'
import {
  type Dimension,
  type Figures,
  NONE,
  type Report,
  type ReportQuery,
  type ReportRow,
  type Spread,
} from './schema'

/** The period before the one that is asked for. */
export const beforeOf = ({ since, until, against }: ReportQuery): { since: string; until: string } => {
  const [from, to] = [Date.parse(since), Date.parse(until)]
  return { since: against ?? new Date(Math.max(2 * from - to, FIRST_MS)).toISOString(), until: since }
}

/** Before the year 1 PostgreSQL writes moments in another way. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00Z')

type Timed = 'accept' | 'answer' | 'done'
type Counted = 'opened' | 'held' | 'hit' | 'late' | 'ended' | 'reopened'

/** The figures of one group in one period; of all together without a key. */
export type ReportLine = {
  key: string | null
  isTotal: boolean
  isNow: boolean
  share: number | null
} & Record<Counted | `${Timed}Count`, number> &
  Record<`${Timed}Mean`, number | null> &
  Record<`${Timed}At`, [number, number] | null>

const { acceptS, answerS, doneS, holdS } = ticketFacts
const TIMED: Record<Timed, SQLWrapper> = { accept: acceptS, answer: answerS, done: doneS }
const COUNTED: readonly Counted[] = ['opened', 'held', 'hit', 'late', 'ended', 'reopened']

export function reportStatement(actor: Actor, query: ReportQuery, settings: Settings): SQL {
  const { key, from } = groupedBy(query.by, settings)
  const isIt = and(isOpenedIn(beforeOf(query).since, query.until), isAmong(query, settings), seenBy(actor))
  const isNow = sql`${ticketFacts.openedAt} >= ${query.since}::timestamptz`
  const counted = COUNTED.map((name) => sql`count(*) filter (where ${MEASURED[name]})::int as ${sql.identifier(name)}`)
  const timed = Object.entries(TIMED).map(
    ([name, column]) => sql`count(${column})::int as ${sql.identifier(`${name}Count`)},
      avg(${column})::float8 as ${sql.identifier(`${name}Mean`)},
      percentile_disc(array[0.5, 0.9]) within group (order by ${column}) as ${sql.identifier(`${name}At`)}`,
  )
  // Under the table's own name, so that conditions are the same here as where tickets are listed.
  return sql`
    select key, grouping(key) = 1 as "isTotal", is_now as "isNow", ${sql.join([...counted, ...timed], sql`, `)},
      sum(${holdS})::float8 / nullif(sum(${doneS}), 0) as share
    from (select ${key} as key, ${isNow} as is_now, accept_s, answer_s, done_s, hold_s, is_hit, has_ended, reopens
      from ${from} where ${isIt}) as ${ticketFacts}
    group by grouping sets ((is_now, key), (is_now))`
}

const FLOOR_OF = sql`${ticketFacts} left join ${FLOORS} on_floor on on_floor.place = ${ticketFacts.placeId}`

function groupedBy(by: Dimension, settings: Settings): { key: SQL; from: SQL } {
  const { departmentId, placeId, itemId, personId } = ticketFacts
  const from = sql`${ticketFacts}`
  if (by === 'floor') return { key: sql`on_floor.floor`, from: FLOOR_OF }
  if (by === 'shift') return { key: shiftOf(settings), from }
  return { key: sql`${{ department: departmentId, place: placeId, item: itemId, person: personId }[by]}`, from }
}

const NO_SPREAD: Spread = { count: 0, mean: null, median: null, p90: null }
const NOTHING: Figures = {
  ...{ opened: 0, accept: NO_SPREAD, answer: NO_SPREAD, done: NO_SPREAD },
  ...{ hold: { held: 0, share: null }, target: { hit: 0, late: 0 }, reopen: { ended: 0, reopened: 0 } },
}

export function reportOf(lines: readonly ReportLine[]): Pick<Report, 'total' | 'rows'> {
  const total = { now: NOTHING, before: NOTHING }
  const rows = new Map<string, ReportRow>()
  for (const line of lines) {
    const key = line.key ?? NONE
    const row = line.isTotal ? total : (rows.get(key) ?? { key, now: NOTHING, before: NOTHING })
    row[line.isNow ? 'now' : 'before'] = figuresIn(line)
    if (!line.isTotal) rows.set(key, row as ReportRow)
  }
  return { total, rows: [...rows.values()].sort(byNumber) }
}

const byNumber = (a: ReportRow, b: ReportRow) =>
  b.now.opened - a.now.opened || b.before.opened - a.before.opened || (a.key < b.key ? -1 : 1)

function figuresIn(line: ReportLine): Figures {
  const spread = (name: Timed): Spread => {
    const [median = null, p90 = null] = line[`${name}At`] ?? []
    return { count: line[`${name}Count`], mean: line[`${name}Mean`], median, p90 }
  }
  const { opened, held, hit, late, ended, reopened, share } = line
  return {
    opened,
    ...{ accept: spread('accept'), answer: spread('answer'), done: spread('done') },
    ...{ hold: { held, share }, target: { hit, late }, reopen: { ended, reopened } },
  }
}
