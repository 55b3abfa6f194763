import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'
import { type Board, type BoardAction, type BoardEvent, boardOf, boardReducer } from './board-reducer'
import { ME, ModelHotel, type Move, OTHER } from './model-hotel'

/** What the screen shows of a board. */
const shown = (board: Board) =>
  [...board.rows.values()]
    .map(({ ticket, read }) => ({ ...ticket, lastEntryAt: '', unread: ticket.messageCount - read.n }))
    .sort((a, b) => a.id.localeCompare(b.id))

/** The screen as the provider drives it: it reads a stranger anew. */
class Screen {
  board: Board
  constructor(private readonly hotel: ModelHotel) {
    this.board = boardOf(ME, hotel.snapshot())
  }
  take(event: BoardAction) {
    this.board = boardReducer(this.board, event)
    for (const id of this.board.strangers) {
      const data = this.hotel.listed(id)
      if (data) this.board = boardReducer(this.board, { event: 'listed', data })
    }
  }
}

const move: fc.Arbitrary<Move> = fc.record({
  ticket: fc.nat(3),
  kind: fc.constantFrom('message', 'message', 'change', 'owe', 'call', 'hide', 'show', 'end', 'reopen', 'read'),
  isMine: fc.boolean(),
})

describe('the board', () => {
  it('shows after a snapshot and the events since what a fresh snapshot shows', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), fc.array(move, { maxLength: 30 }), (before, after) => {
        const hotel = new ModelHotel()
        for (const one of before) hotel.make(one)
        const screen = new Screen(hotel)
        for (const one of after) for (const event of hotel.make(one)) screen.take(event)
        expect(shown(screen.board)).toEqual(shown(boardOf(ME, hotel.snapshot())))
      }),
      { numRuns: 500 },
    )
  })

  it('does so too when the answer to one’s own change comes first, events come twice, and old ones come again', () => {
    const step = fc.record({ move, lag: fc.nat(4), isTwice: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(40), (steps, replayFrom) => {
        const hotel = new ModelHotel()
        const screen = new Screen(hotel)
        const all: BoardEvent[] = []
        let waiting: BoardEvent[] = []
        for (const { move, lag, isTwice } of steps) {
          const events = hotel.make(move)
          const answer = move.isMine ? events.find((event) => event.event === 'ticket') : undefined
          if (answer) screen.take(answer)
          waiting.push(...events.flatMap((event) => (isTwice ? [event, event] : [event])))
          all.push(...events)
          for (const event of waiting.slice(0, -lag || undefined)) screen.take(event)
          waiting = lag === 0 ? [] : waiting.slice(-lag)
        }
        for (const event of [...waiting, ...all.slice(replayFrom)]) screen.take(event)
        expect(shown(screen.board)).toEqual(shown(boardOf(ME, hotel.snapshot())))
      }),
      { numRuns: 500 },
    )
  })

  it('keeps what arrives while a snapshot is on its way, however old that snapshot is', () => {
    const moves = fc.array(move, { maxLength: 12 })
    fc.assert(
      fc.property(moves, moves, moves, (missed, onTheWay, later) => {
        const hotel = new ModelHotel()
        const screen = new Screen(hotel)
        // A gap: these never reach the screen.
        for (const one of missed) hotel.make(one)
        screen.take({ event: 'asked' })
        const snapshot = hotel.snapshot()
        for (const one of onTheWay) for (const event of hotel.make(one)) screen.take(event)
        screen.take({ event: 'snapshot', data: snapshot })
        for (const one of later) for (const event of hotel.make(one)) screen.take(event)
        expect(shown(screen.board)).toEqual(shown(boardOf(ME, hotel.snapshot())))
      }),
      { numRuns: 500 },
    )
  })
})

describe('one event', () => {
  const one = (change: Partial<Ticket> = {}): ListedTicket => {
    const hotel = new ModelHotel()
    hotel.make({ ticket: 0, kind: 'message', isMine: false })
    const [row] = hotel.snapshot()
    if (!row) throw new Error('the model has a ticket')
    return { ...row, ticket: { ...row.ticket, ...change } }
  }

  it('older than what is shown changes nothing', () => {
    const row = one({ version: 5, lastSeq: 9, status: 'accepted' })
    const board = boardOf(ME, [row])
    const old: Ticket = { ...row.ticket, version: 4, lastSeq: 8, status: 'new' }
    expect(boardReducer(board, { event: 'ticket', data: old })).toBe(board)
  })

  it('of somebody else’s reading changes nothing', () => {
    const row = one()
    const board = boardOf(ME, [row])
    const read = { ticketId: row.ticket.id, personId: OTHER, seq: 99, n: 99, at: '' }
    expect(boardReducer(board, { event: 'read', data: read })).toBe(board)
  })

  it('of a closed ticket takes it off the board, and a later old one does not bring it back', () => {
    const row = one({ version: 2, lastSeq: 4 })
    const closed: Ticket = { ...row.ticket, version: 3, lastSeq: 5, status: 'closed' }
    const board = boardReducer(boardOf(ME, [row]), { event: 'ticket', data: closed })
    expect(board.rows.size).toBe(0)
    expect(boardReducer(board, { event: 'ticket', data: row.ticket }).rows.size).toBe(0)
  })
})
