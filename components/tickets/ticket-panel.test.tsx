// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answer, type Request, serve, show, stream } from '@/components/rehearsal'
import { cast } from '@/db/cast'
import type { Entry } from '@/lib/chat/schema'
import { message, OTHER, TICKET, ticketOf } from '@/lib/client/rehearsal'
import type { OpenedTicket, Ticket } from '@/lib/tickets/schema'
import { TicketPanel } from './ticket-panel'

// A link leads by the router, which a page has.
vi.mock('next/navigation', async (original) => ({ ...(await original()), useRouter: () => ({ push: () => {} }) }))

const ticket = ticketOf({
  number: 1042,
  summary: 'Towels for the pool',
  version: 3,
  stateVersion: 3,
  lastSeq: 2,
  messageCount: 2,
})
const accepted: Ticket = { ...ticket, status: 'accepted', assigneeId: cast.hana.id, version: 4, stateVersion: 4 }
const said = (seq: number, who: { id: string }, text: string): Entry => message(seq, TICKET, who.id, text)

const opened = (patch: Partial<Ticket> = {}): OpenedTicket => ({
  ticket: { ...ticket, ...patch },
  read: { seq: 2, n: 2 },
  readers: [],
  links: [],
})
const thread = {
  items: [said(1, cast.felix, 'Thirty, please'), said(2, cast.hana, 'Blue?')],
  lastSeq: 2,
  before: null,
  reset: false,
}

let asked: Request[]
/** What becomes of changes; everything else is answered well. */
let answerChange: (request: Request) => { status: number; body: unknown } | Promise<never>

/** Whether the server still shows the ticket. */
let isOurs: boolean
/** What comes of reading the ticket. */
let answerRead: () => Answer | Promise<Answer>
const NOT_FOUND = { status: 404, body: { error: { code: 'not_found', message: 'not_found' } } }

beforeEach(() => {
  isOurs = true
  answerRead = () => ({ status: 200, body: opened() })
  answerChange = () => ({ status: 200, body: { ticket: accepted, seq: 3 } })
  asked = serve((request) => {
    if (request.method === 'GET') return isOurs ? answerRead() : NOT_FOUND
    if (request.path.endsWith('/read')) return { status: 200, body: { seq: 2, n: 2 } }
    return answerChange(request)
  })
})

const panel = (initial = opened(), who = cast.hana) => show(<TicketPanel initial={initial} thread={thread} />, who)
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const changes = () => asked.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/read'))

