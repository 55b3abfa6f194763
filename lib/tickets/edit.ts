/** Editing: which fields a request really changes. Pure. */
import 'server-only'
import type { EditedField } from '@/lib/chat/schema'
import type { Patch } from './after'
import type { TicketRow } from './dto'
import type { EditTicketInput } from './requests'

export const EDITABLE = ['placeId', 'summary', 'quantity', 'fields', 'priority', 'dueAt'] as const
type Editable = (typeof EDITABLE)[number]
export type Edit = Pick<EditTicketInput, Editable>

/** What changes, with the value before and after; a field sent as it already is does not count. */
export function editsOf(ticket: TicketRow, edit: Edit): EditedField[] {
  return EDITABLE.flatMap((field) => {
    const to = edit[field]
    if (to === undefined) return []
    const from = wordOf(ticket[field])
    const wanted = field === 'dueAt' ? wordOf(new Date(to as string)) : wordOf(to)
    return same(from, wanted) ? [] : [{ field, from, to: wanted }]
  })
}

export function patchOf({ dueAt, ...rest }: Edit): Patch {
  const sent = Object.entries({ ...rest, dueAt: dueAt === undefined ? undefined : new Date(dueAt) })
  return Object.fromEntries(
    sent.filter(([name, value]) => value !== undefined && EDITABLE.includes(name as Editable)),
  ) as Patch
}

const wordOf = (value: NonNullable<Edit[Editable]> | Date | null): EditedField['from'] =>
  value instanceof Date ? value.toISOString() : value

function same(a: EditedField['from'], b: EditedField['from']): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
