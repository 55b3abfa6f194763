// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { serve, show, stream } from '@/components/rehearsal'
import { cast } from '@/db/cast'
import { TICKET } from '@/lib/client/rehearsal'
import { MOST_PRESENT } from '@/lib/live/events'
import { PresenceProvider } from '../live/presence-provider'
import { TypingLine } from './typing-line'

const others = Object.values(cast).filter(({ id }) => id !== cast.felix.id)

/** The line of a ticket that so many others have open, of whom so many write. */
async function line(count: number, writing: number) {
  const here = others.slice(0, count).map(({ id }) => id)
  serve(() => ({ status: 200, body: { items: [{ ticketId: TICKET, personIds: here }] } }))
  show(
    <PresenceProvider>
      <TypingLine ticketId={TICKET} personIds={here.slice(0, writing)} />
    </PresenceProvider>,
  )
  await vi.waitFor(() => expect(stream).toBeDefined())
  stream.hello()
  stream.say('presence', { ticketId: TICKET, personIds: here })
}

describe('who else is here', () => {
  beforeEach(() => expect(others.length).toBeGreaterThanOrEqual(MOST_PRESENT))

  it('is counted beyond a few', async () => {
    await line(6, 0)
    await screen.findByText('6 others are here')
  })

  it('may be more than are told of a crowd, also of those who do not write', async () => {
    await line(MOST_PRESENT, 0)
    await screen.findByText(`${MOST_PRESENT} others or more are here`)
  })

  it('is said without those who write, and still as a crowd', async () => {
    await line(MOST_PRESENT, 2)
    await screen.findByText(`${MOST_PRESENT - 2} others or more are here`)
    await screen.findByText(/ are writing/)
  })
})
