import { describe, expect, it } from 'vitest'
import type { Role } from '@/lib/people/schema'
import { type Audience, UNDOABLE } from '../schema'
import { isFresh, mayUndo, UNDO_MS, UNDO_WAYS_MS } from './policy'

const person = (role: Role, ...departmentIds: string[]) => ({ personId: 'me', role, departmentIds })
const audience = (over: Partial<Audience> = {}): Audience => ({
  departmentId: 'housekeeping',
  restricted: false,
  openerId: 'felix',
  assigneeId: 'me',
  watcherIds: [],
  namedIds: [],
  mentionedIds: [],
  mentionedDepartmentIds: [],
  ...over,
})

describe('taking a change back', () => {
  const done = { authorId: 'me', code: 'completed' }

  it('is the right of whoever made it, also where its opposite is not: an attendant’s own Done', () => {
    expect(mayUndo(person('attendant', 'housekeeping'), audience(), done)).toBe(true)
  })

  it('is nobody else’s, however much they may do, and not the clock’s', () => {
    for (const role of ['attendant', 'dispatcher', 'manager', 'admin'] as const)
      for (const authorId of ['hana', null])
        expect(mayUndo(person(role, 'housekeeping'), audience(), { ...done, authorId })).toBe(false)
  })

  it('needs sight of the ticket', () => {
    const gone = audience({ assigneeId: null, restricted: true })
    expect(mayUndo(person('attendant', 'housekeeping'), gone, done)).toBe(false)
  })

  it('is for Done, closing, cancelling, assigning and transferring, and for nothing that has an opposite', () => {
    for (const code of UNDOABLE) expect(mayUndo(person('dispatcher'), audience(), { authorId: 'me', code })).toBe(true)
    for (const code of ['accepted', 'started', 'held', 'edited', 'undone', 'restricted', 'reopened'])
      expect(mayUndo(person('manager'), audience(), { authorId: 'me', code })).toBe(false)
  })

  it('has its ten seconds, and as long again for the ways', () => {
    expect(UNDO_MS).toBe(10_000)
    expect(isFresh(0)).toBe(true)
    expect(isFresh(UNDO_MS + UNDO_WAYS_MS)).toBe(true)
    expect(isFresh(UNDO_MS + UNDO_WAYS_MS + 1)).toBe(false)
  })
})
