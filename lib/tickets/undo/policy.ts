/** Who may take back which change, and for how long: the one place that says so. Pure and shared: the browser offers what
 *  this allows, the server refuses what it does not. */
import type { Actor } from '@/lib/auth/schema'
import { canSee } from '../policy'
import { type Audience, UNDOABLE, type Undoable } from '../schema'

/** As long as it is offered. */
export const UNDO_MS = 10_000
/** And this much for the ways: the change was old already when its answer came, and the wish to take it back travels too. No
 *  request takes longer than its deadline. */
export const UNDO_WAYS_MS = 10_000

export const isUndoable = (code: string): code is Undoable => UNDOABLE.some((one) => one === code)

/** Their own change, whoever they are: who has finished a ticket may not send it back, but may say that they have not
 *  finished it after all. */
export function mayUndo(
  viewer: Pick<Actor, 'personId' | 'role' | 'departmentIds'>,
  ticket: Audience,
  change: { authorId: string | null; code: string },
): boolean {
  return canSee(viewer, ticket) && change.authorId === viewer.personId && isUndoable(change.code)
}

/** Whether a change of this age, by the server's clock, may still be taken back. */
export const isFresh = (ageMs: number): boolean => ageMs <= UNDO_MS + UNDO_WAYS_MS
