import { describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { ticketOf } from '@/lib/client/rehearsal'
import type { Ticket } from '@/lib/tickets/schema'
import { inOrder, jobsOf } from './jobs'

const NOW = Date.UTC(2026, 10, 26, 9)
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()
const me = { personId: cast.hana.id, departmentIds: [departments.housekeeping.id] }

let counted = 0
const job = (summary: string, over: Partial<Ticket> = {}) => {
  const base = {
    openedAt: at(-1),
    dueAt: at(30),
    status: 'new',
    assigneeId: null,
    departmentId: departments.housekeeping.id,
  }
  const ticket = { ...ticketOf(), ...base, ...over, id: `t${++counted}`, number: counted, summary } as Ticket
  return { ticket, read: { seq: 0, n: 0 } }
}
const hold = (from: 'new' | 'accepted') => ({ reason: 'part' as const, until: null, from, since: at(-5) })
const names = (rows: { ticket: Ticket }[]) => rows.map(({ ticket }) => ticket.summary)

describe('my work', () => {
  it('is what I have begun, what I have accepted, then what nobody has in the board’s order', () => {
    const mine = { assigneeId: me.personId }
    const rows = [
      job('later', { dueAt: at(60) }),
      job('urgent', { priority: 'urgent' }),
      job('accepted', { ...mine, status: 'accepted', dueAt: at(-20) }),
      job('late', { dueAt: at(-1) }),
      job('begun', { ...mine, status: 'in_progress' }),
      job('held', { ...mine, status: 'on_hold', hold: hold('accepted') }),
    ]
    const jobs = jobsOf(rows, me, () => null, NOW)
    expect(names(jobs.mine)).toEqual(['begun', 'accepted'])
    expect(names(jobs.waiting)).toEqual(['urgent', 'late', 'later'])
    expect(names(jobs.held)).toEqual(['held'])
    expect(names(inOrder(jobs))).toEqual(['begun', 'accepted', 'urgent', 'late', 'later', 'held'])
  })

  it('leaves out what is done, and other departments’ work that is not mine', () => {
    const elsewhere = { departmentId: departments.engineering.id }
    const rows = [
      job('done', { status: 'done', assigneeId: me.personId }),
      job('theirs', elsewhere),
      job('given to me', { ...elsewhere, status: 'accepted', assigneeId: me.personId }),
    ]
    expect(names(inOrder(jobsOf(rows, me, () => null, NOW)))).toEqual(['given to me'])
  })

  it('shows colleagues’ work last, of those who are not here before those who are', () => {
    const rows = [
      job('of Maria, here', { status: 'in_progress', assigneeId: cast.maria.id, dueAt: at(-30) }),
      job('of Rosa, off', { status: 'accepted', assigneeId: cast.rosa.id }),
      job('nobody’s, held', { status: 'on_hold', hold: hold('new') }),
    ]
    const presence = (id: string) => (id === cast.maria.id ? 'on_duty' : 'off_today')
    const jobs = jobsOf(rows, me, presence, NOW)
    expect(names(jobs.colleagues)).toEqual(['of Rosa, off', 'of Maria, here'])
    expect(names(jobs.held)).toEqual(['nobody’s, held'])
  })
})
