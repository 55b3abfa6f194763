// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { serve, show } from '@/components/rehearsal'
import { cast, departments } from '@/db/cast'
import { message, TICKET, ticketOf } from '@/lib/client/rehearsal'
import type { QuickReply } from '@/lib/replies/schema'
import type { Ticket } from '@/lib/tickets/schema'
import { Composer } from '../composer'

const reply = (shortcut: string, en: string, department: keyof typeof departments | null = null): QuickReply => ({
  id: `01900000-0000-7000-8000-0000000000${shortcut.length.toString(16).padStart(2, '0')}`,
  departmentId: department && departments[department].id,
  shortcut,
  texts: { en, de: `(de) ${en}` },
  version: 1,
})
const REPLIES = [
  reply('on-way', 'On my way, {minutes} minutes.'),
  reply('told-them', 'The guest has been told. {name}', 'frontDesk'),
]

const composer = (patch: Partial<Ticket> = {}) => <Composer ticket={ticketOf(patch)} onSent={() => {}} />
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
function write(text: string) {
  fireEvent.change(box(), { target: { value: text } })
  box().setSelectionRange(text.length, text.length)
  fireEvent.select(box())
}
const press = (key: string, init = {}) => fireEvent.keyDown(box(), { key, ...init })

let asked: ReturnType<typeof serve>
let list: QuickReply[]
const posts = () => asked.filter(({ path }) => path.endsWith('/messages')).map(({ body }) => body)

beforeEach(() => {
  list = REPLIES
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  asked = serve(({ path, body }) =>
    path === '/api/replies'
      ? { status: 200, body: { items: list, next: null } }
      : { status: 201, body: { entry: { ...message(1), id: body.id } } },
  )
})

describe('quick replies', () => {
  test('"/" lists them, typing filters, Enter takes; the gap is filled in, and the message says which it is', async () => {
    show(composer(), cast.hana)
    write('/')
    expect(await screen.findAllByRole('option')).toHaveLength(2)
    write('/on')
    expect(screen.getAllByRole('option')).toHaveLength(1)
    press('Enter')
    expect(box().value).toBe('On my way, {minutes} minutes.')
    expect(box().value.slice(box().selectionStart, box().selectionEnd)).toBe('{minutes}')

    press('Enter')
    expect(posts()).toEqual([])
    expect(screen.getByText('Still to fill in: {minutes}. Tab goes there.')).toBeTruthy()

    write('On my way, 5 minutes.')
    press('Enter')
    await waitFor(() => expect(posts()).toMatchObject([{ body: 'On my way, 5 minutes.', reply: REPLIES[0]?.id }]))
  })

  test('changed by a word, or typed by hand, it is an ordinary message', async () => {
    show(composer(), cast.hana)
    write('/told')
    await screen.findByRole('option')
    press('Tab')
    expect(box().value).toBe('The guest has been told. Hana')
    write('The guest has not been told. Hana')
    press('Enter')
    await waitFor(() => expect(posts()).toHaveLength(1))
    expect(posts()[0]).not.toHaveProperty('reply')
  })

  test('the button opens the list and puts it away, without losing what is written', async () => {
    show(composer(), cast.hana)
    write('Sure.')
    fireEvent.click(screen.getByRole('button', { name: 'Quick replies' }))
    expect(box().value).toBe('Sure. /')
    await screen.findAllByRole('option')
    fireEvent.click(screen.getByRole('button', { name: 'Quick replies', expanded: true }))
    expect(box().value).toBe('Sure. ')
    expect(screen.queryAllByRole('option')).toEqual([])
  })

  test('Tab leads to the gap, and from there out of the box', async () => {
    show(composer(), cast.hana)
    write('In {minutes} min.')
    const stays = !press('Tab')
    expect(stays).toBe(true)
    expect(box().value.slice(box().selectionStart, box().selectionEnd)).toBe('{minutes}')
    const leaves = press('Tab')
    expect(leaves).toBe(true)
  })

  test('where there are none, it says so, and leads those on who may write them', async () => {
    list = []
    show(composer(), cast.felix)
    write('/')
    expect(await screen.findByText(/No quick replies yet/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Write the first one' })).toBeTruthy()
  })
})

describe('a department', () => {
  test('is offered after "@", mentioned by its name, and says who will see the ticket', async () => {
    show(composer({ departmentId: departments.housekeeping.id }), cast.felix)
    write('Can you look, @engin')
    expect(await screen.findByRole('option', { name: /engineering/ })).toBeTruthy()
    press('Enter')
    expect(box().value).toBe('Can you look, @engineering ')
    // Bruno belongs to housekeeping as well, and sees it already.
    expect(screen.getByText('engineering (4 people) will see this ticket.')).toBeTruthy()
    press('Enter')
    await waitFor(() =>
      expect(posts()).toMatchObject([
        { departments: [departments.engineering.id], mentions: [], body: 'Can you look, @engineering' },
      ]),
    )
  })

  test('gives nothing on a restricted ticket, and says so', () => {
    show(composer({ restricted: true, openerId: cast.felix.id, id: TICKET }), cast.felix)
    write('@engineering')
    expect(screen.getByText('This ticket is restricted: engineering (5 people) will not see it.')).toBeTruthy()
  })
})
