import { expect, it } from 'vitest'
import { shareUsed } from './age-bar'

const ticket = { status: 'new', openedAt: '2026-01-01T12:00:00Z', dueAt: '2026-01-01T12:20:00Z' } as const
const at = (time: string) => shareUsed(ticket, Date.parse(`2026-01-01T12:${time}Z`))

it('says how much of its time a ticket has used, in steps', () => {
  expect([at('00:00'), at('05:00'), at('05:30'), at('19:59'), at('20:00')]).toEqual([0, 25, 25, 95, 100])
})

it('says more than all of it only when it is late', () => {
  expect(at('20:01')).toBeGreaterThan(100)
  expect(shareUsed({ ...ticket, dueAt: ticket.openedAt }, Date.parse(ticket.openedAt))).toBe(100)
})
