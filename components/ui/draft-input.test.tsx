// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { isDay } from '@/lib/client/hotel-time'
import { DraftInput } from './draft-input'

afterEach(cleanup)

function Field() {
  const [day, setDay] = useState('2026-11-20')
  return (
    <>
      <DraftInput aria-label="From" type="date" value={day} onTyped={(typed) => isDay(typed) && setDay(typed)} />
      <button type="button" onClick={() => setDay('2026-01-01')}>
        {day}
      </button>
    </>
  )
}

it('stands at what is being typed, tells what is taken, and goes back to that when it is left', () => {
  render(<Field />)
  const field = screen.getByLabelText<HTMLInputElement>('From')
  const taken = () => screen.getByRole('button').textContent
  const type = (value: string) => fireEvent.change(field, { target: { value } })
  type('0002-11-20')
  expect([field.value, taken()]).toEqual(['0002-11-20', '2026-11-20'])
  type('2025-11-20')
  expect([field.value, taken()]).toEqual(['2025-11-20', '2025-11-20'])
  type('0201-11-20')
  fireEvent.blur(field)
  expect([field.value, taken()]).toEqual(['2025-11-20', '2025-11-20'])
  fireEvent.click(screen.getByRole('button'))
  expect(field.value).toBe('2026-01-01')
})
