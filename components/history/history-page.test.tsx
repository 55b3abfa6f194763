// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInHotel } from '@/components/shell/stage'
import { aTicket } from '@/components/tickets/model-hotel'
import { cast, roomId } from '@/db/cast'
import type { Entry } from '@/lib/chat/schema'
import type { Found, FoundPage } from '@/lib/history/schema'
import type { LiveEvent } from '@/lib/live/events'
import { HistoryPage } from './history-page'

const live = vi.hoisted(() => ({ tell: (_event: LiveEvent): void => {} }))
vi.mock('@/components/live/live-provider', async () =>
  (await import('@/lib/client/outbox-rehearsal')).playedLive((handler) => {
    live.tell = handler
  }),
)
let address = ''
vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams(address) }))
vi.mock('@/components/shell/page-frame', () => ({
  PageFrame: ({ children }: { children: React.ReactNode }) => children,
}))

const said = (number: number, text: string): Found => ({
  ticket: { ...aTicket(number), number, summary: `Curtain ${number}`, placeId: roomId(412) },
  read: { seq: 0, n: 0 },
  hits: [
    {
      ...{ ticketId: aTicket(number).id, seq: 3, id: 'e', authorId: cast.hana.id, n: 1 },
      ...{ kind: 'message', at: '2024-03-29T10:00:00Z', body: { text } },
    },
  ],
  hitCount: 5,
})
const page = (more: Partial<FoundPage>): FoundPage => ({
  ...{ items: [], count: 0, isMore: false, next: null, isBehind: false },
  ...more,
})

const asked = vi.fn<typeof fetch>()
const answer = (body: FoundPage) => asked.mockImplementationOnce(async () => Response.json(body))
/** Answers once what it answers is called. */
function answerLater(body: FoundPage): () => void {
  let arrive = () => {}
  const gate = new Promise<void>((resolve) => {
    arrive = resolve
  })
  asked.mockImplementationOnce(() => gate.then(() => Response.json(body)))
  return arrive
}
const lastAsked = () => new URL(String(asked.mock.lastCall?.[0]), 'http://x').searchParams

