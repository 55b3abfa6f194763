// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInHotel } from '@/components/shell/stage'
import { departments, items, roomId } from '@/db/cast'
import type { Figures, Report } from '@/lib/reports/schema'
import { ReportsPage } from './reports-page'

vi.mock('@/components/live/live-provider', async () => (await import('@/lib/client/outbox-rehearsal')).playedLive())
let address = ''
vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams(address) }))
vi.mock('next/dynamic', () => ({ default: () => () => null }))
vi.mock('@/components/shell/page-frame', () => ({
  PageFrame: ({ children }: { children: React.ReactNode }) => children,
}))

const spread = (count: number, median: number) => ({ count, mean: median * 2, median, p90: median * 4 })
const figures = (opened: number): Figures => ({
  ...{ opened, accept: spread(opened, 95), answer: spread(3, 3_700), done: spread(4, 90_000) },
  ...{ hold: { held: 2, share: 0.125 }, target: { hit: 3, late: 1 }, reopen: { ended: 4, reopened: 0 } },
})
const report: Report = {
  total: { now: figures(9), before: figures(7) },
  rows: [
    { key: departments.engineering.id, now: figures(5), before: figures(4) },
    { key: 'none', now: figures(4), before: figures(3) },
  ],
  before: { since: '2026-03-09T23:00:00.000Z', until: '2026-03-19T23:00:00.000Z' },
  isBehind: true,
}

const asked = vi.fn<typeof fetch>()
const answer = (body: object) => asked.mockImplementation(async () => Response.json(body))
const lastAsked = () => new URL(String(asked.mock.lastCall?.[0]), 'http://x')

beforeEach(() => {
  address = 'since=2026-03-20&until=2026-03-29&by=item'
  asked.mockReset()
  vi.stubGlobal('fetch', asked)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('reports', () => {
  it('asks for days as moments of the hotel, against as many days before', async () => {
    answer(report)
    renderInHotel(<ReportsPage />)
    await screen.findByText('Figures of older tickets are still being made.')
    expect(Object.fromEntries(lastAsked().searchParams)).toEqual({
      by: 'item',
      // The clocks went forward on the last of these days.
      since: '2026-03-19T23:00:00.000Z',
      until: '2026-03-29T22:00:00.000Z',
      against: '2026-03-09T23:00:00.000Z',
    })
  })

  it('takes days that are none as unsaid, and asks for no year that is still being typed', async () => {
    address = 'since=0000-01-01&until=9999-99-99'
    answer(report)
    renderInHotel(<ReportsPage />)
    await screen.findByText('Figures of older tickets are still being made.')
    const from = screen.getByLabelText<HTMLInputElement>('From')
    expect(from.value).toMatch(/^20/)
    fireEvent.change(from, { target: { value: '0002-11-20' } })
    expect([from.value, asked.mock.calls.length]).toEqual(['0002-11-20', 1])
    fireEvent.change(from, { target: { value: '2025-11-20' } })
    await vi.waitFor(() => expect(lastAsked().searchParams.get('since')).toBe('2025-11-19T23:00:00.000Z'))
  })

  it('says each figure with its spread and what it was before, and links to the tickets behind it', async () => {
    address += `&department=${departments.engineering.id}`
    answer({ ...report, isBehind: false })
    renderInHotel(<ReportsPage />)
    fireEvent.click(await screen.findByRole('button', { name: 'Last 7 days' }))
    const row = within(await screen.findByRole('row', { name: /^Free text/ }))
    const link = row.getByRole('link', { name: 'Tickets accepted, Free text: 4 tickets' })
    expect(link.textContent).toBe('2 min')
    for (const words of ['mean 3 min', '90% within 6 min']) expect(row.getByText(words)).toBeTruthy()
    expect(row.getByText('1 d 1 h')).toBeTruthy()
    expect(row.getByText('75%')).toBeTruthy()
    expect(screen.getByText(/“Before” is .*10.* to .*19/)).toBeTruthy()
    const earlier = row.getByRole('link', { name: 'Before: Tickets opened, Free text: 3 tickets' })
    const period = new URL(earlier.getAttribute('href') ?? '', 'http://x').searchParams
    expect([earlier.textContent, period.get('since'), period.get('until')]).toEqual([
      ...['before 3', report.before.since, report.before.until],
    ])
    const query = new URL(link.getAttribute('href') ?? '', 'http://x').searchParams
    expect([query.get('measure'), query.get('item'), query.get('department'), query.get('report')]).toEqual([
      ...['accepted', 'none', departments.engineering.id, address],
    ])
    expect(row.queryByRole('link', { name: /^Reopened/ })).toBeNull()
  })

  it('shows hours and weekdays, and what comes back', async () => {
    answer({ cells: [{ weekday: 7, hour: 23, opened: 12 }], isBehind: false })
    renderInHotel(<ReportsPage />)
    fireEvent.click(screen.getByRole('button', { name: 'When' }))
    const hour = await screen.findByRole('link', { name: 'Sunday, 23:00: 12 tickets' })
    expect(hour.getAttribute('href')).toContain('weekday=7&hour=23')
    answer({
      rows: [{ placeId: roomId(412), itemId: items.towels, faults: 3, lastOpenedAt: '2026-03-29T10:00:00Z' }],
      isBehind: false,
    })
    fireEvent.click(screen.getByRole('button', { name: 'What comes back' }))
    const again = await screen.findByRole('link', { name: /412: 3 tickets$/ })
    expect(again.getAttribute('href')).toContain('measure=faults')
  })

  it('says that it could not count, and tries again', async () => {
    asked.mockImplementationOnce(async () => Response.json({}, { status: 503 }))
    renderInHotel(<ReportsPage />)
    const retry = await screen.findByRole('button', { name: 'Try again' })
    answer({ ...report, rows: [] })
    fireEvent.click(retry)
    await waitFor(() => screen.getByText('Nothing was opened in these days.'))
  })
})
