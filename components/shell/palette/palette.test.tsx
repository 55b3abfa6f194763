// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInHotel } from '@/components/shell/stage'
import { FilterProvider } from '@/components/tickets/filter-provider'
import { aTicket } from '@/components/tickets/model-hotel'
import { planOf } from '@/components/tickets/ticket-panel-plan'
import { cast, departments, roomId } from '@/db/cast'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'
import { Palette } from './palette'
import type { Choice } from './use-choice'

vi.mock('@/components/live/live-provider', async () => (await import('@/lib/client/outbox-rehearsal')).playedLive())
vi.mock('next/navigation', () => ({ usePathname: () => '/', useRouter: () => ({ push: () => {}, back: () => {} }) }))

const here = { departmentId: departments.housekeeping.id, watcherIds: [], namedIds: [], mentionedIds: [] }
const towels: Ticket = { ...aTicket(1), ...here, number: 4127, summary: 'Towels', placeId: roomId(412) }
const drain: Ticket = { ...aTicket(2), ...here, number: 4128, summary: 'Blocked drain', placeId: roomId(413) }
const ended: Ticket = { ...aTicket(3), ...here, number: 17, summary: 'Towels of yesterday', status: 'closed' }
const listed = (ticket: Ticket): ListedTicket => ({ ticket, read: { seq: 0, n: 0 } })

const asked = vi.fn<typeof fetch>()
const chosen: Choice[] = []
const show = (as: keyof typeof cast, atHand: Ticket | null = null, takeTyped = () => '') =>
  renderInHotel(
    <FilterProvider>
      <Palette atHand={atHand} onChoose={(choice) => chosen.push(choice)} onClose={() => {}} takeTyped={takeTyped} />
    </FilterProvider>,
    { as, board: [listed(towels), listed(drain)] },
  )

beforeEach(() => {
  chosen.length = 0
  asked.mockReset()
  asked.mockImplementation(async () => Response.json({ items: [listed(ended), listed(towels)], next: null }))
  vi.stubGlobal('fetch', asked)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const type = (value: string) => fireEvent.change(screen.getByRole('combobox'), { target: { value } })
const options = () => screen.queryAllByRole('option').map((option) => option.textContent)
const take = (name: RegExp) => fireEvent.click(screen.getByRole('option', { name }))

describe('the palette', () => {
  it('finds a ticket by its number, its place and its words', () => {
    show('felix')
    for (const typed of ['t-4127', '4127', '412 tow']) {
      type(typed)
      expect(options()[0], typed).toMatch(/^412Towels.*T-4127$/)
    }
    take(/T-4127/)
    expect(chosen).toEqual([{ kind: 'ticket', ticketId: towels.id }])
  })

  it('finds what has ended as well, once the server has answered, and nothing twice', async () => {
    show('felix')
    type('towels')
    await vi.waitFor(() => expect(options().some((text) => text?.includes('T-17'))).toBe(true))
    expect(options().filter((text) => text?.includes('T-4127'))).toHaveLength(1)
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('stands still from press to release, whatever is found meanwhile', async () => {
    show('felix')
    let answer = () => {}
    const answered = new Promise<void>((resolve) => (answer = resolve))
    asked.mockImplementation(async () => {
      await answered
      return Response.json({ items: [listed(ended)], next: null })
    })
    type('towels')
    await vi.waitFor(() => expect(asked).toHaveBeenCalled())
    const before = options()
    fireEvent.pointerDown(screen.getByRole('option', { name: /T-4127/ }))
    answer()
    // The answer is here and has been drawn, if it was to be.
    await vi.waitFor(async () =>
      expect(await asked.mock.results.at(-1)?.value.then((one: Response) => one.bodyUsed)).toBe(true),
    )
    await act(async () => {})
    expect(options()).toEqual(before)
    fireEvent.pointerUp(window)
    await vi.waitFor(() => expect(options().some((text) => text?.includes('T-17'))).toBe(true))
  })

  it('has one that Enter takes, also after what was found has changed', async () => {
    show('felix')
    const selected = () => screen.getByRole('option', { selected: true }).textContent
    type('towels')
    expect(selected()).toMatch(/T-4127/)
    type('yesterday')
    await vi.waitFor(() => expect(selected()).toMatch(/T-17/))
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' })
    expect(chosen).toEqual([{ kind: 'ticket', ticketId: ended.id }])
  })

  it('takes what was typed, though Enter comes right behind it', () => {
    show('felix')
    const field = screen.getByRole('combobox') as HTMLInputElement
    // As a browser does: no more is drawn between two keys than what each of them draws by itself.
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'drain')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    expect(chosen).toEqual([{ kind: 'ticket', ticketId: drain.id }])
  })

  it('begins with all that was typed until its field had the focus', () => {
    const heldThen: boolean[] = []
    show('felix', null, () => {
      heldThen.push(document.activeElement === screen.getByRole('combobox'))
      return 'drain'
    })
    expect(heldThen).toEqual([true])
    expect(screen.getByRole('combobox')).toHaveProperty('value', 'drain')
    expect(options()[0]).toMatch(/T-4128/)
    fireEvent.focus(screen.getByRole('combobox'))
    type('towels')
    expect(options()[0]).toMatch(/T-4127/)
  })

  it('finds people and views', () => {
    show('felix')
    type('hana')
    take(/^Tickets of Hana Kovac/)
    type('late')
    take(/^Late$/)
    expect(chosen).toEqual([
      { kind: 'person', personId: cast.hana.id },
      { kind: 'view', filter: expect.objectContaining({ view: 'late', departmentId: null }) },
    ])
  })

  it('offers of the ticket at hand exactly what the policy lets one do', () => {
    for (const who of ['hana', 'felix', 'nora'] as const) {
      show(who, towels)
      const actor = { ...cast[who], personId: cast[who].id, departmentIds: [...cast[who].departmentIds], sessionId: '' }
      const { bar, menu } = planOf(actor, towels)
      const group = screen.getByRole('group', { name: 'This ticket: 412 Towels' })
      expect(group.querySelectorAll('[role="option"]')).toHaveLength(new Set([...bar, ...menu.flat()]).size)
      cleanup()
    }
    show('hana', towels)
    expect(options()).toContain('Accept')
    expect(options()).not.toContain('Cancel ticket')
    cleanup()
    show('felix', null)
    expect(screen.queryByRole('group', { name: /^This ticket/ })).toBeNull()
  })

  it('leads on to the search over everything, whatever was typed', async () => {
    asked.mockImplementation(async () => Response.json({ items: [], next: null }))
    show('felix')
    type('zzzz ')
    expect(options()).toEqual(['Search everything for “zzzz”'])
    take(/everything/)
    expect(chosen).toEqual([{ kind: 'command', command: 'history', typed: 'zzzz ' }])
  })
})
