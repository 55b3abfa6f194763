/** The door to the views that people keep. What one may not see is not found; what one sees and may not change is refused. */
import 'server-only'
import { and, asc, count, eq, inArray, ne, or, type SQL } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { savedViews } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { requireActivePeople, requireDepartment } from '@/lib/people/lookup'
import { requirePlace } from '@/lib/places/lookup'
import { canSeeView, mayChangeView, mayShareWith } from './policy'
import type { ChangeViewInput, KeepViewInput } from './requests'
import { type Filter, MOST_VIEWS, NO_FILTER, type SavedView, type Sharing } from './schema'

type Row = typeof savedViews.$inferSelect

/** Those that the actor may see, by name. */
export async function listViews(actor: Actor): Promise<SavedView[]> {
  const rows = await db()
    .select()
    .from(savedViews)
    .where(visibleViews(actor))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
  return rows.map(toView)
}

/** Keeps a view under the client's own id: sent again it is kept once; the id with other content is refused. */
export async function keepView(actor: Actor, input: KeepViewInput): Promise<SavedView> {
  return db().transaction(async (tx) => {
    const [known] = await tx.select().from(savedViews).where(eq(savedViews.id, input.id))
    if (known) return keptBefore(actor, toView(known), input)
    requireSharing(actor, input.sharing)
    await requireThere(tx, input)
    const own = eq(savedViews.ownerId, actor.personId)
    const [{ kept } = { kept: 0 }] = await tx.select({ kept: count() }).from(savedViews).where(own)
    if (kept >= MOST_VIEWS) throw new AppError('conflict', { code: 'too_many_views', params: { most: MOST_VIEWS } })
    const [row] = await tx
      .insert(savedViews)
      .values({
        id: input.id,
        ownerId: actor.personId,
        name: input.name,
        filter: input.filter,
        ...sharingColumns(input.sharing),
      })
      .onConflictDoNothing({ target: savedViews.id })
      .returning()
    if (row) return toView(row)
    const [other] = await tx.select().from(savedViews).where(eq(savedViews.id, input.id))
    return keptBefore(actor, other && toView(other), input)
  })
}

/** Its maker, or a manager where it is shared; 403 for others who see it. */
export async function changeView(actor: Actor, viewId: string, input: ChangeViewInput): Promise<SavedView> {
  return db().transaction(async (tx) => {
    await findChangeable(tx, actor, viewId)
    if (input.sharing) requireSharing(actor, input.sharing)
    await requireThere(tx, input)
    const { name, filter, sharing } = input
    const [row] = await tx
      .update(savedViews)
      .set({ name, filter, ...(sharing && sharingColumns(sharing)) })
      .where(eq(savedViews.id, viewId))
      .returning()
    if (!row) throw notFound()
    return toView(row)
  })
}

/** The same people. What is gone already is not found. */
export async function dropView(actor: Actor, viewId: string): Promise<{ dropped: string }> {
  return db().transaction(async (tx) => {
    await findChangeable(tx, actor, viewId)
    await tx.delete(savedViews).where(eq(savedViews.id, viewId))
    return { dropped: viewId }
  })
}

/** The SQL face of `canSeeView`. */
function visibleViews({ personId, role, departmentIds }: Actor): SQL | undefined {
  if (role === 'manager') return or(eq(savedViews.ownerId, personId), ne(savedViews.sharedWith, 'nobody'))
  return or(
    eq(savedViews.ownerId, personId),
    eq(savedViews.sharedWith, 'hotel'),
    and(eq(savedViews.sharedWith, 'department'), inArray(savedViews.departmentId, departmentIds)),
  )
}

async function findChangeable(tx: Transaction, actor: Actor, viewId: string): Promise<void> {
  const [row] = await tx.select().from(savedViews).where(eq(savedViews.id, viewId)).for('update')
  if (!row || !canSeeView(actor, toView(row))) throw notFound()
  if (!mayChangeView(actor, toView(row))) throw new AppError('forbidden', 'not_yours')
}

/** The first answer again; whose it is, if it is somebody else's, is not spoken of. */
function keptBefore(actor: Actor, known: SavedView | undefined, input: KeepViewInput): SavedView {
  const asked: SavedView = { ...input, ownerId: actor.personId }
  if (!known || !isSame(known, asked)) throw new AppError('conflict', 'id_reused')
  return known
}

const isSame = (a: SavedView, b: SavedView) =>
  a.ownerId === b.ownerId && a.name === b.name && sameFields(a.filter, b.filter) && sameFields(a.sharing, b.sharing)

const sameFields = <T extends Filter | Sharing>(a: T, b: T) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => a[key as keyof T] === b[key as keyof T])

function requireSharing(actor: Actor, sharing: Sharing): void {
  if (!mayShareWith(actor, sharing)) throw new AppError('forbidden', 'not_yours_to_share', { field: 'body.sharing' })
}

/** 400 naming the field where something that it points at is not there. */
async function requireThere(tx: Database | Transaction, { filter, sharing }: ChangeViewInput): Promise<void> {
  if (sharing?.with === 'department') await requireDepartment(tx, sharing.departmentId, 'body.sharing.departmentId')
  if (filter?.departmentId) await requireDepartment(tx, filter.departmentId, 'body.filter.departmentId')
  if (filter?.floorId) await requirePlace(tx, filter.floorId, 'body.filter.floorId')
  if (filter?.assigneeId) await requireActivePeople(tx, [filter.assigneeId], 'body.filter.assigneeId')
}

const sharingColumns = (sharing: Sharing) => ({
  sharedWith: sharing.with,
  departmentId: sharing.with === 'department' ? sharing.departmentId : null,
})

const toView = (row: Row): SavedView => ({
  id: row.id,
  name: row.name,
  ownerId: row.ownerId,
  // What was kept before a filter had more to choose from.
  filter: { ...NO_FILTER, ...row.filter },
  sharing:
    row.sharedWith === 'department' && row.departmentId
      ? { with: 'department', departmentId: row.departmentId }
      : { with: row.sharedWith === 'hotel' ? 'hotel' : 'nobody' },
})
