/** What each request about tickets may carry. Shared. */
import { z } from 'zod'
import { clientId, id, line, moment, plannedMoment, text } from '@/lib/schema'
import { cancelReason, holdReason, priority, status } from './schema'

export const ticketParams = z.strictObject({ id })
export const watcherParams = z.strictObject({ id, personId: id })

/** Every write names its own entry (`id`: a retry returns the first answer) and when the device did it. */
const written = { id: clientId, at: moment.optional() }
/** A change of state also names the version it was decided on. */
const change = { ...written, basedOn: z.number().int().min(1).optional() }

export const changeInput = z.strictObject(change)
export type ChangeInput = z.output<typeof changeInput>

const fieldValues = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,31}$/), z.union([text(0, 2000), z.number(), z.boolean()]))
  .refine((value) => Object.keys(value).length <= 30, 'must have at most 30 fields')

export const openTicketInput = z
  .strictObject({
    ...written,
    placeId: id.nullable().default(null),
    catalogueItemId: id.nullable().default(null),
    summary: line(0, 200).default(''),
    quantity: z.number().int().min(1).max(999).default(1),
    fields: fieldValues.default({}),
    /** Needed without a catalogue item; overrides the item's otherwise. */
    departmentId: id.optional(),
    priority: priority.optional(),
    dueAt: plannedMoment.optional(),
    restricted: z.boolean().default(false),
    /** People added by name; on a restricted ticket they are the ones who see it. */
    namedIds: z.array(id).max(50).default([]),
    /** Written into the thread as its first message. */
    message: text(1, 4000).optional(),
  })
  .refine((value) => value.catalogueItemId !== null || value.summary !== '', {
    path: ['summary'],
    message: 'say what is needed, or choose an item',
  })
  .refine((value) => value.catalogueItemId !== null || value.departmentId !== undefined, {
    path: ['departmentId'],
    message: 'choose a department',
  })
export type OpenTicketInput = z.output<typeof openTicketInput>

/** `version` is the one the editor saw: a stale edit is refused with the current ticket. */
export const editTicketInput = z.strictObject({
  ...written,
  version: z.number().int().min(1),
  placeId: id.nullable().optional(),
  summary: line(0, 200).optional(),
  quantity: z.number().int().min(1).max(999).optional(),
  fields: fieldValues.optional(),
  priority: priority.optional(),
  dueAt: plannedMoment.optional(),
})
export type EditTicketInput = z.output<typeof editTicketInput>

/** With `from`, take over from that person; without, accept what nobody has. */
export const acceptInput = z.strictObject({ ...change, from: id.optional() })
export type AcceptInput = z.output<typeof acceptInput>

export const holdInput = z.strictObject({ ...change, reason: holdReason, until: plannedMoment.optional() })
export type HoldInput = z.output<typeof holdInput>

export const cancelInput = z
  .strictObject({ ...change, reason: cancelReason, duplicateOf: id.optional() })
  .refine((value) => value.duplicateOf === undefined || value.reason === 'duplicate', {
    path: ['duplicateOf'],
    message: 'goes with the reason "duplicate"',
  })
export type CancelInput = z.output<typeof cancelInput>

export const assignInput = z.strictObject({ ...change, personId: id })
export type AssignInput = z.output<typeof assignInput>

export const transferInput = z.strictObject({ ...change, departmentId: id, reason: line(1, 200) })
export type TransferInput = z.output<typeof transferInput>

/** Restricting may add people by name in the same step. */
export const restrictInput = z.strictObject({ ...written, namedIds: z.array(id).max(50).default([]) })
export type RestrictInput = z.output<typeof restrictInput>

export const watchInput = z.strictObject(written)
export type WatchInput = z.output<typeof watchInput>

/** `board` is what is open or waits to be closed; the others narrow it, `ended` is closed and cancelled. */
export const VIEWS = ['board', 'mine', 'unassigned', 'late', 'ended', 'all'] as const

const listOf = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(item).max(20))

export const listTicketsQuery = z.strictObject({
  view: z.enum(VIEWS).default('board'),
  status: listOf(status).optional(),
  department: id.optional(),
  place: id.optional(),
  assignee: id.optional(),
  priority: priority.optional(),
  /** Words in the summary, or a ticket number as "T-4127" or "4127". */
  q: line(1, 100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export type ListTicketsQuery = z.output<typeof listTicketsQuery>
