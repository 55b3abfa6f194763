// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { type Request, serve, show } from '@/components/rehearsal'
import { ticketOf } from '@/lib/client/rehearsal'
import { LinkForm } from './link-form'

const ticket = ticketOf({ number: 1042 })
const other = ticketOf({ id: '01900000-0000-7000-8000-0000000000c7', number: 1041, summary: 'Lamp' })
const change = { run: async () => true, busy: null, error: null, dismiss: () => {} }

test('what was taken from the list is linked, though nobody answers any more what it is', async () => {
  let isFound = true
  const asked: Request[] = serve(({ path }) => {
    if (path.includes('/links/')) return { status: 200, body: { items: [] } }
    const items = isFound ? [{ ticket: other, read: { seq: 0, n: 0 } }] : []
    return { status: 200, body: { items, next: null } }
  })
  const onClose = vi.fn()
  show(<LinkForm {...{ ticket, change, onClose }} />)
  fireEvent.change(screen.getByRole('combobox', { name: 'Other ticket' }), { target: { value: 'lamp' } })
  const found = await screen.findByRole('option', { name: /T-1041/ })
  isFound = false
  fireEvent.click(found)
  fireEvent.click(screen.getByRole('button', { name: 'Link' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(asked.find(({ path }) => path.includes('/links/'))?.path).toBe(`/api/tickets/${ticket.id}/links/${other.id}`)
})
