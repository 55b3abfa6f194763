/** How a demo ticket begins: the request its opener sent, and its row before the first entry. Pure. */
import 'server-only'
import { departments } from '@/db/cast'
import type { CatalogueItem } from '@/lib/catalogue/schema'
import { misfits } from '@/lib/catalogue/values'
import { type OpenTicketInput, openTicketInput } from '@/lib/tickets/requests'
import type { FoundTicket } from '@/lib/tickets/visible'
import { FREE_TEXT_MINUTES } from '@/lib/tickets/work'
import { nextShown } from './clock'
import { type House, idOf, itemOf, placeId } from './house'
import type { Plan } from './schedule'
import type { Thread } from './thread'

export const itemOfThread = ({ item }: Thread): CatalogueItem | null => (item === undefined ? null : itemOf(item))

/** Checked as a request would be: throws where it would be refused. */
export function openingInput(plan: Plan, house: House): OpenTicketInput {
  const { thread, id, openedAt } = plan
  const [wrong] = misfits(itemOfThread(thread)?.fields ?? [], thread.fields ?? {})
  if (wrong) throw new Error(`"${thread.name}": ${wrong.problem} ${wrong.code}`)
  return openTicketInput.parse({
    id,
    at: openedAt.toISOString(),
    placeId: thread.place === null ? null : placeId(thread.place),
    catalogueItemId: itemOfThread(thread)?.id ?? null,
    summary: thread.summary,
    quantity: thread.quantity,
    fields: thread.fields,
    departmentId: thread.department && departments[thread.department].id,
    priority: thread.priority,
    dueAt: dueOf(plan, house)?.toISOString(),
    restricted: thread.restrictedTo !== undefined,
    namedIds: thread.restrictedTo?.map(idOf),
    guestName: thread.guest?.name,
    guestInRoom: thread.guest?.isInRoom,
    callBack: thread.guest?.callBack,
    message: thread.first,
  })
}

function dueOf({ thread: { due }, openedAt }: Plan, { now, zone }: House): Date | undefined {
  if (due === undefined) return undefined
  return typeof due === 'number' ? toMinute(openedAt, due) : nextShown(due.clock, now, zone)
}

/** People name whole minutes. */
const toMinute = (moment: Date, minutesLater: number) =>
  new Date((Math.floor(moment.getTime() / 60_000) + minutesLater) * 60_000)

export function openingRow(plan: Plan, number: number, input: OpenTicketInput, { now }: House): FoundTicket {
  const item = itemOfThread(plan.thread)
  const departmentId = input.departmentId ?? item?.departmentId
  if (!departmentId) throw new Error(`"${plan.thread.name}" belongs to no department`)
  const minutes = item?.minutes ?? FREE_TEXT_MINUTES
  return {
    id: plan.id,
    number,
    summary: input.summary,
    placeId: input.placeId,
    catalogueItemId: input.catalogueItemId,
    quantity: input.quantity,
    fields: input.fields,
    departmentId,
    priority: input.priority ?? item?.priority ?? 'normal',
    guestName: input.guestName,
    guestInRoom: input.guestInRoom,
    callBack: input.callBack ? 'owed' : null,
    status: 'new',
    restricted: input.restricted,
    openerId: idOf(plan.thread.by),
    assigneeId: null,
    dueAt: input.dueAt ? new Date(input.dueAt) : new Date(plan.openedAt.getTime() + minutes * 60_000),
    openedAt: plan.openedAt,
    ...NOTHING_YET,
    stateChangedAt: plan.openedAt,
    lastEntryAt: plan.openedAt,
    now,
  }
}

/** The first entry makes both versions 1. */
const NOTHING_YET = {
  holdReason: null,
  holdUntil: null,
  heldFrom: null,
  heldAt: null,
  cancelReason: null,
  duplicateOf: null,
  acceptedAt: null,
  startedAt: null,
  doneAt: null,
  endedAt: null,
  version: 0,
  stateVersion: 0,
  stateChangedById: null,
  lastSeq: 0,
  messageCount: 0,
  lastMessage: null,
  digest: null,
  watcherIds: [],
  namedIds: [],
  mentionedIds: [],
  mentionedDepartmentIds: [],
  lastAt: null,
} satisfies Partial<FoundTicket>
