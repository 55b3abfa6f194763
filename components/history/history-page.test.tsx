// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInHotel } from '@/components/shell/stage'
import { aTicket } from '@/components/tickets/model-hotel'
import { cast, roomId } from '@/db/cast'
import type { Found, FoundPage } from '@/lib/history/schema'
import { HistoryPage } from './history-page'

vi.mock('@/components/live/live-provider', async () => (await import('@/lib/client/outbox-rehearsal')).playedLive())
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
const lastAsked = () => new URL(String(asked.mock.lastCall?.[0]), 'http://x').searchParams

beforeEach(() => {
  address = ''
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
    expect(screen.getByText('4 more entries')).toBeTruthy()
    answer(page({ items: [said(8, 'Rail again')], count: null }))
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await screen.findByText('T-8')
    expect(lastAsked().get('cursor')).toBe('9')
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
    expect(window.location.search).toBe('?q=rail')
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