beforeEach(() => {
  address = ''
  window.history.replaceState(null, '')
  asked.mockReset()
  vi.stubGlobal('fetch', asked)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const box = () => screen.getByRole('combobox', { name: 'Search all tickets and messages' })
const chips = () => screen.queryAllByRole('button', { name: /^Written by: / })
const type = (value: string) => fireEvent.change(box(), { target: { value } })

describe('the history', () => {
  it('asks nothing until something is typed', () => {
    renderInHotel(<HistoryPage />)
    expect(screen.getByText('Everything you may see, however old.')).toBeTruthy()
    expect(asked).not.toHaveBeenCalled()
  })

  it('shows tickets with what was found in them, and more when asked', async () => {
    renderInHotel(<HistoryPage />)
    answer(page({ items: [said(9, 'The curtain rail fell')], count: 1_000, isMore: true, next: '9', isBehind: true }))
    type('rail')
    await screen.findByText('1,000+ tickets Older ones are still being read in.')
    expect(lastAsked().get('q')).toBe('rail')
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['rail'])
    expect(screen.getByRole('button', { name: '4 more entries' })).toBeTruthy()
    answer(page({ items: [said(8, 'Rail again')], count: null }))
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await screen.findByText('T-8')
    expect(lastAsked().get('cursor')).toBe('9')
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
    expect(window.location.search).toBe('?q=rail')
  })

  it('shows the rest of what was found in one ticket', async () => {
    address = 'q=rail'
    const [nine, eight] = [said(9, 'The rail fell'), said(8, 'Rail again')]
    answer(page({ items: [nine, eight], count: 2 }))
    renderInHotel(<HistoryPage />)
    const [more] = await screen.findAllByRole('button', { name: '4 more entries' })
    asked.mockImplementationOnce(async () => Response.json({}, { status: 503 }))
    fireEvent.click(more as HTMLElement)
    await screen.findByRole('alert')
    const hits = [3, 4, 5, 6, 7].map((seq) => ({ ...(nine.hits[0] as Entry), seq, id: `${seq}` }))
    answer(page({ items: [{ ...nine, hits }], count: 1 }))
    fireEvent.click(more as HTMLElement)
    await waitFor(() => expect(document.querySelectorAll('mark')).toHaveLength(6))
    expect([lastAsked().get('ticket'), lastAsked().get('q')]).toEqual([nine.ticket.id, 'rail'])
    expect(screen.getAllByRole('button', { name: '4 more entries' })).toHaveLength(1)
  })

  it('says what a ticket says now when it changes while it is shown, as far as it was read', async () => {
    address = 'q=rail'
    const [nine, eight] = [said(9, 'The rail fell'), said(8, 'Rail again')]
    answer(page({ items: [nine], count: 2, next: '9' }))
    answer(page({ items: [eight], count: null }))
    renderInHotel(<HistoryPage />)
    await screen.findByText('T-9')
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await screen.findByText('T-8')
    const hits = [3, 4].map((seq) => ({ ...(eight.hits[0] as Entry), seq, id: `${seq}` }))
    answer(page({ items: [{ ...eight, hits, hitCount: 2 }], count: 1 }))
    fireEvent.click(screen.getAllByRole('button', { name: '4 more entries' })[1] as HTMLElement)
    await waitFor(() => expect(document.querySelectorAll('mark')).toHaveLength(3))
    // Another ticket is nothing to it.
    act(() => live.tell({ event: 'ticket', data: aTicket(7) }))
    answer(page({ items: [{ ...nine, hits: [], hitCount: 0 }], count: 1 }))
    act(() => live.tell({ event: 'ticket', data: nine.ticket }))
    await waitFor(() => expect(document.querySelectorAll('mark')).toHaveLength(2))
    expect(screen.queryByText('The rail fell')).toBeNull()
    expect([lastAsked().get('ticket'), lastAsked().get('q')]).toEqual([nine.ticket.id, 'rail'])
    act(() => live.tell({ event: 'gone', data: { ticketId: eight.ticket.id, seq: 9 } }))
    expect(screen.queryByText('T-8')).toBeNull()
    expect(screen.getByText('1 ticket')).toBeTruthy()
    expect(asked).toHaveBeenCalledTimes(4)
    // All of it is read again when anything may have changed, and what was opened stays so.
    answer(page({ items: [nine, eight], count: 2 }))
    act(() => live.tell({ event: 'reset', data: { scope: 'board', reason: 'gap' } }))
    answer(page({ items: [{ ...eight, hits, hitCount: 2 }], count: 1 }))
    await waitFor(() => expect(document.querySelectorAll('mark')).toHaveLength(3))
    expect(lastAsked().get('ticket')).toBe(eight.ticket.id)
  })

  it('keeps what it shows while it cannot be asked for anew, and asks until it can', async () => {
    address = 'q=rail'
    const nine = said(9, 'The rail fell')
    answer(page({ items: [nine], count: 1 }))
    renderInHotel(<HistoryPage />)
    await screen.findByText('T-9')
    asked.mockImplementationOnce(async () => Response.json({}, { status: 503 }))
    asked.mockImplementationOnce(async () => Response.json({}, { status: 429 }))
    answer(page({ items: [{ ...nine, hits: [], hitCount: 0 }], count: 1 }))
    act(() => live.tell({ event: 'ticket', data: nine.ticket }))
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(2))
    expect(screen.getByText('T-9')).toBeTruthy()
    await waitFor(() => expect(screen.queryByText(/fell/)).toBeNull())
    expect(asked).toHaveBeenCalledTimes(4)
    asked.mockImplementationOnce(async () => Response.json({}, { status: 503 }))
    answer(page({ items: [nine], count: 1 }))
    act(() => live.tell({ event: 'reset', data: { scope: 'board', reason: 'gap' } }))
    await screen.findByText(/fell/)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('asks once more for what changed while it was asked for', async () => {
    address = 'q=rail'
    const nine = said(9, 'The rail fell')
    const arrive = answerLater(page({ items: [nine], count: 1 }))
    renderInHotel(<HistoryPage />)
    await waitFor(() => expect(asked).toHaveBeenCalled())
    act(() => live.tell({ event: 'ticket', data: nine.ticket }))
    answer(page({ items: [{ ...nine, hits: [], hitCount: 0 }], count: 1 }))
    arrive()
    await screen.findByText('T-9')
    await waitFor(() => expect(screen.queryByText(/fell/)).toBeNull())
    expect(asked).toHaveBeenCalledTimes(2)
  })

  it('lets an answer arrive before it doubts it, however often it is told to', async () => {
    address = 'q=rail'
    const nine = said(9, 'The rail fell')
    const arrive = answerLater(page({ items: [nine], count: 1 }))
    renderInHotel(<HistoryPage />)
    await waitFor(() => expect(asked).toHaveBeenCalled())
    act(() => live.tell({ event: 'reset', data: { scope: 'board', reason: 'gap' } }))
    act(() => live.tell({ event: 'reset', data: { scope: 'board', reason: 'gap' } }))
    answer(page({ items: [said(9, 'The rail fell'), said(8, 'Rail again')], count: 2 }))
    arrive()
    await screen.findByText('1 ticket')
    await screen.findByText('2 tickets')
    expect(asked).toHaveBeenCalledTimes(2)
  })

  it('asks what is typed at once, however long something else was to wait', async () => {
    renderInHotel(<HistoryPage />)
    act(() => live.tell({ event: 'reset', data: { scope: 'board', reason: 'gap', withinMs: 86_400_000 } }))
    answer(page({ items: [said(9, 'The rail fell')], count: 1 }))
    type('rail')
    await screen.findByText('T-9')
  })

  it('keeps no ticket that went while it was asked for', async () => {
    address = 'q=rail'
    const [nine, eight] = [said(9, 'The rail fell'), said(8, 'Rail again')]
    const arrive = answerLater(page({ items: [nine, eight], count: 2 }))
    renderInHotel(<HistoryPage />)
    await waitFor(() => expect(asked).toHaveBeenCalled())
    act(() => live.tell({ event: 'gone', data: { ticketId: nine.ticket.id, seq: 9 } }))
    answer(page({}))
    arrive()
    await screen.findByText('1 ticket')
    expect(screen.queryByText('T-9')).toBeNull()
  })

  it('leads nowhere back once something else is asked', async () => {
    address = 'q=rail'
    window.history.replaceState({ left: { count: 1, href: `/tickets/${aTicket(8).id}` } }, '')
    answer(page({ items: [said(8, 'rails')], count: 1 }))
    renderInHotel(<HistoryPage />)
    box().focus()
    type('rails')
    await screen.findByText('T-8')
    expect(document.activeElement).toBe(box())
  })

  it('is left by a link, and comes back as far as it was read, to that link', async () => {
    address = 'q=rail'
    const answers = () => {
      answer(page({ items: [said(9, 'rail')], count: 2, next: '9' }))
      answer(page({ items: [said(8, 'rail')], count: null }))
    }
    answers()
    const { unmount } = renderInHotel(<HistoryPage />)
    await screen.findByText('T-9')
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    const link = (await screen.findByText('T-8')).closest('a') as HTMLElement
    link.addEventListener('click', (event) => event.preventDefault())
    fireEvent.click(link)
    unmount()
    answers()
    renderInHotel(<HistoryPage />)
    const again = (await screen.findByText('T-8')).closest('a')
    await waitFor(() => expect(document.activeElement).toBe(again))
    expect(lastAsked().get('cursor')).toBe('9')
    // For something else it is not where one was.
    answer(page({ items: [said(8, 'rails')], count: 1, next: '8' }))
    type('rails')
    await screen.findByText('1 ticket')
    expect(lastAsked().get('cursor')).toBeNull()
  })

  it('keeps on return what can be read, and shows more of it when asked', async () => {
    address = 'q=rail'
    window.history.replaceState({ left: { count: 2, href: '/nowhere' } }, '')
    answer(page({ items: [said(9, 'rail')], count: 2, next: '9' }))
    asked.mockImplementationOnce(async () => Response.json({}, { status: 503 }))
    renderInHotel(<HistoryPage />)
    await screen.findByText('T-9')
    answer(page({ items: [said(8, 'rail')], count: null }))
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await screen.findByText('T-8')
  })

  it('shows more of what is shown, also while something else is typed, and whichever is answered first', async () => {
    address = 'q=rail'
    const nine = said(9, 'The rail fell')
    answer(page({ items: [nine], count: 2, next: '9' }))
    renderInHotel(<HistoryPage />)
    await screen.findByText('T-9')
    const arrive = answerLater(page({ items: [said(8, 'rail')], count: null }))
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    answer(page({ items: [{ ...nine, hitCount: 1 }], count: 1 }))
    fireEvent.click(screen.getByRole('button', { name: '4 more entries' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: '4 more entries' })).toBeNull())
    arrive()
    const more = await screen.findByRole('button', { name: '4 more entries' })
    // Asked for at once; what is typed, a moment later.
    type('rail curtain')
    answer(page({}))
    fireEvent.click(more)
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(4))
    expect(lastAsked().get('q')).toBe('rail')
  })

  it('offers names at once where a button begins a filter', async () => {
    renderInHotel(<HistoryPage />)
    fireEvent.click(screen.getByRole('button', { name: '+ Written by' }))
    expect(document.activeElement).toBe(box())
    const [first] = await screen.findAllByRole('option')
    fireEvent.click(first as HTMLElement)
    expect(chips()).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: '+ Under legal hold' }))
    await waitFor(() => expect(lastAsked().get('has')).toBe('legal_hold'))
    expect(screen.queryByRole('button', { name: '+ Under legal hold' })).toBeNull()
    expect(screen.getByRole('button', { name: /Under legal hold/ })).toBeTruthy()
  })

  it('makes chips of what is typed to its end, and takes them away', async () => {
    asked.mockImplementation(async () => Response.json(page({})))
    renderInHotel(<HistoryPage />)
    type('rail from:hana has:photo ')
    type(`${(box() as HTMLInputElement).value}`)
    await screen.findByRole('button', { name: /^Written by: Hana Kovac/ })
    type(`${(box() as HTMLInputElement).value} `)
    await waitFor(() => expect(lastAsked().get('has')).toBe('photo'))
    expect([lastAsked().get('from'), lastAsked().get('q')]).toEqual([cast.hana.id, 'rail '])
    expect(screen.getByText('Nothing you may see says that.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /^Written by: Hana Kovac/ }))
    await waitFor(() => expect(lastAsked().get('from')).toBeNull())
  })

  it('drops no filter that nothing is called by, and takes one that Enter ends', async () => {
    asked.mockImplementation(async () => Response.json(page({})))
    renderInHotel(<HistoryPage />)
    type('rail from:nobody')
    await screen.findByText(/^Nothing is called “nobody”/)
    expect(lastAsked().get('q')).toBe('rail from:nobody')
    type('rail from:"hana kov')
    fireEvent.keyDown(box(), { key: 'Escape' })
    fireEvent.keyDown(box(), { key: 'Enter', isComposing: true })
    expect(chips()).toHaveLength(0)
    fireEvent.keyDown(box(), { key: 'Enter' })
    await screen.findByRole('button', { name: /^Written by: Hana Kovac/ })
    await waitFor(() => expect(lastAsked().get('from')).toBe(cast.hana.id))
  })

  it('takes nobody by a filter that says no name, and says that quotes left open hold none', async () => {
    asked.mockImplementation(async () => Response.json(page({})))
    renderInHotel(<HistoryPage />)
    type('rail from:')
    fireEvent.keyDown(box(), { key: 'Escape' })
    fireEvent.keyDown(box(), { key: 'Enter' })
    await waitFor(() => expect(lastAsked().get('q')).toBe('rail'))
    expect(chips()).toHaveLength(0)
    type('rail from:"nobody at all')
    await screen.findByText(/^Nothing is called “nobody at all”/)
  })

  it('asks for days as moments of the hotel', async () => {
    address = 'since=2026-03-29&until=2026-03-29'
    answer(page({}))
    renderInHotel(<HistoryPage />)
    await waitFor(() => expect(asked).toHaveBeenCalled())
    // The day on which the clocks went forward.
    expect([lastAsked().get('since'), lastAsked().get('until')]).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ])
  })

  it('takes days that are none as unsaid, and asks for no year that is still being typed', async () => {
    address = 'q=rail&since=2026-02-31&until=9999-99-99'
    answer(page({}))
    renderInHotel(<HistoryPage />)
    await waitFor(() => expect(asked).toHaveBeenCalled())
    expect([lastAsked().get('since'), lastAsked().get('until')]).toEqual([null, null])
    const since = screen.getByLabelText<HTMLInputElement>('Opened from')
    fireEvent.change(since, { target: { value: '0002-11-20' } })
    expect(since.value).toBe('0002-11-20')
    fireEvent.change(since, { target: { value: '2025-11-20' } })
    await waitFor(() => expect(lastAsked().get('since')).toBe('2025-11-19T23:00:00.000Z'))
    fireEvent.change(since, { target: { value: '' } })
    await waitFor(() => expect(lastAsked().get('since')).toBeNull())
  })

  it('says that it could not ask, and tries again', async () => {
    address = 'q=rail'
    asked.mockImplementationOnce(async () => Response.json({}, { status: 503 }))
    renderInHotel(<HistoryPage />)
    const retry = await screen.findByRole('button', { name: 'Try again' })
    answer(page({ items: [said(9, 'rail')], count: 1 }))
    fireEvent.click(retry)
    await screen.findByText('1 ticket')
  })

  it('adds no page, and no failure, of what is not looked for any more', async () => {
    address = 'q=rail'
    answer(page({ items: [said(9, 'rail')], count: 1, next: '9' }))
    renderInHotel(<HistoryPage />)
    await screen.findByText('T-9')
    const late = [said(8, 'rail'), null].map((found) => {
      let arrive = () => {}
      const gate = new Promise<void>((resolve) => {
        arrive = resolve
      })
      const body = found ? page({ items: [found], count: null }) : {}
      return { arrive, body, gate, status: found ? 200 : 503 }
    })
    for (const [at, { arrive, body, gate, status }] of late.entries()) {
      asked.mockImplementationOnce(() => gate.then(() => Response.json(body, { status })))
      fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
      // It ends at the same ticket.
      answer(page({ items: [said(9, `rails ${at}`)], count: 1, next: '9' }))
      type(`rails ${at}`)
      await waitFor(() => expect(lastAsked().get('q')).toBe(`rails ${at}`))
      await waitFor(() =>
        expect([...document.querySelectorAll('mark')].map((one) => one.textContent)).toContain('rails'),
      )
      arrive()
      await waitFor(() => expect(screen.getByRole('button', { name: 'Show more' })).toHaveProperty('disabled', false))
      expect(screen.queryByText('T-8')).toBeNull()
      expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    }
  })
})