describe('a change', () => {
  test('says what it is based on, and is shown when it is done', async () => {
    panel()
    press('Accept')
    await screen.findByRole('button', { name: 'Start' })
    await waitFor(() =>
      expect(changes()).toMatchObject([
        { method: 'PUT', path: `/api/tickets/${TICKET}/acceptance`, body: { basedOn: 3, id: expect.any(String) } },
      ]),
    )
  })

  test('pressed twice while it is on its way, it is asked for once', async () => {
    panel()
    const button = screen.getByRole('button', { name: 'Accept' })
    act(() => {
      button.click()
      button.click()
    })
    // What the second tap may fall on instead does nothing yet.
    press('Start')
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Start' }).getAttribute('aria-disabled')).toBe('false'),
    )
    expect(changes()).toHaveLength(1)
  })

  test('refused, it says why in words and shows what is true now', async () => {
    const current = { ...accepted, assigneeId: cast.rosa.id }
    const error = { code: 'conflict', message: 'accepted_by_other', params: { name: 'Rosa Delgado' }, current }
    answerChange = () => ({ status: 409, body: { error } })
    panel()
    press('Accept')
    expect((await screen.findByRole('alert')).textContent).toBe('Rosa Delgado already has it.')
    expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull()
    expect(within(screen.getByRole('article')).getByText('Accepted')).toBeTruthy()
  })

  test('whose answer is lost is asked for again by itself, as the very same, and so it is done once', async () => {
    let losses = 2
    answerChange = () => {
      if (losses-- > 0) return Promise.reject(new TypeError('network'))
      return { status: 200, body: { ticket: accepted, seq: 3 } }
    }
    panel()
    press('Accept')
    // It was done the first time, and the news of it comes before the answer.
    stream.hello()
    act(() => stream.say('ticket', { ...ticket, version: 5 }))
    await waitFor(() => expect(changes()).toHaveLength(3))
    const sent = changes().map(({ body: { at: _, ...body } }) => body)
    expect(sent).toEqual([sent[0], sent[0], sent[0]])
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('without an answer it is shown as done and waiting, and is asked for again as the very same', async () => {
    answerChange = () => Promise.reject(new TypeError('network'))
    panel()
    press('Accept')
    await screen.findByRole('button', { name: 'Start' })
    await screen.findByText('waiting to send')
    expect(screen.queryByRole('alert')).toBeNull()
    const before = changes().length
    answerChange = () => ({ status: 200, body: { ticket: accepted, seq: 3 } })
    act(() => void window.dispatchEvent(new Event('online')))
    await waitFor(() => expect(screen.queryByText('waiting to send')).toBeNull())
    expect(changes()).toHaveLength(before + 1)
    expect(changes().at(-1)?.body).toEqual(changes()[0]?.body)
  })

  test('of a ticket that is no longer ours leaves nothing of it on the screen', async () => {
    isOurs = false
    answerChange = () => NOT_FOUND
    panel()
    press('Accept')
    await screen.findByRole('heading', { name: 'This ticket is no longer yours to see.' })
    expect(document.body.textContent).not.toContain('Towels')
    expect(document.body.textContent).not.toContain('Blue?')
  })
})

describe('what it is linked with', () => {
  const linked: OpenedTicket['links'][number] = {
    ticket: ticketOf({ id: OTHER, number: 1043, summary: 'Blue paint' }),
    kind: 'follows',
    isFrom: true,
    madeById: cast.felix.id,
    madeAt: ticket.openedAt,
  }
  const withLink = (): OpenedTicket => ({ ...opened(), links: [linked] })
  const link = () => screen.queryByRole('link', { name: /T-1043/ })

  test('goes from the screen as soon as the other ticket is no longer ours to see', () => {
    panel(withLink())
    expect(link()).not.toBeNull()
    stream.hello()
    act(() => stream.say('gone', { ticketId: OTHER, seq: 9 }))
    expect(link()).toBeNull()
    expect(document.body.textContent).not.toContain('Blue paint')
  })

  test('is read anew when the house says that it has changed', async () => {
    panel()
    stream.hello()
    expect(link()).toBeNull()
    answerRead = () => ({ status: 200, body: withLink() })
    act(() => stream.say('links', { ticketId: TICKET }))
    await waitFor(() => expect(link()).not.toBeNull())
  })
})

test('somebody else’s change is shown as it is told, and an older one told late is not', async () => {
  panel()
  stream.hello()
  act(() => stream.say('ticket', accepted))
  expect(within(screen.getByRole('article')).getByText('Accepted')).toBeTruthy()
  act(() => stream.say('ticket', ticket))
  expect(within(screen.getByRole('article')).getByText('Accepted')).toBeTruthy()
})

test('told that it is gone, it shows nothing of it any more', async () => {
  panel()
  isOurs = false
  stream.hello()
  act(() => stream.say('gone', { ticketId: TICKET, seq: 3 }))
  expect(screen.getByRole('heading', { name: 'This ticket is no longer yours to see.' })).toBeTruthy()
  expect(document.body.textContent).not.toContain('Towels')
})

describe('when something may have been missed, the ticket', () => {
  const missSome = () => act(() => stream.say('reset', { scope: 'board', reason: 'gap' }))
  const reads = () => asked.filter(({ method, path }) => method === 'GET' && path === `/api/tickets/${TICKET}`).length

  test('is read again until it is read', async () => {
    panel()
    stream.hello()
    answerRead = () => ({ status: 503, body: { error: { code: 'unavailable', message: 'unavailable' } } })
    const before = reads()
    missSome()
    await waitFor(() => expect(reads()).toBeGreaterThan(before + 1))
    answerRead = () => ({ status: 200, body: opened(accepted) })
    expect(await screen.findByRole('button', { name: 'Start' })).toBeTruthy()
  })

  test('is not brought back by an answer from before it was gone', async () => {
    let answer = (_: { status: number; body: unknown }) => {}
    answerRead = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    panel()
    stream.hello()
    missSome()
    act(() => stream.say('gone', { ticketId: TICKET, seq: 3 }))
    await act(async () => answer({ status: 200, body: opened() }))
    expect(screen.getByRole('heading', { name: 'This ticket is no longer yours to see.' })).toBeTruthy()
  })
})

test('holding asks for a reason, and sends it', async () => {
  panel(opened({ status: 'accepted', assigneeId: cast.hana.id }))
  press('Hold')
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.click(dialog.getByRole('button', { name: 'Put on hold' }))
  expect(await dialog.findByText('Choose a reason.')).toBeTruthy()
  expect(changes()).toHaveLength(0)
  fireEvent.click(dialog.getByLabelText('Do not disturb'))
  fireEvent.click(dialog.getByRole('button', { name: 'Put on hold' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(changes()).toMatchObject([{ path: `/api/tickets/${TICKET}/hold`, body: { reason: 'do_not_disturb' } }])
})

describe('the thread', () => {
  const log = () => within(screen.getByRole('log', { name: 'Messages and changes' }))

  test('shows what the stream brings, once and in order', async () => {
    panel()
    stream.hello()
    await waitFor(() => expect(stream.url).toBe(`/api/live?open=${TICKET}:2`))
    stream.hello()
    act(() => {
      stream.say('entry', said(3, cast.felix, 'Blue, yes'))
      stream.say('entry', said(3, cast.felix, 'Blue, yes'))
      stream.say('entry', said(4, cast.felix, 'Thank you'))
    })
    const texts = screen.getAllByText(/./, { selector: 'p[dir="auto"]' }).map(({ textContent }) => textContent)
    expect(texts).toEqual(['Thirty, please', 'Blue?', 'Blue, yes', 'Thank you'])
  })

  test('an own message says how far it has come', async () => {
    panel()
    stream.hello()
    expect(log().getByText('Sent')).toBeTruthy()
    act(() =>
      stream.say('read', { ticketId: TICKET, personId: cast.felix.id, seq: 2, n: 2, at: '2026-11-23T09:05:00Z' }),
    )
    expect(log().getByText('Seen by Felix')).toBeTruthy()
  })

  test('a refused message is kept, says so, and goes when tried again', async () => {
    answerChange = () => ({ status: 403, body: { error: { code: 'forbidden', message: 'forbidden' } } })
    panel()
    fireEvent.change(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'Here they are' } })
    fireEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(await log().findByText('Could not send. Kept here.')).toBeTruthy()
    expect(log().getByText('Here they are')).toBeTruthy()
    answerChange = ({ body }) => ({
      status: 201,
      body: { entry: { ...said(3, cast.hana, 'Here they are'), id: body.id } },
    })
    fireEvent.click(log().getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(log().queryByText('Could not send. Kept here.')).toBeNull())
    expect(log().getAllByText('Here they are')).toHaveLength(1)
    expect(new Set(changes().map(({ body }) => body.id)).size).toBe(1)
  })

  test('who writes is shown', async () => {
    panel()
    stream.hello()
    act(() => stream.say('typing', { ticketId: TICKET, personId: cast.felix.id }))
    expect(screen.getByText('Felix is writing')).toBeTruthy()
    act(() => stream.say('typing', { ticketId: TICKET, personId: cast.hana.id }))
    expect(screen.queryByText(/writing.*writing|are writing/)).toBeNull()
  })

  test('what happened is told in words, with the reader as “you”', async () => {
    const event: Entry = {
      ...said(3, cast.maria, ''),
      kind: 'event',
      body: { code: 'taken_over', params: { from: cast.hana.id } },
    }
    show(<TicketPanel initial={opened()} thread={{ ...thread, items: [...thread.items, event] }} />, cast.hana)
    expect(log().getByText(/Maria took this over from you/)).toBeTruthy()
  })
})

test('it is read when its end is in sight of somebody who is there, and not before', async () => {
  const isThere = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  const reads = () => asked.filter(({ path }) => path.endsWith('/read')).map(({ body }) => body.seq)
  panel({ ...opened(), read: { seq: 1, n: 1 } })
  await screen.findByRole('log')
  window.dispatchEvent(new Event('focus'))
  await new Promise((resolve) => queueMicrotask(() => resolve(null)))
  expect(reads()).toEqual([])
  isThere.mockReturnValue(true)
  window.dispatchEvent(new Event('focus'))
  await waitFor(() => expect(reads()).toEqual([2]))
})
