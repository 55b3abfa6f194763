// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInHotel } from '@/components/shell/stage'
import { aTicket } from '@/components/tickets/model-hotel'
import { useNewTicket } from '@/components/tickets/new-ticket/use-new-ticket'
import { departments, items, roomId } from '@/db/cast'
import { emptyOutbox, outbox } from '@/lib/client/outbox-rehearsal'
import type { Ticket } from '@/lib/tickets/schema'
import { QuickEntry } from './quick-entry'

// The stream is tried elsewhere.
vi.mock('@/components/live/live-provider', async () => (await import('@/lib/client/outbox-rehearsal')).playedLive())

const sent: [string, string][] = []
const went = vi.fn<(ticket: Ticket) => void>()
const opened: Record<string, unknown>[] = []
let ended: Ticket[] | null = []
let answers: (() => Response)[] = []

beforeEach(() => {
  sent.length = opened.length = 0
  ended = []
  answers = []
  went.mockReset()
  vi.spyOn(outbox, 'send').mockImplementation((ticketId, text) => void sent.push([ticketId, text]))
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (init.method === 'GET' && ended && path.includes('view=ended'))
      return Response.json({ items: ended.map((ticket) => ({ ticket, read: { seq: 0, n: 0 } })), next: null })
    if (init.method === 'POST') opened.push(JSON.parse(String(init.body)))
    const answer = init.method === 'POST' ? answers.shift() : undefined
    if (!answer) throw new TypeError('the network is away')
    return answer()
  })
})
afterEach(async () => {
  cleanup()
  await emptyOutbox()
  vi.unstubAllGlobals()
})

function Tried() {
  const form = useNewTicket(went)
  return <QuickEntry form={form} onAdded={went} />
}

const line = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'New ticket in one line' })
const type = (text: string) => fireEvent.change(line(), { target: { value: text } })
const press = (key: string, more: object = {}) => fireEvent.keyDown(line(), { key, ...more })
const understood = () => screen.getByRole('region', { name: 'Understood as' }).textContent
const choices = () => screen.queryAllByRole('option').map((option) => option.textContent)
const created = () => Response.json({ ticket: aTicket(0, { id: String(opened.at(-1)?.id) }), seq: 1 }, { status: 201 })
const listed = (ticket: Ticket) => ({ ticket, read: { seq: 0, n: 0 } })

