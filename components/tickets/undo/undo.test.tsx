// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Request, serve, show } from '@/components/rehearsal'
import { Toaster } from '@/components/ui/toaster'
import { cast } from '@/db/cast'
import { TICKET, ticketOf } from '@/lib/client/rehearsal'
import { useChange } from '../use-change'
import { UndoNote } from './undo-note'
import { UndoProvider } from './undo-provider'

const ticket = ticketOf({ status: 'done', assigneeId: cast.hana.id, number: 1042, version: 4, stateVersion: 4 })
const closed = { ...ticket, status: 'closed' as const, version: 5, stateVersion: 5 }

function Closing() {
  const change = useChange(ticket)
  return (
    <button type="button" onClick={() => void change.run({ action: 'close' })}>
      Close it
    </button>
  )
}

let asked: Request[]
let answerUndo: () => { status: number; body: unknown }
const undone = () => asked.filter(({ path }) => path.endsWith('/undo'))
const close = async () => {
  show(
    <UndoProvider>
      <Closing />
      <UndoNote />
      <Toaster />
    </UndoProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Close it' }))
  await screen.findByText('Closed: Towels')
}
const z = () => fireEvent.keyDown(document.body, { key: 'z' })

beforeEach(() => {
  answerUndo = () => ({ status: 200, body: { ticket, seq: 6 } })
  asked = serve(({ path }) =>
    path.endsWith('/undo') ? answerUndo() : { status: 200, body: { ticket: closed, seq: 5 } },
  )
})
afterEach(() => void vi.useRealTimers())

describe('what was done a moment ago', () => {
  test('is taken back by "z": the very change, and once', async () => {
    await close()
    z()
    z()
    await screen.findByText('Taken back.')
    const [made] = asked.filter(({ path }) => path.endsWith('/closure'))
    expect(undone()).toMatchObject([
      { method: 'PUT', path: `/api/tickets/${TICKET}/undo`, body: { of: made?.body.id } },
    ])
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull())
  })

  test('is taken back by the note’s button', async () => {
    await close()
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(undone()).toHaveLength(1))
  })

  test('stays where somebody acted since, and the note names who', async () => {
    const params = { name: 'Felix Brandt', at: '2026-11-23T09:00:00.000Z' }
    answerUndo = () => ({ status: 409, body: { error: { code: 'conflict', message: 'acted_since', params } } })
    await close()
    z()
    await screen.findByText('T-1042: Felix Brandt changed this at 09:00, so it stays.')
  })

  test('is offered for ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
    await close()
    await act(() => vi.advanceTimersByTimeAsync(9_000))
    expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeNull()
    await act(() => vi.advanceTimersByTimeAsync(2_000))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull())
    z()
    expect(undone()).toEqual([])
  })
})
