/** A device's list of tickets, kept by the page's own reducer, and read anew when the page would. */
import { type Board, type BoardEvent, boardOf, boardReducer } from '@/components/tickets/board-reducer'
import { Rereader } from '@/lib/client/rereader'
import { TIMERS } from '@/lib/client/timers'
import type { LiveEvent } from '@/lib/live/events'
import type { Page } from '@/lib/schema'
import type { ListedTicket, OpenedTicket, Ticket } from '@/lib/tickets/schema'
import type { Answer, Device } from './device'
import type { Board as Compared } from './testimony'

const FOLLOWED: string[] = ['ticket', 'entry', 'activity', 'gone', 'read'] satisfies LiveEvent['event'][]

export class ShownBoard {
  /** How often it has been read, the first time apart, and when it was last, on the process's clock. */
  readings = 0
  readAt = 0
  private board: Board
  private readonly asked = new Set<string>()
  private readonly reader: Rereader<ListedTicket[]>

  private constructor(
    private readonly device: Device,
    first: ListedTicket[],
  ) {
    this.board = boardOf(device.personId, first)
    this.reader = new Rereader(TIMERS, {
      read: () => readBoard(device),
      asked: () => this.take({ event: 'asked' }),
      taken: (data) => {
        this.readings++
        this.readAt = performance.now()
        this.take({ event: 'snapshot', data })
      },
      failed: () => false,
    })
    device.live.subscribe((event) => {
      if (event.event === 'reset' && event.data.scope === 'board') this.reader.refresh(event.data.withinMs)
      if (FOLLOWED.includes(event.event)) this.take(event as BoardEvent)
    })
  }

  static async open(device: Device): Promise<ShownBoard> {
    return new ShownBoard(device, await readBoard(device))
  }

  leave(): void {
    this.reader.stop()
  }

  ticket(ticketId: string): Ticket | undefined {
    return this.board.rows.get(ticketId)?.ticket
  }

  /** As it is now, and as a page shows it that is loaded now. */
  async compare(): Promise<Compared> {
    const fresh = boardOf(this.device.personId, await readBoard(this.device))
    return { who: this.device.who, shown: rowsOf(this.board), fresh: rowsOf(fresh) }
  }

  private take(action: Parameters<typeof boardReducer>[1]): void {
    this.board = boardReducer(this.board, action)
    for (const ticketId of this.asked) if (!this.board.strangers.has(ticketId)) this.asked.delete(ticketId)
    for (const ticketId of this.board.strangers) if (!this.asked.has(ticketId)) void this.meet(ticketId)
  }

  /** How far its reader has read it, no event says. */
  private async meet(ticketId: string): Promise<void> {
    this.asked.add(ticketId)
    const { status, body } = await this.device.ask<OpenedTicket>('GET', `/api/tickets/${ticketId}`)
    if (status === 200 && body) this.take({ event: 'listed', data: body })
    else if (status === 0 || status >= 500) this.reader.refresh()
  }
}

/** All pages of it. What reached the device is noted, whatever its page makes of it. */
export async function readBoard(device: Device): Promise<ListedTicket[]> {
  const all: ListedTicket[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path: string = `/api/tickets?view=board&limit=200${cursor && `&cursor=${cursor}`}`
    const answer: Answer<Page<ListedTicket>> = await device.ask('GET', path)
    if (answer.status !== 200 || !answer.body) throw new Error(`${device.who} cannot read the board: ${answer.status}`)
    all.push(...answer.body.items)
    cursor = answer.body.next
  }
  for (const { ticket } of all) device.noted.read(ticket.id, ticket.lastSeq)
  return all
}

/** As text that does not depend on the order in which fields were written. Of how far somebody has read, a board shows what is
 *  left: one's own change moves the position past itself, and nothing else. */
const rowsOf = ({ rows }: Board): Map<string, string> =>
  new Map([...rows].map(([ticketId, { ticket, read }]) => [ticketId, JSON.stringify({ ticket, n: read.n }, sorted)]))

const sorted = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
