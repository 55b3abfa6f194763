/** A page of a thread at any depth, from the journal, and the board over years of tickets: as their routes ask for them, and the
 *  bare statement. */
import { eq, type SQL, sql } from 'drizzle-orm'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { actorOf } from '@/db/demo/house'
import { entries, tickets } from '@/db/schema'
import { selectEntries } from '@/lib/chat/entries'
import { readThread } from '@/lib/chat/thread'
import { BEGINNING, seal } from '@/lib/journal/digest'
import { newId } from '@/lib/schema'
import { BOARD_PAGE, readBoard } from '@/lib/tickets/board'
import { selectList } from '@/lib/tickets/list'
import { listTicketsQuery } from '@/lib/tickets/requests'
import { percentile } from '../figures.mjs'
import { explained, figuresOf, type Took, timed } from './explained'

const PAGE = 50
const PAGES = [1, 10, 100, 300, 1_000]
const LENGTH = PAGE * 1_000
const PIECE = 1_000
const PEOPLE = ['nora', 'felix', 'hana', 'marco'] as const
/** Turns that do not count. */
const WARM_UP = 3

export interface Figure extends Took {
  name: string
  plan: string
  /** Milliseconds, of p95. */
  bar: number
}

interface Question {
  name: string
  ask: () => Promise<void>
  statement: () => SQL
}

/** One thread of a thousand pages beside all others, while it is measured. */
export async function measureDepth(rounds: number): Promise<Figure[]> {
  const ticketId = await openLongThread()
  const nora = actorOf('nora')
  const ask = async (page: number) => {
    const { items } = await readThread(nora, ticketId, { ...before(page), limit: PAGE, wait: 0 })
    if (items.length !== PAGE || items.some(({ damaged }) => damaged)) throw new Error(`page ${page} is not whole`)
  }
  const statement = (page: number) => {
    const to = LENGTH - (page - 1) * PAGE
    return selectEntries(ticketId, to - PAGE, to).getSQL()
  }
  try {
    const questions = PAGES.map((page) => ({
      name: `page ${page}`,
      ask: () => ask(page),
      statement: () => statement(page),
    }))
    return await measure(questions, rounds, 30)
  } finally {
    await db().execute(sql`set statement_timeout = 0`)
    await db().delete(entries).where(eq(entries.ticketId, ticketId))
    await db().delete(tickets).where(eq(tickets.id, ticketId))
  }
}

/** The newest page is asked for without. */
const before = (page: number) => (page === 1 ? {} : { before: LENGTH - (page - 1) * PAGE + 1 })

export function measureBoard(rounds: number): Promise<Figure[]> {
  const query = listTicketsQuery.parse({ view: 'board' })
  const questions = PEOPLE.map((who) => ({
    name: `board, ${who} (${cast[who].role})`,
    ask: async () => void (await readBoard(actorOf(who), { limit: BOARD_PAGE })),
    statement: () => selectList(actorOf(who), { ...query, limit: BOARD_PAGE }).getSQL(),
  }))
  return measure(questions, rounds, 20)
}

/** Each question in its turn. */
async function measure(questions: Question[], rounds: number, bar: number): Promise<Figure[]> {
  const figures = questions.map(({ name }) => ({ name, whole: [] as number[], bare: [] as number[], plan: '', bar }))
  for (let round = -WARM_UP; round < rounds; round++)
    for (const [index, { ask, statement }] of questions.entries())
      await timed(figures[index] as Figure, round >= 0, ask, statement)
  for (const [index, { statement }] of questions.entries())
    (figures[index] as Figure).plan = (await explained(statement(), 'analyze, buffers, costs off')).plan
  return figures
}

export const line = (figure: Figure): string => {
  const isKept = percentile(figure.whole, 0.95) <= figure.bar
  return `| ${figure.name} | ${figuresOf(figure)} | ${figure.bar} | ${isKept ? 'yes' : 'no'} |`
}

async function openLongThread(): Promise<string> {
  const [like] = await db().select().from(tickets).where(eq(tickets.status, 'closed')).limit(1)
  if (!like) throw new Error('a database without a closed ticket')
  const { number: _, ...rest } = like
  const id = newId()
  let digest: Buffer = Buffer.from(BEGINNING)
  const at = new Date()
  await db()
    .insert(tickets)
    .values({ ...rest, id, lastSeq: LENGTH, messageCount: LENGTH, digest: null })
  const audience = { departmentId: like.departmentId, restricted: false, openerId: like.openerId, assigneeId: null }
  const after = { ...audience, watcherIds: [], namedIds: [], mentionedIds: [], mentionedDepartmentIds: [] }
  for (let from = 1; from <= LENGTH; from += PIECE) {
    const rows = Array.from({ length: PIECE }, (_, index) => {
      const seq = from + index
      const body = { text: `Entry ${seq}: somebody says what there is to say about it, as people do.` }
      const delivery = { before: after, after, ticket: null }
      const facts = { ticketId: id, seq, n: seq, id: newId(), kind: 'message' as const, authorId: like.openerId }
      const content = { ...facts, device: null, body, at, receivedAt: at, fingerprint: `${seq}`, delivery }
      const sealed = seal(digest, content)
      digest = sealed.digest
      return { ...content, ...sealed, delivery: { ...delivery, accessVersion: 0 } }
    })
    await db().insert(entries).values(rows)
  }
  await db().update(tickets).set({ digest }).where(eq(tickets.id, id))
  return id
}
