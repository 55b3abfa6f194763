/** For tests: a hotel of four tickets as the server knows it, which says what one person's stream would say of each change. */
import { castId } from '@/db/cast'
import { previewOf } from '@/lib/live/events'
import type { ListedTicket, ReadPosition, Ticket } from '@/lib/tickets/schema'
import type { BoardEvent } from './board-reducer'

export const ME = castId(2, 1)
export const OTHER = castId(2, 2)
const MINE = castId(1, 1)
const ELSEWHERE = castId(1, 2)

export interface Move {
  ticket: number
  kind: 'message' | 'change' | 'owe' | 'call' | 'hide' | 'show' | 'end' | 'reopen' | 'read'
  isMine: boolean
}

export class ModelHotel {
  private readonly tickets = new Map<string, Ticket>()
  private readonly reads = new Map<string, ReadPosition>()
  private minute = 0

  constructor() {
    for (let number = 0; number < 4; number++) {
      const ticket = aTicket(number)
      this.tickets.set(ticket.id, ticket)
    }
  }

  snapshot = (): ListedTicket[] =>
    [...this.tickets.keys()]
      .flatMap((id) => this.listed(id) ?? [])
      .filter(({ ticket }) => ticket.status !== 'closed' || ticket.callBack === 'owed')

  listed(id: string): ListedTicket | null {
    const ticket = this.tickets.get(id)
    if (!ticket || !canSee(ticket)) return null
    return { ticket, read: this.reads.get(id) ?? { seq: 0, n: 0 } }
  }

  /** What this person's stream says of it. */
  make({ ticket: number, kind, isMine }: Move): BoardEvent[] {
    const before = this.tickets.get(castId(9, number + 1))
    if (!before) throw new Error(`the model has no ticket ${number}`)
    if (kind === 'read') return this.read(before)
    if (kind === 'message') return this.write(before, isMine ? ME : OTHER)
    return this.change(before, CHANGES[kind](before))
  }

  private read(ticket: Ticket): BoardEvent[] {
    if (!canSee(ticket)) return []
    const position = { seq: ticket.lastSeq, n: ticket.messageCount }
    this.reads.set(ticket.id, position)
    return [{ event: 'read', data: { ticketId: ticket.id, personId: ME, at: '', ...position } }]
  }

  private write(before: Ticket, authorId: string): BoardEvent[] {
    if (authorId === ME && !canSee(before)) return []
    const [seq, n, at] = [before.lastSeq + 1, before.messageCount + 1, `minute ${++this.minute}`]
    const preview = previewOf(`message ${n}`)
    this.tickets.set(before.id, {
      ...before,
      lastSeq: seq,
      messageCount: n,
      lastEntryAt: at,
      lastMessage: { authorId, preview, at },
    })
    if (authorId === ME) this.reads.set(before.id, { seq, n })
    return canSee(before) ? [{ event: 'activity', data: { ticketId: before.id, seq, n, authorId, preview, at } }] : []
  }

  private change(before: Ticket, patch: Partial<Ticket>): BoardEvent[] {
    const after = { ...before, ...patch, version: before.version + 1, lastSeq: before.lastSeq + 1 }
    this.tickets.set(before.id, after)
    if (canSee(after)) return [{ event: 'ticket', data: after }]
    return canSee(before) ? [{ event: 'gone', data: { ticketId: before.id, seq: after.lastSeq } }] : []
  }
}

const canSee = (ticket: Ticket) => ticket.departmentId === MINE

const CHANGES: Record<Exclude<Move['kind'], 'read' | 'message'>, (ticket: Ticket) => Partial<Ticket>> = {
  change: (ticket) => ({ priority: ticket.priority === 'high' ? 'normal' : 'high' }),
  owe: () => ({ callBack: 'owed' }),
  call: () => ({ callBack: 'content' }),
  hide: () => ({ departmentId: ELSEWHERE }),
  show: () => ({ departmentId: MINE }),
  end: () => ({ status: 'closed' }),
  reopen: () => ({ status: 'new' }),
}

export const aTicket = (number: number, change: Partial<Ticket> = {}): Ticket => ({
  id: castId(9, number + 1),
  number: 1001 + number,
  summary: 'A tap drips',
  placeId: null,
  catalogueItemId: null,
  quantity: 1,
  fields: {},
  priority: 'normal',
  guestName: '',
  guestInRoom: false,
  callBack: null,
  status: 'new',
  hold: null,
  cancellation: null,
  departmentId: MINE,
  restricted: false,
  openerId: OTHER,
  assigneeId: null,
  watcherIds: [],
  namedIds: [],
  mentionedIds: [],
  mentionedDepartmentIds: [],
  dueAt: '2026-01-01T10:00:00.000Z',
  openedAt: '2026-01-01T09:00:00.000Z',
  acceptedAt: null,
  startedAt: null,
  doneAt: null,
  endedAt: null,
  version: 1,
  stateVersion: 1,
  stateChangedAt: '2026-01-01T09:00:00.000Z',
  stateChangedById: OTHER,
  lastSeq: 1,
  messageCount: 0,
  lastEntryAt: '',
  lastMessage: null,
  ...change,
})
