import { expect, it, vi } from 'vitest'
import { cast, departments } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import { Whisper } from './frames'
import { Hearsay, News } from './news'
import { OpenTickets } from './open-tickets'
import { Place } from './place'

const ticketId = newId()
const audience = {
  departmentId: departments.housekeeping.id,
  restricted: false,
  openerId: cast.luca.id,
  assigneeId: null,
  watcherIds: [],
  namedIds: [],
  mentionedIds: [],
  mentionedDepartmentIds: [],
}
const member = (departmentIds: string[]): Actor => ({
  personId: cast.hana.id,
  name: cast.hana.name,
  role: 'attendant',
  departmentIds,
  locale: 'en',
  sessionId: newId(),
})

function sit() {
  const here = { sees: vi.fn(() => true) }
  const rings = { ring: new News(8), whispers: new Hearsay(8), accessVersion: 1, here }
  const open = new OpenTickets([{ ticketId, seq: 0 }], () => false)
  const reader = { actor: member([departments.housekeeping.id]), accessVersion: 1, rightsSince: 1, open }
  const place = new Place(rings, reader)
  const type = () =>
    rings.whispers.push(new Whisper({ event: 'typing', data: { ticketId, personId: cast.rosa.id }, audience }))
  const heard = () => {
    const frames: Uint8Array[] = []
    place.overhear(frames)
    return frames.length
  }
  return { rings, reader, place, type, heard }
}

it('tells nobody of a ticket that an entry has taken from them since it was said', () => {
  const { rings, type, heard } = sit()
  type()
  rings.here.sees.mockReturnValue(false)
  expect(heard()).toBe(0)
  expect(rings.here.sees).toHaveBeenCalledWith(expect.objectContaining({ role: 'attendant' }), ticketId)
})

it('tells nobody who is typing before it is known what they may see now', () => {
  const { rings, reader, place, type, heard } = sit()
  type()
  expect(heard()).toBe(1)
  rings.accessVersion = 2
  type()
  expect(place.hasUnheard).toBe(false)
  expect(heard()).toBe(0)
  Object.assign(reader, { actor: member([]), accessVersion: 2 })
  expect(place.hasUnheard).toBe(true)
  expect(heard()).toBe(0)
})

it('tells it afterwards to whoever may still know', () => {
  const { rings, reader, type, heard } = sit()
  rings.accessVersion = 2
  type()
  expect(heard()).toBe(0)
  reader.accessVersion = 2
  expect(heard()).toBe(1)
})
