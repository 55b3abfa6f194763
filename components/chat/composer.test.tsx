// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { serve, show, stream } from '@/components/rehearsal'
import { cast } from '@/db/cast'
import { message, OTHER, TICKET, ticketOf } from '@/lib/client/rehearsal'
import type { Ticket } from '@/lib/tickets/schema'
import { Composer } from './composer'

const onSent = vi.fn()
const composer = (id = TICKET, patch: Partial<Ticket> = {}) => (
  <Composer key={id} ticket={ticketOf({ id, ...patch })} onSent={onSent} />
)
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const write = (text: string) => fireEvent.change(box(), { target: { value: text } })
const enter = (init = {}) => fireEvent.keyDown(box(), { key: 'Enter', ...init })
const onTablet = (isTablet: boolean) =>
  vi.stubGlobal('matchMedia', () => ({ matches: isTablet, addEventListener() {}, removeEventListener() {} }))

let asked: ReturnType<typeof serve>
const sends = () => asked.filter(({ path }) => path.endsWith('/messages'))
const posts = () => sends().map(({ body }) => body.body)
const ids = () => sends().map(({ body }) => body.id)

beforeEach(() => {
  onSent.mockReset()
  onTablet(false)
  asked = serve(({ body }) => ({ status: 201, body: { entry: { ...message(1), id: body.id } } }))
})

describe('sending', () => {
  test('Enter sends, trimmed, and empties the box', async () => {
    show(composer())
    write('  More towels \n')
    enter()
    expect(box().value).toBe('')
    expect(onSent).toHaveBeenCalledOnce()
    await waitFor(() => expect(posts()).toEqual(['More towels']))
  })

  test('seven Enters in one breath send once', async () => {
    show(composer())
    write('Once')
    const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
    for (let tap = 0; tap < 7; tap++) box().dispatchEvent(press)
    await waitFor(() => expect(posts()).toEqual(['Once']))
    expect(onSent).toHaveBeenCalledOnce()
  })

  test('Shift and Enter, and Enter that ends a composed character, do not send', () => {
    show(composer())
    write('First line')
    enter({ shiftKey: true })
    enter({ isComposing: true })
    expect(box().value).toBe('First line')
    expect(posts()).toEqual([])
  })

  test('on a tablet Enter begins a line, and the button sends', async () => {
    onTablet(true)
    show(composer())
    write('By thumb')
    enter()
    expect(box().value).toBe('By thumb')
    fireEvent.click(screen.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(posts()).toEqual(['By thumb']))
  })

  test('nothing but spaces is not sent', () => {
    show(composer())
    write('  \n ')
    enter()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true)
    expect(onSent).not.toHaveBeenCalled()
  })
})

describe('length', () => {
  test('near the limit it counts what a reader would count, and beyond it keeps the text and does not send', () => {
    show(composer())
    write('👩'.repeat(3990))
    expect(screen.getByText('10 characters left')).toBeTruthy()
    write('👩'.repeat(4001))
    expect(screen.getByText('1 character too many')).toBeTruthy()
    enter()
    expect([...box().value]).toHaveLength(4001)
    expect(onSent).not.toHaveBeenCalled()
  })
})

