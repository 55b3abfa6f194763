// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderInHotel } from '@/components/shell/stage'
import { aTicket } from '@/components/tickets/model-hotel'
import { cast } from '@/db/cast'
import type { StoryPage as Page, StoryEntry } from '@/lib/history/story/schema'
import type { LiveEvent } from '@/lib/live/events'
import { StoryPage } from './story-page'

const live = vi.hoisted(() => ({ tell: (_event: LiveEvent): void => {} }))
vi.mock('@/components/live/live-provider', async () =>
  (await import('@/lib/client/outbox-rehearsal')).playedLive((handler) => {
    live.tell = handler
  }),
)
const lost = vi.hoisted(() => vi.fn())
vi.mock('next/navigation', () => ({ notFound: lost }))
vi.mock('@/components/shell/page-frame', () => ({
  PageFrame: ({ children }: { children: React.ReactNode }) => children,
}))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const ticket = { ...aTicket(1), status: 'closed' as const, assigneeId: cast.hana.id, lastSeq: 6, messageCount: 2 }
const at = (seq: number) => `2026-03-29T10:0${seq}:00.000Z`
const base = (seq: number) => ({
  ...{ ticketId: ticket.id, seq, id: `entry ${seq}`, authorId: cast.hana.id, n: seq > 4 ? 2 : 1, at: at(seq) },
  ...{ receivedAt: at(seq), device: 'a test' },
})
const event = (seq: number, code: 'opened' | 'accepted' | 'completed'): StoryEntry => ({
  ...base(seq),
  ...{ kind: 'event', body: { code, params: {} } },
})
const said = (seq: number, text: string): StoryEntry => ({ ...base(seq), kind: 'message', body: { text } })

/** What is left when entries 1 to 3 were dropped: done, a message, and closed. */
const left: Page = {
  ...{ ticket, begins: 4, reads: [], alerts: [], next: null },
  opening: { seq: 4, status: 'done', heldFrom: null, holdReason: null, assigneeId: cast.hana.id, restricted: false },
  entries: [
    event(4, 'completed'),
    said(5, 'The rail fell'),
    { ...base(6), kind: 'event', body: { code: 'closed', params: { byClock: false } } },
  ],
}
const whole: Page = {
  ...{
    ticket: { ...ticket, status: 'done', lastSeq: 3, messageCount: 0 },
    begins: 1,
    reads: [],
    alerts: [],
    next: null,
  },
  opening: { seq: 1, status: 'new', heldFrom: null, holdReason: null, assigneeId: null, restricted: false },
  entries: [event(1, 'opened'), event(2, 'accepted'), event(3, 'completed')],
}

const DROPPED = 'Older entries were exported and removed'
const replay = () => screen.getByRole('region', { name: 'What did we know?' })
const type = (value: string) =>
  fireEvent.change(within(replay()).getByLabelText('Moment', { selector: '[type=datetime-local]' }), {
    target: { value },
  })

describe('the page of a story', () => {
  it('says that older entries were exported, counts those that are left, and knows of no moment before them', () => {
    renderInHotel(<StoryPage first={left} />)
    expect(screen.getAllByText(DROPPED)).toHaveLength(1)
    expect(screen.getByText(/^3 entries/)).toBeTruthy()
    const slider = screen.getByRole('slider')
    expect(slider.getAttribute('max')).toBe('2')
    fireEvent.change(slider, { target: { value: '0' } })
    expect(within(replay()).getByText('Done')).toBeTruthy()
    expect(within(replay()).getByText('Hana Kovac')).toBeTruthy()
    type('2026-03-29T11:00')
    expect(within(replay()).queryByText('New')).toBeNull()
    expect(within(replay()).getByText(DROPPED)).toBeTruthy()
  })

  it('offers no moment at all when nothing is left', () => {
    renderInHotel(<StoryPage first={{ ...left, begins: 7, opening: { ...left.opening, seq: 7 }, entries: [] }} />)
    expect(screen.getByText(DROPPED)).toBeTruthy()
    expect(screen.getByText(/^0 entries/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'What did we know?' })).toBeNull()
  })

  it('of a whole one says nothing of that, and that it was not opened before', () => {
    renderInHotel(<StoryPage first={whole} />)
    expect(screen.queryByText(DROPPED)).toBeNull()
    type('2026-03-29T11:00')
    expect(within(replay()).getByText('Not opened yet.')).toBeTruthy()
  })

  it('tells of an entry that is not as it was written', () => {
    const entries = left.entries.map((entry) => (entry.seq === 5 ? { ...entry, damaged: true as const } : entry))
    renderInHotel(<StoryPage first={{ ...left, entries }} />)
    const item = screen.getByText('The rail fell').closest('li')
    expect(within(item as HTMLElement).getByText('Not as it was written: do not rely on this')).toBeTruthy()
    expect(screen.getAllByText(/^Not as it was written/)).toHaveLength(1)
  })

  it('says what it says now when something has happened since, and nothing once it is not its reader’s to see', async () => {
    const removed = { why: 'redacted' as const, seq: 7, by: cast.nora.id, at: at(7), reason: 'A card number' }
    const emptied = { ...said(5, ''), body: { text: '', removed } } as StoryEntry
    const now: Page = { ...left, entries: left.entries.map((entry) => (entry.seq === 5 ? emptied : entry)) }
    const asked = vi.fn<typeof fetch>(async () => Response.json(now))
    vi.stubGlobal('fetch', asked)
    renderInHotel(<StoryPage first={left} />)
    for (const data of [aTicket(2), { ...ticket, lastSeq: 7 }]) act(() => live.tell({ event: 'ticket', data }))
    await screen.findByText(/A card number/)
    expect(screen.queryByText('The rail fell')).toBeNull()
    expect(asked).toHaveBeenCalledTimes(1)
    expect(lost).not.toHaveBeenCalled()
    act(() => live.tell({ event: 'gone', data: { ticketId: ticket.id, seq: 8 } }))
    expect(lost).toHaveBeenCalled()
  })

  it('is whole again when it was read anew, though its rest had not come', async () => {
    const asked = vi.fn<typeof fetch>(async () => Response.json({}, { status: 503 }))
    vi.stubGlobal('fetch', asked)
    renderInHotel(<StoryPage first={{ ...left, entries: left.entries.slice(0, 1), next: '5' }} />)
    await screen.findByRole('button', { name: 'Try again' })
    asked.mockImplementation(async () => Response.json(left))
    act(() => live.tell({ event: 'ticket', data: ticket }))
    await screen.findByText('The rail fell')
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    expect(screen.getByRole('slider')).toBeTruthy()
  })

  it('of what was read and dropped does not say that it was all', () => {
    const reads = [{ id: 1, personId: cast.felix.id, seq: 2, at: at(2), device: null }]
    renderInHotel(<StoryPage first={{ ...left, reads }} />, { as: 'nora' })
    expect(screen.getByText(/read older entries$/)).toBeTruthy()
  })
})
