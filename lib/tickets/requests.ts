/** What each request about tickets may carry. Shared. */
import { z } from 'zod'
import { clientId, id, line, moment, plannedMoment, text, wholeNumber } from '@/lib/schema'
import {
  CALL_OUTCOMES,
  CANCEL_REASONS,
  GUEST_NAME_MAX,
  HOLD_REASONS,
  LINK_KINDS,
  PRIORITIES,
  RELEASE_REASONS,
  STATUSES,
} from './schema'

export const priority = z.enum(PRIORITIES)

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

const guestName = line(0, GUEST_NAME_MAX)

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
    guestName: guestName.default(''),
    guestInRoom: z.boolean().default(false),
    /** When it is done, somebody calls the guest. */
    callBack: z.boolean().default(false),
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

export const holdInput = z.strictObject({ ...change, reason: z.enum(HOLD_REASONS), until: plannedMoment.optional() })
export type HoldInput = z.output<typeof holdInput>

export const releaseInput = z.strictObject({ ...change, reason: z.enum(RELEASE_REASONS).optional() })
export type ReleaseInput = z.output<typeof releaseInput>

export const cancelInput = z
  .strictObject({ ...change, reason: z.enum(CANCEL_REASONS), duplicateOf: id.optional() })
  .refine((value) => value.duplicateOf === undefined || value.reason === 'duplicate', {
    path: ['duplicateOf'],
    message: 'goes with the reason "duplicate"',
  })
export type CancelInput = z.output<typeof cancelInput>

export const assignInput = z.strictObject({ ...change, personId: id })
export type AssignInput = z.output<typeof assignInput>

/** `of` is the id of the entry of one's own change. */
export const undoInput = z.strictObject({ ...written, of: clientId })
export type UndoInput = z.output<typeof undoInput>

export const transferInput = z.strictObject({ ...change, departmentId: id, reason: line(1, 200) })
export type TransferInput = z.output<typeof transferInput>

/** Restricting may add people by name in the same step. */
export const restrictInput = z.strictObject({ ...written, namedIds: z.array(id).max(50).default([]) })
export type RestrictInput = z.output<typeof restrictInput>

export const watchInput = z.strictObject(written)
export type WatchInput = z.output<typeof watchInput>

/** Only what is sent changes. */
export const guestInput = z.strictObject({
  ...written,
  name: guestName.optional(),
  inRoom: z.boolean().optional(),
  /** True also asks for another call after one whose outcome is ticked. */
  callBack: z.boolean().optional(),
})
export type GuestInput = z.output<typeof guestInput>

export const callBackInput = z.strictObject({ ...written, outcome: z.enum(CALL_OUTCOMES) })
export type CallBackInput = z.output<typeof callBackInput>

/** All values of the item's typed fields; `version` is the one that was seen. */
export const fillInput = z.strictObject({ ...written, version: z.number().int().min(1), fields: fieldValues })
export type FillInput = z.output<typeof fillInput>

/** Where the guest goes, and what goes along. The same `id` again moves nothing twice. */
export const moveGuestInput = z.strictObject({
  ...written,
  toPlaceId: id,
  ticketIds: z.array(id).max(100).default([]),
  flagIds: z.array(id).max(50).default([]),
})
export type MoveGuestInput = z.output<typeof moveGuestInput>

export const linkParams = z.strictObject({ id, otherId: id })
export const linkInput = z.strictObject({ id: clientId, kind: z.enum(LINK_KINDS) })
export type LinkInput = z.output<typeof linkInput>

/** `board` is what is open, waits to be closed, or owes a guest a call; the others narrow it, `ended` is closed and cancelled. */
export const VIEWS = ['board', 'mine', 'unassigned', 'late', 'call_back', 'ended', 'all'] as const

const listOf = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(item).max(20))

export const listTicketsQuery = z.strictObject({
  view: z.enum(VIEWS).default('board'),
  status: listOf(z.enum(STATUSES)).optional(),
  department: id.optional(),
  place: id.optional(),
  assignee: id.optional(),
  priority: priority.optional(),
  /** Words in the summary, or a ticket number as "T-4127" or "4127". */
  q: line(1, 100).optional(),
  cursor: z.string().max(200).optional(),
  limit: wholeNumber(1, 200).default(100),
})
export type ListTicketsQuery = z.output<typeof listTicketsQuery>
