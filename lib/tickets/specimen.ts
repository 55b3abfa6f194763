/** Tickets for tests: opened and brought into any status by the same doors that the hotel uses, by people of the cast. */
import { departments, items, roomId } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { acceptTicket } from './assignment'
import { openTicket } from './open'
import { type OpenTicketInput, openTicketInput } from './requests'
import type { Status, Ticket } from './schema'
import { cancelTicket, closeTicket, completeTicket, holdTicket, startWork } from './work'

/** What a request of a change carries at least. */
export const written = () => ({ id: newId() })

/** "Towels ×4, 412" by default, as it would arrive. */
export const asking = (over: Partial<OpenTicketInput> = {}): OpenTicketInput =>
  openTicketInput.parse({ id: newId(), placeId: roomId(412), catalogueItemId: items.towels, quantity: 4, ...over })

/** Free text for a department. */
export const askingFor = (summary: string, department: keyof typeof departments, over: Partial<OpenTicketInput> = {}) =>
  openTicketInput.parse({ id: newId(), summary, departmentId: departments[department].id, ...over })

export async function opened(by: Actor, input: OpenTicketInput = asking()): Promise<Ticket> {
  const { ticket } = await openTicket(by, input)
  if (!ticket) throw new Error('its opener does not see it')
  return ticket
}

/** A ticket of Felix's for housekeeping, in this status, Hana's as soon as it is somebody's. */
export async function ticketIn(status: Status, input: OpenTicketInput = asking()): Promise<Ticket> {
  const felix = await actorAs('felix')
  const hana = await actorAs('hana')
  let ticket = await opened(felix, input)
  const { id } = ticket
  const steps = {
    accept: () => acceptTicket(hana, id, written()),
    start: () => startWork(hana, id, written()),
    hold: () => holdTicket(hana, id, { ...written(), reason: 'do_not_disturb' }),
    complete: () => completeTicket(hana, id, written()),
    close: () => closeTicket(felix, id, written()),
    cancel: () => cancelTicket(felix, id, { ...written(), reason: 'withdrawn' }),
  }
  for (const step of WAY[status]) {
    const changed = await steps[step]()
    ticket = changed.ticket ?? ticket
  }
  return ticket
}

const WAY = {
  new: [],
  accepted: ['accept'],
  in_progress: ['accept', 'start'],
  on_hold: ['accept', 'hold'],
  done: ['accept', 'complete'],
  closed: ['accept', 'complete', 'close'],
  cancelled: ['cancel'],
} as const satisfies Record<Status, readonly string[]>
