// @vitest-environment happy-dom
/** What is written in a dialog does not go without a question; what is only looked at does. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { InWords } from '@/components/shell/stage'
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
const pressEscape = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' })

it('closes at once where nothing was written', () => {
  const onClose = shown()
  pressEscape()
  expect(onClose).toHaveBeenCalledOnce()
})

it('asks before it takes along what was written, and goes on writing', () => {
  const onClose = shown()
  fireEvent.input(field(), { target: { value: 'The lamp' } })
  pressEscape()
  expect(onClose).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Keep writing' }))
  expect(screen.queryByRole('alert')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(onClose).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }))
  expect(onClose).toHaveBeenCalledOnce()
})
