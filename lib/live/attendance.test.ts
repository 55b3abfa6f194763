import { expect, it } from 'vitest'
import type { Audience } from '@/lib/tickets/schema'
import { Attendance, type Roll } from './attendance'
import { partitionOf } from './keys'

const ticketId = '01900000-0000-7000-8000-000000000001'
const audience: Audience = {
  departmentId: 'd',
  restricted: false,
  openerId: 'o',
  assigneeId: null,
  watcherIds: [],
  namedIds: [],
  mentionedIds: [],
  mentionedDepartmentIds: [],
}
const closed = { ...audience, restricted: true }
const roll = (seq: number, personIds: string[]): Roll => {
  const here = [{ ticketId, personIds, seq, audience }]
  return { event: 'roll', process: 'p', partition: partitionOf(ticketId), isWhole: false, here }
}

it('tells whoever may see the ticket now, also when the first roll that names it is older than its journal', () => {
  const attendance = new Attendance()
  attendance.note(ticketId, { seq: 6, audience: closed })
  attendance.take(roll(5, ['hana']), 0)
  expect(attendance.changes(10)).toMatchObject([{ data: { personIds: ['hana'] }, audience: { restricted: true } }])
})

it('goes by the roll when that is newer, and by the journal when it goes on', () => {
  const attendance = new Attendance()
  attendance.note(ticketId, { seq: 6, audience: closed })
  attendance.take(roll(7, ['hana']), 0)
  expect(attendance.changes(10)).toMatchObject([{ audience: { restricted: false } }])
  attendance.note(ticketId, { seq: 8, audience: closed })
  expect(attendance.all()).toMatchObject([{ audience: { restricted: true } }])
})
