// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInHotel } from '@/components/shell/stage'
import { aTicket } from '@/components/tickets/model-hotel'
import { cast } from '@/db/cast'
import { emptyOutbox, outbox } from '@/lib/client/outbox-rehearsal'
import type { LiveEvent } from '@/lib/live/events'
import { MyWork } from './my-work'

const live = vi.hoisted(() => ({ tell: (_event: LiveEvent): void => {} }))
vi.mock('@/components/live/live-provider', async () =>
  (await import('@/lib/client/outbox-rehearsal')).playedLive((handler) => {
    live.tell = handler
  }),
)
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => {} }) }))
vi.mock('./my-work-top', () => ({ MyWorkTop: () => null }))

const mine = { assigneeId: cast.hana.id, status: 'in_progress' } as const
const first = aTicket(1, { ...mine, summary: 'First' })
const second = aTicket(2, { ...mine, summary: 'Second' })
const third = aTicket(3, { ...mine, summary: 'Third' })

beforeEach(async () => {
  // Nobody answers, and nobody refuses: the word comes when patience ends.
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  const heeded = vi.spyOn(outbox, 'subscribe')
  renderInHotel(<MyWork />, {
    as: 'hana',
    board: [first, second, third].map((ticket) => ({ ticket, read: { seq: 1, n: 0 } })),
  })
  // The bar is fetched first, and a page that was drawn late listens later still.
  await screen.findByRole('toolbar')
  await vi.waitFor(() => expect(heeded).toHaveBeenCalled())
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  vi.useRealTimers()
  cleanup()
  await emptyOutbox()
  vi.unstubAllGlobals()
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const bar = () => screen.getByRole('toolbar', { name: 'What to do with it' })
const chosen = () => /First|Second|Third/.exec(bar().parentElement?.textContent ?? '')?.[0]
const done = () => within(bar()).getByRole('button', { name: 'Done' })
const isResting = () => done().getAttribute('aria-disabled') === 'true'
const choose = (name: string) => fireEvent.click(screen.getByRole('button', { name: new RegExp(name), pressed: false }))
const asked = () => outbox.everything().map(({ ticketId }) => ticketId)
const told = () => screen.queryByText('This is not open here any more.')

describe('the job under the thumb', () => {
  it('is the next one as soon as one is done, before anybody has answered', () => {
    expect(chosen()).toBe('First')
    act(() => void outbox.errands.change(first, { action: 'complete' }))
    expect(chosen()).toBe('Second')
    expect(told()).toBeNull()
  })

  it('has no successor where somebody else has done it, until that is seen', () => {
    const byMaria = { status: 'done', stateChangedById: cast.maria.id, version: 2, lastSeq: 2 } as const
    act(() => live.tell({ event: 'ticket', data: { ...first, ...byMaria } }))
    expect(told()).not.toBeNull()
    expect(screen.queryByRole('toolbar')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Next job' }))
    expect(chosen()).toBe('Second')
  })

  it('is not touched by the second half of a double tap, and obeys a moment later', async () => {
    fireEvent.click(done())
    expect([chosen(), isResting()]).toEqual(['Second', true])
    fireEvent.click(done())
    expect(asked()).toEqual([first.id])
    await pass(500)
    expect([chosen(), isResting()]).toEqual(['Second', false])
    fireEvent.click(done())
    expect(asked()).toEqual([first.id, second.id])
    // The third came by itself, too, and has a moment of its own.
    expect([chosen(), isResting()]).toEqual(['Third', true])
  })

  it('obeys at once where it was chosen by hand', () => {
    expect(isResting()).toBe(false)
    fireEvent.click(done())
    choose('Third')
    expect([chosen(), isResting()]).toEqual(['Third', false])
  })

  it('stays the one that was chosen since, when the word on the last one comes late', async () => {
    fireEvent.click(done())
    choose('Third')
    await pass(1_500)
    expect(chosen()).toBe('Third')
  })

  it('keeps its place, and what is open before it, when that word comes', async () => {
    fireEvent.click(done())
    const before = bar()
    await pass(1_500)
    expect(chosen()).toBe('Second')
    expect(bar()).toBe(before)
  })
})
