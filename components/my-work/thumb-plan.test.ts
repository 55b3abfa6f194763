import { expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { ticketOf } from '@/lib/client/rehearsal'
import type { Ticket } from '@/lib/tickets/schema'
import { thumbsOf } from './thumb-plan'

const hana: Actor = {
  personId: cast.hana.id,
  name: cast.hana.name,
  role: 'attendant',
  departmentIds: [departments.housekeeping.id],
  locale: 'en',
  sessionId: 's',
}
const hold = { reason: 'part', until: null, from: 'accepted', since: '2026-11-26T09:00:00.000Z' } as const
const plan = (over: Partial<Ticket>) => {
  const base = {
    departmentId: departments.housekeeping.id,
    assigneeId: null,
    status: 'new',
    hold: null,
    restricted: false,
  }
  const thumbs = thumbsOf(hana, { ...ticketOf(), ...base, ...over } as Ticket)
  return thumbs.map(({ action, isPossible, isLead }) => `${action}${isLead ? '!' : isPossible ? '' : '-'}`).join(' ')
}

it('keeps every action in its place, and leads with the next', () => {
  const mine = { assigneeId: hana.personId }
  expect(plan({})).toBe('accept! start- hold complete- release-')
  expect(plan({ ...mine, status: 'accepted' })).toBe('accept- start! hold complete release')
  expect(plan({ ...mine, status: 'in_progress' })).toBe('accept- start- hold complete! release')
  expect(plan({ ...mine, status: 'on_hold', hold })).toBe('accept- resume! hold- complete- release')
})

it('offers of a colleague’s work only to take it over', () => {
  expect(plan({ status: 'in_progress', assigneeId: cast.maria.id })).toBe('take_over! start- hold- complete- release-')
  expect(plan({ status: 'on_hold', hold, assigneeId: cast.maria.id })).toBe(
    'take_over! resume- hold- complete- release-',
  )
})

it('offers nothing that policy does not allow', () => {
  const elsewhere = { departmentId: departments.engineering.id, openerId: hana.personId }
  expect(plan(elsewhere)).toBe('accept- start- hold- complete- release-')
})
