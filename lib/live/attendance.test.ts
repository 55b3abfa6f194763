import { expect, it } from 'vitest'
import type { Audience } from '@/lib/tickets/schema'
import { Attendance, type Roll } from './attendance'
import { MOST_PRESENT } from './events'
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

it('tells nothing while it is in doubt who may see a ticket, and goes by the roll that comes then', () => {
  const attendance = new Attendance()
  attendance.note(ticketId, { seq: 4, audience })
  attendance.take(roll(5, ['hana']), 0)
  expect(attendance.changes(10)).toHaveLength(1)
  attendance.take(roll(5, ['felix', 'hana']), 0)
  attendance.doubt()
  expect([attendance.changes(10), attendance.all(), attendance.sightOf(ticketId)]).toEqual([[], [], undefined])
  // The same people as before: who has asked meanwhile does not know them.
  attendance.take(roll(6, ['hana']), 0)
  expect(attendance.changes(10)).toMatchObject([{ data: { personIds: ['hana'] } }])
})

it('remembers who may see a ticket that everybody has left: a roll on its way may be older', () => {
  const attendance = new Attendance()
  attendance.take(roll(5, ['hana']), 0)
  attendance.changes(10)
  attendance.note(ticketId, { seq: 6, audience: closed })
  attendance.take(roll(5, []), 0)
  expect(attendance.changes(10)).toMatchObject([{ data: { personIds: [] }, audience: { restricted: true } }])
  attendance.take(roll(5, ['felix']), 0)
  expect(attendance.changes(10)).toMatchObject([{ data: { personIds: ['felix'] }, audience: { restricted: true } }])
})

it('tells some of a crowd, the same for as long as they stay, and everybody once it is none', () => {
  const attendance = new Attendance()
  const crowd = Array.from({ length: 30 }, (_, n) => `p${String(n).padStart(2, '0')}`)
  const told = (personIds: string[]) => {
    attendance.take(roll(1, personIds), 0)
    return attendance.changes(10).map(({ data }) => data.personIds)
  }
  const late = crowd.slice(10)
  expect(told(late)).toEqual([late.slice(0, MOST_PRESENT)])
  // Some of them would come first.
  expect(told(crowd)).toEqual([])
  const [gone] = late
  const stayed = crowd.filter((personId) => personId !== gone)
  expect(told(stayed)).toEqual([['p00', ...late.slice(1, MOST_PRESENT)]])
  const few = stayed.slice(0, MOST_PRESENT)
  expect(told(few)).toEqual([few])
})

it('tells as many as it is asked for, each once, and says whether there are more', () => {
  const attendance = new Attendance()
  for (let n = 0; n < 5; n++) {
    const here = [{ ticketId: `${ticketId}${n}`, personIds: ['hana'], seq: 1, audience }]
    attendance.take({ event: 'roll', process: 'p', partition: 'any', isWhole: false, here }, 0)
  }
  const told = [2, 2, 2].map((limit) => [attendance.changes(limit).length, attendance.hasMore])
  expect(told).toEqual([
    [2, true],
    [2, true],
    [1, false],
  ])
})
