// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DeskProvider } from '@/components/shell/desk-provider'
import { PreferencesProvider } from '@/components/shell/preferences-provider'
import { renderInHotel } from '@/components/shell/stage'
import type { LiveEvent } from '@/lib/live/events'
import { PREFERENCES_UNSET } from '@/lib/people/schema'
import { pack } from '@/lib/tickets/compact'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'
import { FilterProvider } from './filter-provider'
import { ListToolbar } from './list-toolbar'
import { aTicket } from './model-hotel'
import { SelectionProvider } from './selection'
import { TicketList } from './ticket-list'

const page = vi.hoisted(() => ({
  pushed: [] as string[],
  tell: (_event: LiveEvent): void => {},
}))
vi.mock('@/components/live/live-provider', async () => {
  const { playedLive } = await import('@/lib/client/outbox-rehearsal')
  return playedLive((handler) => {
    page.tell = handler
  })
})
vi.mock('next/navigation', () => ({
  usePathname: () => '/',
  useRouter: () => ({ push: (path: string) => page.pushed.push(path), back: () => {} }),
}))

const NOW = Date.parse('2026-01-01T12:00:00Z')
const dueIn = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()
const openedAt = dueIn(-1)
const row = (number: number, change: Partial<Ticket>): ListedTicket => ({
  ticket: aTicket(number, { openedAt, ...change }),
  read: { seq: 1, n: 0 },
})
const first = row(1, { summary: 'First', dueAt: dueIn(10) })
const second = row(2, { summary: 'Second', dueAt: dueIn(20) })
const third = row(3, { summary: 'Third', dueAt: dueIn(30) })

const show = (board: ListedTicket[], { isWhole = true, singleKeys = true } = {}) =>
  renderInHotel(
    <PreferencesProvider initial={{ ...PREFERENCES_UNSET, singleKeys }}>
      <FilterProvider>
        <SelectionProvider>
          <DeskProvider>
            <ListToolbar />
            <TicketList />
          </DeskProvider>
        </SelectionProvider>
      </FilterProvider>
    </PreferencesProvider>,
    { board, isWhole, now: NOW },
  )

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  page.pushed.length = 0
  show([third, first, second])
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const list = () => screen.getByRole('list', { name: 'Tickets, the most pressing first' })
const rows = () => [...list().querySelectorAll('a')]
const order = () => rows().map((link) => /First|Second|Third|Fourth/.exec(link.textContent ?? '')?.[0])
const rowOf = (name: string) => rows().find((link) => link.textContent?.includes(name)) ?? document.body
const tell = (ticket: Ticket) => act(() => page.tell({ event: 'ticket', data: ticket }))
const makeUrgent = ({ ticket }: ListedTicket) =>
  tell({ ...ticket, priority: 'urgent', version: ticket.version + 1, lastSeq: ticket.lastSeq + 1 })
const press = (key: string, on: Element = document.activeElement ?? document.body) => fireEvent.keyDown(on, { key })
const focused = () => /First|Second|Third/.exec(document.activeElement?.textContent ?? '')?.[0]

describe('the list', () => {
  it('shows what is due soonest first, and a change at once', () => {
    expect(order()).toEqual(['First', 'Second', 'Third'])
    makeUrgent(third)
    expect(order()).toEqual(['Third', 'First', 'Second'])
  })

  it('does not move between press and release, and says what waits', async () => {
    fireEvent.pointerDown(rowOf('Second'))
    makeUrgent(third)
    tell(aTicket(0, { summary: 'Fourth', openedAt, dueAt: dueIn(1) }))
    expect(order()).toEqual(['First', 'Second', 'Third'])
    expect(screen.getByRole('button', { name: '1 new' })).toBeTruthy()
    fireEvent.pointerUp(window)
    await vi.waitFor(() => expect(order()).toEqual(['Third', 'Fourth', 'First', 'Second']))
    expect(screen.queryByRole('button', { name: '1 new' })).toBeNull()
  })

  it('does not move under a finger before the click that its release makes has come', async () => {
    fireEvent.pointerDown(rowOf('Second'), { pointerType: 'touch' })
    makeUrgent(third)
    fireEvent.pointerUp(window, { pointerType: 'touch' })
    // A busy tablet has other things to do first.
    await act(() => new Promise((resolve) => setImmediate(resolve)))
    await act(() => new Promise((resolve) => setTimeout(resolve)))
    expect(order()).toEqual(['First', 'Second', 'Third'])
    fireEvent.click(rowOf('Second'))
    await vi.waitFor(() => expect(order()).toEqual(['Third', 'First', 'Second']))
    expect(page.pushed).toEqual([`/tickets/${second.ticket.id}`])
  })

  it('shows nothing of a ticket that has gone, even while it is held still', () => {
    fireEvent.pointerDown(rowOf('First'))
    act(() => page.tell({ event: 'gone', data: { ticketId: second.ticket.id, seq: 2 } }))
    expect(order()).toEqual(['First', 'Third'])
    fireEvent.pointerUp(window)
  })

  it('tells a screen reader what came in', () => {
    tell(aTicket(0, { summary: 'Fourth', openedAt, dueAt: dueIn(1) }))
    expect(screen.getAllByRole('status').some((status) => status.textContent === '1 new ticket: Fourth')).toBe(true)
  })
})

