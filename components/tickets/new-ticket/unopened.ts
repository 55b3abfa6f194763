/** A ticket that the hotel does not have yet, as its opener's screens show it meanwhile. Pure. */
import type { Ticket } from '@/lib/tickets/schema'
import type { toRequest, Understood } from './draft'

export function unopened(
  request: ReturnType<typeof toRequest>,
  { departmentId, priority, minutes }: Understood,
  openerId: string,
): Ticket {
  const { at } = request
  return {
    id: request.id,
    number: 0,
    summary: request.summary,
    placeId: request.placeId,
    catalogueItemId: request.catalogueItemId,
    quantity: request.quantity,
    fields: request.fields,
    priority,
    guestName: request.guestName ?? '',
    guestInRoom: request.guestInRoom ?? false,
    callBack: request.callBack ? 'owed' : null,
    status: 'new',
    hold: null,
    cancellation: null,
    departmentId: departmentId ?? '',
    restricted: request.restricted,
    openerId,
    assigneeId: null,
    watcherIds: [],
    namedIds: [],
    mentionedIds: [],
    mentionedDepartmentIds: [],
    openedAt: at,
    dueAt: request.dueAt ?? new Date(Date.parse(at) + minutes * 60_000).toISOString(),
    acceptedAt: null,
    startedAt: null,
    doneAt: null,
    endedAt: null,
    version: 1,
    stateVersion: 1,
    stateChangedAt: at,
    stateChangedById: openerId,
    lastSeq: 0,
    messageCount: 0,
    lastEntryAt: at,
    lastMessage: null,
  }
}
