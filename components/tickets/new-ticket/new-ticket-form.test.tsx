// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInHotel } from '@/components/shell/stage'
import { aTicket } from '@/components/tickets/model-hotel'
import { departments, items, roomId } from '@/db/cast'
import { emptyOutbox, outbox } from '@/lib/client/outbox-rehearsal'
import type { Ticket } from '@/lib/tickets/schema'
import { NewTicketForm } from './new-ticket-form'
import { useNewTicket } from './use-new-ticket'

// The stream is tried elsewhere.
vi.mock('@/components/live/live-provider', async () => (await import('@/lib/client/outbox-rehearsal')).playedLive())

const opened = vi.fn<(ticket: Ticket) => void>()
const answers: (() => Response | Promise<Response>)[] = []
const asked: { path: string; body: Record<string, unknown> }[] = []

beforeEach(() => {
  asked.length = answers.length = 0
  opened.mockReset()
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, body: JSON.parse(String(init.body)) })
    const answer = answers.shift()
    if (!answer) throw new TypeError('the network is away')
    return answer()
  })
})
afterEach(async () => {
  cleanup()
  await emptyOutbox()
  vi.unstubAllGlobals()
})

const created =
  (change: Partial<Ticket> = {}) =>
  () =>
    Response.json({ ticket: aTicket(0, { id: String(asked.at(-1)?.body.id), ...change }), seq: 1 }, { status: 201 })

function Tried() {
  const form = useNewTicket(opened)
  return <NewTicketForm form={form} onCancel={() => {}} />
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
const type = (name: string, text: string) => fireEvent.change(field(name), { target: { value: text } })
const press = (name: string, key: string) => fireEvent.keyDown(field(name), { key })
const submit = () => fireEvent.submit(field('Where').closest('form') ?? document.body)

const fillIn = () => {
  type('Where', '412')
  press('Where', 'Tab')
  type('What', 'bath')
  press('What', 'Tab')
  type('How many', '4')
}

describe('the new ticket form', () => {
  it('opens "412", "bath towel", 4 as towels for the room, and says what it understood', async () => {
    renderInHotel(<Tried />)
    fillIn()
    expect(field('What').value).toBe('Towels')
    expect(field('Department').textContent).toContain('housekeeping')
    answers.push(created())
    submit()
    await waitFor(() => expect(opened).toHaveBeenCalledOnce())
    expect(asked).toHaveLength(1)
    expect(asked[0]?.body).toMatchObject({ placeId: roomId(412), catalogueItemId: items.towels, quantity: 4 })
  })

  it('takes "413 towels 2" typed where the place goes', () => {
    renderInHotel(<Tried />)
    type('Where', '413 towels 2')
    fireEvent.blur(field('Where'))
    expect(field('Where').value).toBe('413')
    expect(field('What').value).toBe('Towels')
    expect(field('How many').value).toBe('2')
  })

  it('lets the ticket wait when nothing answers, and opens it later with the same request', async () => {
    renderInHotel(<Tried />)
    fillIn()
    submit()
    await waitFor(() => expect(opened).toHaveBeenCalledOnce())
    expect(opened.mock.calls[0]?.[0]).toMatchObject({ number: 0, placeId: roomId(412), quantity: 4, status: 'new' })
    expect(field('Where').value).toBe('')
    expect(outbox.errands.openings()).toHaveLength(1)
    answers.push(created())
    outbox.nudge()
    await waitFor(() => expect(outbox.errands.openings()).toEqual([]))
    expect(asked[1]).toEqual(asked[0])
  })

  it('keeps all that was typed when it is refused, and the next try is another request', async () => {
    renderInHotel(<Tried />)
    fillIn()
    answers.push(() => Response.json({ error: { code: 'invalid', message: 'no_such_place' } }, { status: 400 }))
    submit()
    await screen.findByRole('alert')
    expect([field('Where').value, field('What').value, field('How many').value]).toEqual(['412', 'Towels', '4'])
    expect(outbox.everything()).toEqual([])
    answers.push(created())
    submit()
    await waitFor(() => expect(opened).toHaveBeenCalledOnce())
    expect(asked[1]?.body.id).not.toBe(asked[0]?.body.id)
  })

  it('sends once, however often Enter is pressed', async () => {
    renderInHotel(<Tried />)
    fillIn()
    answers.push(created())
    submit()
    submit()
    await waitFor(() => expect(opened).toHaveBeenCalledOnce())
    expect(asked).toHaveLength(1)
  })

  it('begins the next ticket under a new id', async () => {
    renderInHotel(<Tried />)
    for (const count of [1, 2]) {
      fillIn()
      answers.push(created())
      submit()
      await waitFor(() => expect(opened).toHaveBeenCalledTimes(count))
    }
    expect(asked[1]?.body.id).not.toBe(asked[0]?.body.id)
  })

  it('says beside the field what is missing, sends nothing, and takes one there', () => {
    renderInHotel(<Tried />)
    type('Where', 'nowhere')
    submit()
    expect(screen.getByText(/“nowhere” is not a place here/)).toBeTruthy()
    expect(screen.getByText('Say what is needed.')).toBeTruthy()
    expect(field('Where').getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(field('Where'))
    expect(asked).toEqual([])
  })

  it('tells what is open for the place already', () => {
    const ticket = aTicket(1, { placeId: roomId(412), summary: 'Tap drips', departmentId: departments.engineering.id })
    renderInHotel(<Tried />, { board: [{ ticket, read: { seq: 0, n: 0 } }] })
    expect(screen.queryByText('Tap drips')).toBeNull()
    type('Where', '412')
    expect(screen.getByText('Tap drips')).toBeTruthy()
  })
})