describe('a new ticket in one line', () => {
  it('shows what it understood, and Enter opens just that', async () => {
    renderInHotel(<Tried />)
    type('412 towels 4 urgent')
    expect(understood()).toContain('412')
    expect(understood()).toContain('Towels × 4')
    expect(understood()).toContain('Urgent')
    answers.push(created)
    press('Enter')
    await waitFor(() => expect(went).toHaveBeenCalledOnce())
    expect(opened).toMatchObject([
      { placeId: roomId(412), catalogueItemId: items.towels, quantity: 4, priority: 'urgent' },
    ])
  })

  it('completes the word under way with Tab, and takes nothing by itself', () => {
    renderInHotel(<Tried />)
    type('412 tow')
    expect(choices()).toHaveLength(1)
    expect(screen.getByRole('option', { name: /^Towels/ })).toBeTruthy()
    expect(line().getAttribute('aria-activedescendant')).toBeNull()
    press('Tab')
    expect(line().value).toBe('412 Towels ')
    expect(choices()).toEqual([])
  })

  it('asks which room is meant, opens nothing until it is said, and writes the answer into the line', () => {
    renderInHotel(<Tried />)
    type('421 towels 4')
    expect(screen.getByRole('alert').textContent).toContain('“421” is not a place here')
    // Four is how many already.
    expect(choices()).not.toContain('How many: 421')
    press('Enter')
    expect(opened).toEqual([])
    press('ArrowDown')
    press('Enter')
    expect(line().value).toBe('412 towels 4 ')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(opened).toEqual([])
  })

  it('asks between two rooms that were both named', () => {
    renderInHotel(<Tried />)
    type('412 413 towels')
    press('Enter')
    expect(opened).toEqual([])
    fireEvent.click(screen.getByRole('option', { name: '413' }))
    expect(line().value).toBe('"412" 413 towels ')
    expect(understood()).toContain('413')
  })

  it('asks whether a part of a name is meant, and takes the words as they are where it is not', async () => {
    renderInHotel(<Tried />)
    type('412 bath leaks ')
    expect(screen.getByRole('alert').textContent).toContain('Which one is meant?')
    expect(choices()).toEqual(['Towels', 'As it is written'])
    press('Enter')
    expect(opened).toEqual([])
    fireEvent.click(screen.getByRole('option', { name: 'As it is written' }))
    expect(line().value).toBe('412 "bath" leaks ')
    expect(understood()).toContain('bath leaks')
    fireEvent.click(screen.getByRole('button', { name: 'front-desk' }))
    answers.push(created)
    press('Enter')
    await waitFor(() => expect(went).toHaveBeenCalledOnce())
    expect(opened).toMatchObject([{ summary: 'bath leaks', placeId: roomId(412) }])
  })

  it('asks whose it is where no item says so', async () => {
    renderInHotel(<Tried />)
    type('412 taxi to the airport')
    press('Enter')
    expect(opened).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'front-desk' }))
    answers.push(created)
    press('Enter')
    await waitFor(() => expect(went).toHaveBeenCalledOnce())
    expect(opened).toMatchObject([{ summary: 'taxi to the airport', departmentId: departments.frontDesk.id }])
  })

  it('lets it wait when nothing answers, and sends the same request again', async () => {
    renderInHotel(<Tried />)
    type('412 towels 4 in 20 min')
    press('Enter')
    await waitFor(() => expect(went).toHaveBeenCalledOnce())
    answers.push(created)
    outbox.nudge()
    await waitFor(() => expect(outbox.everything()).toEqual([]))
    expect(opened[1]).toEqual(opened[0])
    expect(opened[0]?.dueAt).toEqual(expect.any(String))
  })
})

describe('what is at that place', () => {
  const towels = aTicket(1, { placeId: roomId(412), catalogueItemId: items.towels, summary: '' })
  const drip = aTicket(2, { placeId: roomId(412), summary: 'Tap drips', priority: 'urgent' })
  const elsewhere = aTicket(3, { placeId: roomId(413), summary: 'Not here' })
  const closed = (number: number, doneAt: number, change: Partial<Ticket> = {}) =>
    aTicket(number, { placeId: roomId(412), status: 'closed', doneAt: new Date(doneAt).toISOString(), ...change })
  const now = Date.now()
  const render = () => renderInHotel(<Tried />, { board: [towels, drip, elsewhere].map(listed) })
  const shown = () => screen.getByRole('region', { name: 'At 412' }).textContent ?? ''

  it('is shown: the same request first, then what was done in the last days', async () => {
    ended = [
      closed(11, now - 3_600_000, { summary: 'Lamp changed' }),
      closed(12, now - 5 * 86_400_000, { summary: 'Long ago' }),
      closed(13, now - 3_600_000, { status: 'cancelled', summary: 'Never done' }),
    ]
    render()
    type('412 towels 2')
    await screen.findByText('Lamp changed')
    expect(shown().indexOf('Towels')).toBeLessThan(shown().indexOf('Tap drips'))
    for (const absent of ['Not here', 'Long ago', 'Never done']) expect(shown()).not.toContain(absent)
  })

  it('takes the line as a message with one key, and opens nothing', () => {
    render()
    type('412 towels two more please')
    press('1', { code: 'Digit1', altKey: true })
    expect(sent).toEqual([[towels.id, 'towels two more please']])
    expect(went).toHaveBeenCalledWith(towels)
    expect(opened).toEqual([])
    expect(line().value).toBe('')
  })

  it('takes no message that says nothing', () => {
    render()
    type('412')
    press('1', { code: 'Digit1', altKey: true })
    expect(sent).toEqual([])
  })

  it('says so when what was done cannot be read', async () => {
    ended = null
    render()
    type('412 towels')
    await screen.findByText('What was done here lately could not be read.')
  })
})
