/** The door to quick replies. One that is removed is only put away: a message that was written with it and is still on its way
 *  is known by it. */
import 'server-only'
import { and, asc, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { quickReplies } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { requireDepartment } from '@/lib/people/lookup'
import { canWordReplies, hasReply } from './policy'
import type { AddReplyInput, ChangeReplyInput, QuickReply } from './schema'

type Row = typeof quickReplies.$inferSelect
type Content = Pick<QuickReply, 'departmentId' | 'shortcut' | 'texts'>

/** Those that the actor may use, by shortcut. */
export async function listReplies(actor: Actor): Promise<QuickReply[]> {
  const rows = await db()
    .select()
    .from(quickReplies)
    .where(isNull(quickReplies.archivedAt))
    .orderBy(asc(quickReplies.shortcut), asc(quickReplies.id))
  return rows.filter((row) => hasReply(actor, row)).map(toReply)
}

/** The same id again answers what it added; with other content it is refused. */
export async function addReply(actor: Actor, { id, ...content }: AddReplyInput): Promise<{ reply: QuickReply }> {
  requireWordsmith(actor)
  return db().transaction(async (tx) => {
    await oneAtATime(tx)
    const known = await find(tx, eq(quickReplies.id, id))
    if (known && !isSame(known, content)) throw new AppError('conflict', 'id_reused')
    if (known) return { reply: toReply(known) }
    await requireRoom(tx, id, content)
    const [row] = await tx
      .insert(quickReplies)
      .values({ id, ...content })
      .returning()
    return { reply: toReply(written(row)) }
  })
}

/** 409 with what it is now, when somebody has changed it since; changing it into what it is already is no error. */
export async function changeReply(actor: Actor, id: string, input: ChangeReplyInput): Promise<{ reply: QuickReply }> {
  requireWordsmith(actor)
  const { version, ...content } = input
  return db().transaction(async (tx) => {
    await oneAtATime(tx)
    const known = await find(tx, eq(quickReplies.id, id), isNull(quickReplies.archivedAt))
    if (!known) throw notFound()
    if (isSame(known, content)) return { reply: toReply(known) }
    if (known.version !== version) throw new AppError('conflict', 'stale_reply', { current: toReply(known) })
    await requireRoom(tx, id, content)
    const changed = { ...content, version: version + 1 }
    const [row] = await tx.update(quickReplies).set(changed).where(eq(quickReplies.id, id)).returning()
    return { reply: toReply(written(row)) }
  })
}

/** Removing it twice is no error. */
export async function removeReply(actor: Actor, id: string): Promise<void> {
  requireWordsmith(actor)
  const archivedAt = sql`coalesce(${quickReplies.archivedAt}, now())`
  const [row] = await db()
    .update(quickReplies)
    .set({ archivedAt })
    .where(eq(quickReplies.id, id))
    .returning({ id: quickReplies.id })
  if (!row) throw notFound()
}

function requireWordsmith(actor: Actor): void {
  if (!canWordReplies(actor)) throw new AppError('forbidden', 'not_yours')
}

/** Few people word few replies: their changes wait for each other, and the second sees what the first did. */
const oneAtATime = (tx: Transaction) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('bellboard.replies'))`)

/** 400 for a department that is not there, 409 where another reply has this shortcut. */
async function requireRoom(tx: Transaction, id: string, { departmentId, shortcut }: Content): Promise<void> {
  if (departmentId !== null) await requireDepartment(tx, departmentId, 'body.departmentId')
  const isThere =
    departmentId === null ? isNull(quickReplies.departmentId) : eq(quickReplies.departmentId, departmentId)
  const isInUse = and(isThere, isNull(quickReplies.archivedAt), ne(quickReplies.id, id))
  const rival = await find(tx, eq(quickReplies.shortcut, shortcut), isInUse)
  if (rival)
    throw new AppError('conflict', { code: 'shortcut_taken', params: { shortcut } }, { field: 'body.shortcut' })
}

async function find(tx: Transaction, ...conditions: (SQL | undefined)[]): Promise<Row | undefined> {
  const [row] = await tx
    .select()
    .from(quickReplies)
    .where(and(...conditions))
    .limit(1)
  return row
}

function isSame(row: Row, { departmentId, shortcut, texts }: Content): boolean {
  const languages = Object.keys(texts)
  const hasSameTexts =
    languages.length === Object.keys(row.texts).length && languages.every((one) => texts[one] === row.texts[one])
  return row.departmentId === departmentId && row.shortcut === shortcut && hasSameTexts
}

function written(row: Row | undefined): Row {
  if (!row) throw new Error('a write returned nothing')
  return row
}

const toReply = ({ id, departmentId, shortcut, texts, version }: Row): QuickReply => ({
  id,
  departmentId,
  shortcut,
  texts,
  version,
})