describe('drafts', () => {
  test('what is begun is there after a reload, and gone once it was sent', async () => {
    const first = show(composer())
    write('Half a thought')
    first.unmount()
    const second = show(composer())
    expect(box().value).toBe('Half a thought')
    enter()
    second.unmount()
    show(composer())
    expect(box().value).toBe('')
    // The page that was reloaded in between may ask again, for the same message.
    await waitFor(() => expect(posts()).toContain('Half a thought'))
    expect(new Set(ids()).size).toBe(1)
  })

  test('it never lands in another ticket, with or without a new composer', () => {
    const page = show(composer())
    write('For the first')
    page.rerender(composer(OTHER))
    expect(box().value).toBe('')
    write('For the other')
    page.rerender(<Composer key={OTHER} ticket={ticketOf()} onSent={onSent} />)
    expect(box().value).toBe('For the first')
  })

  test('typing on while the ticket under the box changes: each key lands in the ticket that was shown', () => {
    const page = show(<Composer ticket={ticketOf()} onSent={onSent} />)
    for (const text of ['T', 'To', 'Tow']) write(text)
    page.rerender(<Composer ticket={ticketOf({ id: OTHER })} onSent={onSent} />)
    enter()
    expect(onSent).not.toHaveBeenCalled()
    for (const text of ['S', 'So']) write(text)
    page.rerender(<Composer ticket={ticketOf()} onSent={onSent} />)
    expect(box().value).toBe('Tow')
    page.rerender(<Composer ticket={ticketOf({ id: OTHER })} onSent={onSent} />)
    expect(box().value).toBe('So')
  })

  test('another tab’s words appear in a box that nobody types in, and in no other', () => {
    show(composer())
    write('Here')
    const key = `bellboard.draft.${cast.felix.id}.${TICKET}`
    const said = (newValue: string) =>
      act(() => void window.dispatchEvent(new StorageEvent('storage', { key, newValue })))
    box().focus()
    said('There')
    expect(box().value).toBe('Here')
    box().blur()
    said('There, too')
    expect(box().value).toBe('There, too')
  })

  test('on a shared tablet it stays its writer’s', () => {
    const page = show(composer(), cast.hana)
    write('Hana’s')
    page.unmount()
    show(composer(), cast.maria)
    expect(box().value).toBe('')
  })
})

describe('mentions', () => {
  const type = (text: string) => {
    write(text)
    box().setSelectionRange(text.length, text.length)
    fireEvent.select(box())
  }
  const offered = () => screen.queryAllByRole('option').map(({ textContent }) => textContent)
  const mentions = () => sends().map(({ body }) => body.mentions)

  test('"@" offers colleagues, and Enter takes one instead of sending', async () => {
    show(composer())
    type('Please, @Mar')
    // Who sees the ticket comes first.
    expect(offered()[0]).toContain('Maria Esteves')
    expect(offered()).toHaveLength(3)
    fireEvent.keyDown(box(), { key: 'ArrowDown' })
    fireEvent.keyDown(box(), { key: 'ArrowUp' })
    enter()
    expect(box().value).toBe('Please, @Maria ')
    expect(offered()).toEqual([])
    enter()
    await waitFor(() => expect(posts()).toEqual(['Please, @Maria']))
    expect(mentions()).toEqual([[cast.maria.id]])
  })

  test('Escape puts the list away, and then Enter sends what is written', async () => {
    show(composer())
    type('At @Ma')
    fireEvent.keyDown(box(), { key: 'Escape' })
    expect(offered()).toEqual([])
    enter()
    await waitFor(() => expect(posts()).toEqual(['At @Ma']))
    expect(mentions()).toEqual([[]])
  })

  test('it says before sending whom a mention lets see the ticket', () => {
    show(composer())
    type('@Hana look')
    expect(screen.queryByText(/will see this ticket/)).toBeNull()
    type('@Hana and @Marco look')
    expect(screen.getByText('Marco will see this ticket.')).toBeTruthy()
  })

  test('on a restricted ticket it says that a mention grants nothing', () => {
    show(composer(TICKET, { restricted: true }))
    type('@Hana look')
    expect(screen.getByText('This ticket is restricted: Hana will not see it.')).toBeTruthy()
  })

  test('a name typed by hand counts, one taken out again does not', async () => {
    show(composer())
    type('@hana ')
    type('never mind')
    enter()
    type('@hana, please')
    enter()
    await waitFor(() => expect(mentions()).toEqual([[], [cast.hana.id]]))
  })
})

test('others are told now and then that somebody writes, and only while the page is live', async () => {
  show(composer())
  const told = () => asked.filter(({ path }) => path.endsWith('/typing')).length
  write('a')
  expect(told()).toBe(0)
  stream.hello()
  await waitFor(() => {
    write(`${box().value}b`)
    expect(told()).toBe(1)
  })
  write('abc')
  write('abcd')
  expect(told()).toBe(1)
})
