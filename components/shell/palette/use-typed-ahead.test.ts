// @vitest-environment happy-dom
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isTyping } from '../typing'
import { useTypedAhead } from './use-typed-ahead'

afterEach(cleanup)

const press = (key: string, more: KeyboardEventInit = {}) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))

describe('what is typed before the palette is there', () => {
  it('is kept for it, and reaches no key of the page until it is', () => {
    const heard = vi.fn()
    window.addEventListener('keydown', heard)
    const { result } = renderHook(() => useTypedAhead(() => {}))
    for (const key of ['e', 'n', 'x', 'Backspace', 'd', 'Enter']) press(key)
    expect(heard).not.toHaveBeenCalled()
    press('k', { ctrlKey: true })
    expect(heard).toHaveBeenCalledTimes(1)
    expect(result.current()).toBe('end')
    press('e')
    expect(heard).toHaveBeenCalledTimes(2)
    window.removeEventListener('keydown', heard)
  })

  it('is nothing for a listener of the page that comes before it, until the palette has gone', () => {
    const taken: string[] = []
    const first = (event: KeyboardEvent) => {
      if (!isTyping(event)) taken.push(event.key)
    }
    window.addEventListener('keydown', first, true)
    press('1')
    const { result, unmount } = renderHook(() => useTypedAhead(() => {}))
    press('x')
    expect(result.current()).toBe('x')
    unmount()
    press('2')
    expect(taken).toEqual(['1', '2'])
    window.removeEventListener('keydown', first, true)
  })

  it('is given up with Escape', () => {
    const onClose = vi.fn()
    renderHook(() => useTypedAhead(onClose))
    press('Escape')
    expect(onClose).toHaveBeenCalledTimes(1)
  })
})