describe('the keyboard', () => {
  it('walks the tickets, and stays with a ticket that moves', () => {
    press('j')
    expect(focused()).toBe('First')
    press('j')
    expect(focused()).toBe('Second')
    makeUrgent(second)
    expect(order()).toEqual(['Second', 'First', 'Third'])
    press('j')
    expect(focused()).toBe('First')
    press('k')
    expect(focused()).toBe('Second')
  })

  it('reaches the list by Tab at one row only', () => {
    press('j')
    press('j')
    expect(rows().map((link) => link.tabIndex)).toEqual([-1, 0, -1])
  })

  it('opens what it is on', () => {
    press('j')
    fireEvent.click(rowOf('First'))
    expect(page.pushed).toEqual([`/tickets/${first.ticket.id}`])
  })

  it('begins a ticket with c and a search with the slash', () => {
    press('/')
    expect(document.activeElement).toBe(screen.getByRole('searchbox'))
    act(() => screen.getByRole('searchbox').blur())
    press('c', document.body)
    expect(screen.getByRole('dialog', { name: 'New ticket' })).toBeTruthy()
  })

  it('takes no letter from somebody who types', () => {
    const search = screen.getByRole('searchbox')
    act(() => search.focus())
    for (const key of ['c', 'j', 'k', '?', '2']) press(key, search)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(search)
    expect(order()).toEqual(['First', 'Second', 'Third'])
  })

  it('is not put off by a list of suggestions that is not shown', () => {
    const hidden = document.body.appendChild(document.createElement('div'))
    hidden.role = 'listbox'
    press('c', document.body)
    expect(screen.queryByRole('dialog')).toBeNull()
    hidden.hidden = true
    press('c', document.body)
    expect(screen.getByRole('dialog', { name: 'New ticket' })).toBeTruthy()
    hidden.remove()
  })

  it('leaves a field with Escape, and then takes letters again', () => {
    const field = document.body.appendChild(document.createElement('textarea'))
    field.focus()
    press('c', field)
    expect(screen.queryByRole('dialog')).toBeNull()
    press('Escape', field)
    press('c')
    expect(screen.getByRole('dialog', { name: 'New ticket' })).toBeTruthy()
    field.remove()
  })

  it('takes no letter with Ctrl, Alt or Meta, which are the browser’s', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey']) fireEvent.keyDown(document.body, { key: 'c', [held]: true })
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('a key for the ticket at hand', () => {
  const sent = vi.fn<typeof fetch>()
  beforeEach(() => {
    sent.mockReset()
    sent.mockImplementation(async () => Response.json({ ticket: null, seq: 3 }))
    vi.stubGlobal('fetch', sent)
  })
  afterEach(() => vi.unstubAllGlobals())
  const asked = () => sent.mock.calls.map(([path, options]) => `${options?.method} ${path}`)
  const accept = ({ ticket }: ListedTicket) =>
    tell({ ...ticket, status: 'accepted', assigneeId: ticket.openerId, version: 2, lastSeq: ticket.lastSeq + 1 })

  it('does nothing before one has chosen a ticket: the first of the list is nobody’s choice', () => {
    accept(first)
    press('e', document.body)
    press('a', document.body)
    expect(asked()).toEqual([])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('finishes the ticket that one is on, also after it has moved', async () => {
    accept(second)
    press('j')
    press('j')
    makeUrgent(first)
    expect(focused()).toBe('Second')
    press('e')
    await vi.waitFor(() => expect(asked()).toEqual([`PUT /api/tickets/${second.ticket.id}/completion`]))
  })

  it('asks nothing of the server where the policy would refuse', () => {
    press('j')
    press('e')
    expect(asked()).toEqual([])
  })

  it('assigns it', () => {
    press('j')
    press('a')
    expect(screen.getByRole('dialog', { name: 'Assign' })).toBeTruthy()
  })
})

describe('single-letter keys', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('can be switched off, for oneself and for good; arrows and Escape remain', () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
      asked.push(`${method} ${path} ${body}`)
      return Response.json({ ...PREFERENCES_UNSET, singleKeys: false })
    })
    press('?', document.body)
    const off = screen.getByRole('switch', { name: 'Single-letter keys' })
    fireEvent.click(off)
    expect(off.getAttribute('aria-checked')).toBe('false')
    expect(asked).toEqual(['PATCH /api/me {"singleKeys":false}'])
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    for (const key of ['c', 'j', '?', '/', '2']) press(key, document.body)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(document.body)
    act(() => rows()[0]?.focus())
    press('ArrowDown')
    expect(focused()).toBe('Second')
  })

  it('are off where one has said so before', () => {
    cleanup()
    show([third, first, second], { singleKeys: false })
    press('c', document.body)
    expect(screen.queryByRole('dialog')).toBeNull()
    cleanup()
    show([third, first, second])
    press('c', document.body)
    expect(screen.getByRole('dialog', { name: 'New ticket' })).toBeTruthy()
  })
})

describe('a long list', () => {
  const LONG = 5_000
  const many = Array.from({ length: LONG }, (_, at) => row(at, { summary: `Job ${at}.`, dueAt: dueIn(10 + at) }))
  const jobs = () => rows().map((link) => /Job \d+\./.exec(link.textContent ?? '')?.[0])

  beforeEach(() => {
    cleanup()
    // A browser without layout: the list is as high as twenty rows.
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(900)
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(45)
    show(many)
  })

  it('draws what is in sight, and says of each line which of how many it is', () => {
    expect(jobs().length).toBeLessThan(60)
    expect(jobs().slice(0, 3)).toEqual(['Job 0.', 'Job 1.', 'Job 2.'])
    const line = rows()[2]?.closest('li')
    expect(line?.getAttribute('aria-posinset')).toBe('4')
    expect(line?.getAttribute('aria-setsize')).toBe(`${LONG + 1}`)
    expect(screen.getByText(`${LONG}`)).toBeTruthy()
  })

  it('keeps the one row that Tab reaches drawn, wherever it moves', () => {
    press('j')
    press('j')
    expect(document.activeElement?.textContent).toContain('Job 1.')
    const [, moved] = many
    if (!moved) throw new Error('no such row')
    tell({ ...moved.ticket, dueAt: dueIn(9_000), version: 2, lastSeq: moved.ticket.lastSeq + 1 })
    expect(jobs().at(-1)).toBe('Job 1.')
    expect(document.activeElement?.textContent).toContain('Job 1.')
    expect(document.activeElement?.closest('li')?.getAttribute('aria-posinset')).toBe(`${LONG + 1}`)
    expect(rows().filter((link) => link.tabIndex === 0)).toHaveLength(1)
  })
})

describe('the search', () => {
  it('narrows as one types, says how many, and offers the way back', () => {
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'sec' } })
    expect(order()).toEqual(['Second'])
    expect(screen.getByText('1 ticket')).toBeTruthy()
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nothing like it' } })
    expect(screen.getByText('Nothing matches.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Clear search and filters' }))
    expect(order()).toEqual(['First', 'Second', 'Third'])
  })

  it('finds a ticket by the number that people say', () => {
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: `t-${third.ticket.number}` } })
    expect(order()).toEqual(['Third'])
  })
})

describe('the rest of a long board', () => {
  const answer = (rows: ListedTicket[]) => async () => Response.json({ items: rows.map(pack), next: null })
  afterEach(() => vi.unstubAllGlobals())

  it('is read at once, and is not news', async () => {
    cleanup()
    vi.stubGlobal('fetch', answer([first, second, third]))
    show([first], { isWhole: false })
    expect(order()).toEqual(['First'])
    await vi.waitFor(() => expect(order()).toEqual(['First', 'Second', 'Third']))
    expect(screen.queryByText(/new ticket/)).toBeNull()
    tell(aTicket(0, { summary: 'Fourth', openedAt, dueAt: dueIn(1) }))
    expect(screen.getByText('1 new ticket: Fourth')).toBeTruthy()
  })
})
