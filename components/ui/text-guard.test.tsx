// @vitest-environment happy-dom
/** What is written in a dialog does not go without a question; what is only looked at does. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { InWords } from '@/components/shell/stage'
import { Combobox } from './combobox'
import { Dialog, DialogContent } from './dialog'
import { FormFrame } from './form-frame'

afterEach(cleanup)

function shown() {
  const onClose = vi.fn()
  render(
    <InWords>
      <FormFrame
        title="Edit"
        submit="Save"
        change={{ busy: null, error: null }}
        onClose={onClose}
        onSubmit={async () => true}
      >
        <textarea aria-label="Reason" />
      </FormFrame>
    </InWords>,
  )
  return onClose
}
const field = () => screen.getByRole('textbox', { name: 'Reason' })
const write = (value: string) => fireEvent.input(field(), { target: { value } })
const pressEscape = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' })

it('closes at once where nothing was written', () => {
  const onClose = shown()
  pressEscape()
  expect(onClose).toHaveBeenCalledOnce()
})

it('asks before it takes along what was written, and goes on writing', () => {
  const onClose = shown()
  write('The lamp')
  pressEscape()
  expect(onClose).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Keep writing' }))
  expect(screen.queryByRole('alert')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(onClose).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }))
  expect(onClose).toHaveBeenCalledOnce()
})

it('asks before the form’s own Back, too, and not for what was taken out again', () => {
  const onClose = shown()
  const back = () => fireEvent.click(screen.getByRole('button', { name: 'Back' }))
  write('The lamp')
  back()
  expect([onClose.mock.calls.length, screen.queryByRole('alert') === null]).toEqual([0, false])
  fireEvent.click(screen.getByRole('button', { name: 'Keep writing' }))
  write('')
  back()
  expect(onClose).toHaveBeenCalledOnce()
})

it('goes on where it was last written', () => {
  shown()
  write('The lamp')
  screen.getByRole('button', { name: 'Close' }).focus()
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(document.activeElement?.textContent).toBe('Keep writing')
  fireEvent.click(screen.getByRole('button', { name: 'Keep writing' }))
  expect(document.activeElement).toBe(field())
})

it('does not take a second press of the same for an answer; the cross is one', () => {
  const onClose = shown()
  write('The lamp')
  pressEscape()
  pressEscape()
  fireEvent.click(screen.getByRole('button', { name: 'Back' }))
  expect([onClose.mock.calls.length, screen.queryByRole('alert') === null]).toEqual([0, false])
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(onClose).toHaveBeenCalledOnce()
})

interface GuardingProps {
  isOpen?: boolean
  guardsText?: boolean
  onClose: () => void
  children: React.ReactNode
}

function Guarding({ isOpen = true, guardsText = true, onClose, children }: GuardingProps) {
  return (
    <InWords>
      <Dialog open={isOpen} onOpenChange={onClose}>
        <DialogContent title="Message" guardsText={guardsText}>
          {children}
        </DialogContent>
      </Dialog>
    </InWords>
  )
}

it('asks nothing any more once what was written is on its way', () => {
  const onClose = vi.fn()
  const { rerender } = render(
    <Guarding onClose={onClose}>
      <textarea aria-label="Reason" />
    </Guarding>,
  )
  write('The lamp')
  pressEscape()
  expect(screen.getByRole('alert')).toBeTruthy()
  rerender(
    <Guarding onClose={onClose} guardsText={false}>
      Sent
    </Guarding>,
  )
  expect(screen.queryByRole('alert')).toBeNull()
  pressEscape()
  expect(onClose).toHaveBeenCalledOnce()
})

it('keeps asking for what was written in a step before, and for nothing once it was closed', () => {
  const onClose = vi.fn()
  const one = (isOpen: boolean, children: React.ReactNode) => (
    <Guarding onClose={onClose} isOpen={isOpen}>
      {children}
    </Guarding>
  )
  const { rerender } = render(one(true, <textarea aria-label="Reason" />))
  write('The lamp')
  rerender(one(true, 'To 20 tickets?'))
  pressEscape()
  expect([onClose.mock.calls.length, screen.queryByRole('alert') === null]).toEqual([0, false])
  rerender(one(false, null))
  rerender(one(true, <textarea aria-label="Reason" />))
  expect(screen.queryByRole('alert')).toBeNull()
  pressEscape()
  expect(onClose).toHaveBeenCalledOnce()
})

function Room() {
  const [text, setText] = useState('')
  const suggestions = [{ id: '412', label: '412' }]
  return <Combobox aria-label="Room" value={text} suggestions={suggestions} onType={setText} onTake={() => {}} />
}

it('leaves Escape to a list of suggestions first, which asks nothing', () => {
  const onClose = vi.fn()
  render(
    <Guarding onClose={onClose}>
      <Room />
    </Guarding>,
  )
  const room = screen.getByRole('combobox', { name: 'Room' })
  room.focus()
  fireEvent.input(room, { target: { value: '4' } })
  expect(room.getAttribute('aria-expanded')).toBe('true')
  pressEscape()
  expect(room.getAttribute('aria-expanded')).toBe('false')
  expect([onClose.mock.calls.length, screen.queryByRole('alert')]).toEqual([0, null])
  expect(document.activeElement).toBe(room)
  pressEscape()
  expect([onClose.mock.calls.length, screen.queryByRole('alert') === null]).toEqual([0, false])
})
